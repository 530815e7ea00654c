import type { Metadata } from "next";
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
import { BULK_TITLES, countedPortals } from "@/lib/bulk/words";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { AutoRefresh } from "../../connect/[attemptId]/auto-refresh";
import { cancelBulkAction } from "../actions";
import { ResultFilter, ResultsTable, ROW_STATUSES } from "./results-table";

export const metadata: Metadata = { title: "Bulk action · Portals" };

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
  return (
    <div className="flex flex-col gap-5">
      {isRunning ? <AutoRefresh everyMs={2_000} /> : null}
      <PageHeader
        title={`${BULK_TITLES[job.action]} ${countedPortals(job.total)}`}
        about="work-on-many-portals"
        breadcrumbs={[{ label: "Portals", href: "/portals" }]}
        meta={<StatusBadge status={job.status} />}
        description={
          <>
            Started <RelativeTime value={job.createdAt.toISOString()} {...clock} />
            {job.startedBy ? ` by ${job.startedBy}` : ""}.
          </>
        }
        actions={
          isRunning ? (
            <ConfirmDialog
              trigger={{ label: "Cancel job", variant: "secondary" }}
              title={`Cancel this job with ${countedPortals(job.counts.pending)} left?`}
              consequences={[
                "Portals that are being dealt with right now are finished.",
                "What was done stays done; the rest is left as it is.",
              ]}
              submitLabel="Cancel job"
              action={cancelBulkAction}
              fields={{ jobId: job.id }}
            />
          ) : undefined
        }
      />
      <Card>
        <ProgressBar
          label={isRunning ? "Under way in the background; this page may be closed." : "Ended"}
          value={job.total - job.counts.pending}
          max={job.total}
          valueText={`${job.total - job.counts.pending} of ${job.total}`}
        />
        <p role="status" className="mt-3">
          {summaryOf(job)}
        </p>
      </Card>
      {job.status === "cancelled" ? (
        <Alert tone="info" title="The job was cancelled">
          {countedPortals(job.counts.pending)} left as before.
        </Alert>
      ) : null}
      <Card padded={false}>
        <ResultFilter job={job} only={only} />
        <ResultsTable rows={job.rows} isEnded={!isRunning} />
        {job.isTruncated ? (
          <p className="border-t border-line p-3 text-sm text-ink-faint sm:px-4">
            {`The latest ${job.rows.length} are shown.`}
          </p>
        ) : null}
      </Card>
    </div>
  );
}

function summaryOf({ counts, total }: BulkView): string {
  const parts = [
    `${counts.done} of ${total} done`,
    counts.failed > 0 ? `${counts.failed} failed` : "",
    counts.skipped > 0 ? `${counts.skipped} skipped` : "",
    counts.pending > 0 ? `${counts.pending} left` : "",
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

function StatusBadge({ status }: { status: BulkView["status"] }) {
  if (status === "running") return <Badge tone="info">Running</Badge>;
  if (status === "finished") return <Badge tone="ok">Finished</Badge>;
  return <Badge tone="neutral">Cancelled</Badge>;
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
