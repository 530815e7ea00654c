import { notFound } from "next/navigation";
import { PageHeader } from "@/components/page-header";
import { RelativeTime } from "@/components/relative-time";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/popup/confirm-dialog";
import { ProgressBar } from "@/components/ui/progress-bar";
import { requirePage } from "@/lib/auth/session";
import { getBulk, type BulkView } from "@/lib/bulk/get";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { titled } from "@/lib/http/titled";
import { say } from "@/lib/say/say";
import { AutoRefresh } from "../../connect/[attemptId]/auto-refresh";
import { actTitle } from "../act-words";
import { cancelBulkAction } from "../actions";
import { ResultFilter, ResultsTable, ROW_STATUSES } from "./results-table";

export const generateMetadata = titled("Bulk action · Portals");

type PageProps = {
  params: Promise<{ jobId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export default async function BulkPage({ params, searchParams }: PageProps) {
  const { ctx } = await requirePage("portals.refresh");
  const { result } = await searchParams;
  const only = ROW_STATUSES.find((status) => status === result);
  const job = await load(ctx, (await params).jobId, only);
  const timeZone = await viewerTimeZone();
  const clock = { now: ctx.now().toISOString(), timeZone };
  const isRunning = job.status === "running";
  const started = <RelativeTime value={job.createdAt.toISOString()} {...clock} />;
  return (
    <div className="flex flex-col gap-5">
      {isRunning ? <AutoRefresh everyMs={2_000} /> : null}
      <PageHeader
        title={actTitle(say, job.action, job.total)}
        about="work-on-many-portals"
        breadcrumbs={[{ label: say("Portals"), href: "/portals" }]}
        meta={<StatusBadge status={job.status} />}
        description={
          job.startedBy
            ? say.rich("Started {when} by {who}.", { when: started, who: job.startedBy })
            : say.rich("Started {when}.", { when: started })
        }
        actions={
          isRunning ? (
            <ConfirmDialog
              trigger={{ label: say("Cancel job"), variant: "secondary" }}
              title={say.count(
                job.counts.pending,
                "Cancel this job with 1 portal left?",
                "Cancel this job with {count:number} portals left?",
              )}
              consequences={[
                say("Portals that are being dealt with right now are finished."),
                say("What was done stays done; the rest is left as it is."),
              ]}
              submitLabel={say("Cancel job")}
              action={cancelBulkAction}
              fields={{ jobId: job.id }}
            />
          ) : undefined
        }
      />
      <Card>
        <ProgressBar
          label={
            isRunning ? say("Under way in the background; this page may be closed.") : say("Ended")
          }
          value={job.total - job.counts.pending}
          max={job.total}
          valueText={say("{done:number} of {total:number}", {
            done: job.total - job.counts.pending,
            total: job.total,
          })}
        />
        <p role="status" className="mt-3">
          {summaryOf(job)}
        </p>
      </Card>
      {job.status === "cancelled" ? (
        <Alert tone="info" title={say("The job was cancelled")}>
          {say.count(
            job.counts.pending,
            "1 portal left as before.",
            "{count:number} portals left as before.",
          )}
        </Alert>
      ) : null}
      <Card padded={false}>
        <ResultFilter job={job} only={only} />
        <ResultsTable rows={job.rows} isEnded={!isRunning} />
        {job.isTruncated ? (
          <p className="border-t border-line p-3 text-sm text-ink-faint sm:px-4">
            {say("The latest {n:number} are shown.", { n: job.rows.length })}
          </p>
        ) : null}
      </Card>
    </div>
  );
}

function summaryOf({ counts, total }: BulkView): string {
  const parts = [
    say("{done:number} of {total:number} done", { done: counts.done, total }),
    counts.failed > 0 ? say("{n:number} failed", { n: counts.failed }) : "",
    counts.skipped > 0 ? say("{n:number} skipped", { n: counts.skipped }) : "",
    counts.pending > 0 ? say("{n:number} left", { n: counts.pending }) : "",
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

function StatusBadge({ status }: { status: BulkView["status"] }) {
  if (status === "running") return <Badge tone="info">{say("Running")}</Badge>;
  if (status === "finished") return <Badge tone="ok">{say("Finished")}</Badge>;
  return <Badge tone="neutral">{say("Cancelled")}</Badge>;
}

async function load(
  ctx: Context,
  id: string,
  only: BulkView["rows"][number]["status"] | undefined,
): Promise<BulkView> {
  if (!UUID.test(id)) notFound();
  try {
    return await getBulk(ctx, id, only);
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}
