import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { ImportView } from "@/lib/imports/queries";
import { say } from "@/lib/say/say";

type ImportProgressProps = { job: ImportView; now: string; timeZone: string };

/** Where the import stands, in words and as a bar, and what holds it up. */
export function ImportProgress({ job, now, timeZone }: ImportProgressProps) {
  const isOpen = job.status !== "cancelled" && job.status !== "finished";
  return (
    <div className="flex flex-col gap-3">
      {isOpen && job.app.credentialsRefused ? (
        <Alert
          tone="danger"
          title={say("HubSpot refuses the client ID or secret of {app}.", { app: job.app.name })}
        >
          {say.rich(
            "The import is paused and no row is to blame. Correct the app on <a>its page</a>; the import then goes on by itself.",
            {
              a: (text) => (
                <Link href={`/apps/${job.app.slug}`} className="underline">
                  {text}
                </Link>
              ),
            },
          )}
        </Alert>
      ) : isOpen && job.pausedUntil ? (
        <Alert tone="warning" title={say("HubSpot did not answer, or asked us to slow down.")}>
          {say.rich("Portico goes on by itself {when}.", {
            when: (
              <RelativeTime value={job.pausedUntil.toISOString()} now={now} timeZone={timeZone} />
            ),
          })}
        </Alert>
      ) : null}
      <Card>
        <Standing job={job} />
      </Card>
    </div>
  );
}

function Standing({ job }: { job: ImportView }) {
  const { counts, total, status } = job;
  if (status === "checking") {
    const done = total - counts.unchecked;
    return (
      <ProgressBar
        label={say("Asking HubSpot about each token; nothing is changed")}
        value={done}
        max={total}
        valueText={say("{done:number} of {total:number} checked", { done, total })}
      />
    );
  }
  if (status === "running") {
    const done = counts.imported + counts.failed;
    const max = done + counts.importable + counts.unknown;
    return (
      <ProgressBar
        label={say("Importing; you may leave this page")}
        value={done}
        max={Math.max(1, max)}
        valueText={say("{done:number} of {total:number} done", { done, total: max })}
      />
    );
  }
  return (
    <p>
      <strong className="font-semibold">{headline(job)}</strong>
      {status === "ready" ? (
        <span className="text-ink-muted">
          {counts.unknown > 0
            ? ` ${say("HubSpot has not answered for {n:number} yet; those are asked about again.", { n: counts.unknown })}`
            : ""}{" "}
          {counts.importable + counts.unknown > 0
            ? say(
                "Nothing has been imported yet. Without a decision the import is cancelled after a day.",
              )
            : say("Every token was wiped. Look at the rows for the reasons.")}
        </span>
      ) : (
        <span className="text-ink-muted"> {say("This import holds no token any more.")}</span>
      )}
    </p>
  );
}

function headline({ counts, total, status }: ImportView): string {
  const { importable, imported, failed } = counts;
  if (status === "ready")
    return say("{importable:number} of {total:number} rows can be imported.", {
      importable,
      total,
    });
  const ended =
    failed > 0
      ? say.count(
          imported,
          "{count:number} of {total:number} rows was imported, {failed:number} failed.",
          "{count:number} of {total:number} rows were imported, {failed:number} failed.",
          { total, failed },
        )
      : say.count(
          imported,
          "{count:number} of {total:number} rows was imported.",
          "{count:number} of {total:number} rows were imported.",
          { total },
        );
  return status === "cancelled" ? say("Cancelled: {ended}", { ended }) : ended;
}
