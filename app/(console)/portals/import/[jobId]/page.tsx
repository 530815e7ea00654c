import { Download } from "lucide-react";
import { notFound } from "next/navigation";
import { AutoRefresh } from "@/app/(console)/portals/connect/[attemptId]/auto-refresh";
import { PageHeader } from "@/components/page-header";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { TabLinks } from "@/components/ui/tabs";
import { requirePage } from "@/lib/auth/session";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { titled } from "@/lib/http/titled";
import { getImport, listImportRows, type ImportView } from "@/lib/imports/queries";
import { JOB_WORDS, ROW_STATE_WORDS, ROW_STATES } from "@/lib/imports/words";
import { say } from "@/lib/say/say";
import { ImportControls } from "./import-controls";
import { ImportProgress } from "./import-progress";
import { RowsTable } from "./rows-table";

export const generateMetadata = titled("Import · Portals");

type PageProps = {
  params: Promise<{ jobId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PAGE_SIZE = 50;
const REFRESH_MS = 2_000;

export default async function ImportJobPage({ params, searchParams }: PageProps) {
  const { ctx } = await requirePage("portals.import");
  const job = await load(ctx, (await params).jobId);
  const { finding, page: wanted } = await searchParams;
  const state = ROW_STATES.find((name) => name === finding);
  const total = state ? job.counts[state] : job.total;
  const lastPage = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const asked = typeof wanted === "string" && /^\d{1,4}$/.test(wanted) ? Number(wanted) : 1;
  const page = Math.min(Math.max(1, asked), lastPage);
  const [rows, timeZone] = await Promise.all([
    listImportRows(ctx, job.id, { state, skip: (page - 1) * PAGE_SIZE, take: PAGE_SIZE }),
    viewerTimeZone(),
  ]);
  const clock = { now: ctx.now().toISOString(), timeZone };
  const when = <RelativeTime value={job.createdAt.toISOString()} {...clock} show="relative" />;
  const href = (to: { state?: string; page?: number }) => {
    const query = new URLSearchParams();
    if (to.state) query.set("finding", to.state);
    if (to.page && to.page > 1) query.set("page", String(to.page));
    return `/portals/import/${job.id}${query.size > 0 ? `?${query}` : ""}`;
  };
  return (
    <div className="flex flex-col gap-5">
      {isMoving(job) ? <AutoRefresh everyMs={REFRESH_MS} /> : null}
      <PageHeader
        title={
          job.fileName === null
            ? say("Import without a name")
            : say("Import {file}", { file: job.fileName })
        }
        about="import-portals"
        breadcrumbs={[
          { label: say("Portals"), href: "/portals" },
          { label: say("Import"), href: "/portals/import" },
        ]}
        meta={
          <Badge tone={JOB_WORDS[job.status].tone}>{say.any(JOB_WORDS[job.status].label)}</Badge>
        }
        description={
          job.startedBy === null
            ? say.rich("For {app}, started by an operator {when}", { app: job.app.name, when })
            : say.rich("For {app}, started by {who} {when}", {
                app: job.app.name,
                who: job.startedBy,
                when,
              })
        }
        actions={
          <>
            {/* Not a Link: a file is downloaded, nothing is navigated to. */}
            <a
              href={`/portals/import/${job.id}/result`}
              download
              className={buttonClass({ variant: "secondary" })}
            >
              <Download />
              {say("Download CSV")}
            </a>
            <ImportControls job={job} />
          </>
        }
      />
      <ImportProgress job={job} {...clock} />
      <Card padded={false}>
        <TabLinks
          label={say("Filter by finding")}
          tabs={[
            { href: href({}), label: say("All"), count: job.total, current: !state },
            ...ROW_STATES.filter((name) => job.counts[name] > 0 || name === state).map((name) => ({
              href: href({ state: name }),
              label: say.any(ROW_STATE_WORDS[name].label),
              count: job.counts[name],
              current: name === state,
            })),
          ]}
        />
        <RowsTable rows={rows} />
        <Pagination
          className="border-t border-line p-3 sm:px-4"
          previousHref={page > 1 ? href({ state, page: page - 1 }) : undefined}
          nextHref={page < lastPage ? href({ state, page: page + 1 }) : undefined}
          shown={rows.length}
          total={total}
          noun={total === 1 ? say("row|of") : say("rows|of")}
        />
      </Card>
    </div>
  );
}

/** True while the worker may change something without anybody doing anything. */
function isMoving({ status, counts }: ImportView): boolean {
  return (
    status === "checking" || status === "running" || (status === "ready" && counts.unknown > 0)
  );
}

async function load(ctx: Context, id: string): Promise<ImportView> {
  if (!UUID.test(id)) notFound();
  try {
    return await getImport(ctx, id);
  } catch (error) {
    if (isAppError(error, "not_found")) notFound();
    throw error;
  }
}
