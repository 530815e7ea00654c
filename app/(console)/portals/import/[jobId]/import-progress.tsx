import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import { formatNumber } from "@/lib/format";
import type { ImportView } from "@/lib/imports/queries";

type ImportProgressProps = { job: ImportView; now: string; timeZone: string };

/** Where the import stands, in words and as a bar, and what holds it up. */
export function ImportProgress({ job, now, timeZone }: ImportProgressProps) {
  const isOpen = job.status !== "cancelled" && job.status !== "finished";
  return (
    <div className="flex flex-col gap-3">
      {isOpen && job.app.credentialsRefused ? (
        <Alert tone="danger" title={`HubSpot refuses the client ID or secret of ${job.app.name}.`}>
          The import is paused and no row is to blame. Correct the app on{" "}
          <Link href={`/apps/${job.app.slug}`} className="underline">
            its page
          </Link>
          ; the import then goes on by itself.
        </Alert>
      ) : isOpen && job.pausedUntil ? (
        <Alert tone="warning" title="HubSpot did not answer, or asked us to slow down.">
          Portico goes on by itself{" "}
          <RelativeTime value={job.pausedUntil.toISOString()} now={now} timeZone={timeZone} />.
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
  const number = formatNumber;
  if (status === "checking") {
    const done = total - counts.unchecked;
    return (
      <ProgressBar
        label="Asking HubSpot about each token; nothing is changed"
        value={done}
        max={total}
        valueText={`${number(done)} of ${number(total)} checked`}
      />
    );
  }
  if (status === "running") {
    const done = counts.imported + counts.failed;
    const max = done + counts.importable + counts.unknown;
    return (
      <ProgressBar
        label="Importing; you may leave this page"
        value={done}
        max={Math.max(1, max)}
        valueText={`${number(done)} of ${number(max)} done`}
      />
    );
  }
  return (
    <p>
      <strong className="font-semibold">{headline(job)}</strong>
      {status === "ready" ? (
        <span className="text-ink-muted">
          {counts.unknown > 0
            ? ` HubSpot has not answered for ${number(counts.unknown)} yet; those are asked about again.`
            : ""}
          {counts.importable + counts.unknown > 0
            ? " Nothing has been imported yet. Without a decision the import is cancelled after a day."
            : " Every token was wiped. Look at the rows for the reasons."}
        </span>
      ) : (
        <span className="text-ink-muted"> This import holds no token any more.</span>
      )}
    </p>
  );
}

function headline({ counts, total, status }: ImportView): string {
  const of = `of ${formatNumber(total)} rows`;
  if (status === "ready") return `${formatNumber(counts.importable)} ${of} can be imported.`;
  const ended = status === "cancelled" ? "Cancelled: " : "";
  const failed = counts.failed > 0 ? `, ${formatNumber(counts.failed)} failed` : "";
  return `${ended}${formatNumber(counts.imported)} ${of} ${counts.imported === 1 ? "was" : "were"} imported${failed}.`;
}
