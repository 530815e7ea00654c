import { Download, ScrollText } from "lucide-react";
import { redirect } from "next/navigation";
import { EmptyState, NoResults } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { FilterChip, FilterChips } from "@/components/ui/chip";
import { EXPORT_CAP, countActivity, listActivity, parseActivityQuery } from "@/lib/audit/query";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { formatCount } from "@/lib/format";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { rowOf } from "./activity-row";
import { ActivityTable } from "./activity-table";
import { FilterForm } from "./filter-form";
import { activeFilters, activityHref, activityParameters } from "./filters";
import { titled } from "@/lib/http/titled";
import { say } from "@/lib/say/say";

export const generateMetadata = titled("Activity");

const UNFOLDED =
  "sm:supports-[selector(::details-content)]:[&::details-content]:[content-visibility:visible]";

type Query = Record<string, string | string[] | undefined>;

/** The audit log. Every filter is part of the address, so a view can be sent as a link. */
export default async function ActivityPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx, viewer } = await requirePage("activity.read");
  const parameters = await searchParams;
  const timeZone = await viewerTimeZone();
  // What the form sends is said as the viewer's clock shows it; the address that stays means the same to everybody.
  if (parameters.clock === "viewer")
    redirect(activityHref(parseActivityQuery(parameters, timeZone), {}));
  const query = parseActivityQuery(parameters);
  const [{ items, nextBefore }, total] = await Promise.all([
    listActivity(ctx, query),
    countActivity(ctx, query),
  ]);
  const now = ctx.now();
  const filters = activeFilters(query, timeZone, say);
  const exported = activityParameters({ ...query, before: "" });
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={say("Activity")}
        about="activity"
        description={say(
          "Who did what, and when. Lines are only ever added; tampering would show.",
        )}
        actions={
          can(viewer.rights, "activity.export") ? (
            <ExportLink search={exported.toString()} total={total} />
          ) : null
        }
      />
      <Card className="print:hidden">
        {/* Folded on phones only: from 640 px up the fields always show, where browsers can do that. */}
        <details open={filters.length > 0} className={UNFOLDED}>
          <summary className="w-fit rounded font-medium max-sm:min-h-6 sm:supports-[selector(::details-content)]:hidden">
            {filters.length > 0
              ? say("Filters ({n:number} active)", { n: filters.length })
              : say("Filters")}
          </summary>
          {/* A new view is a new form: fields keep what was typed only as long as the address stays. */}
          <FilterForm
            key={exported.toString()}
            query={query}
            now={now}
            timeZone={timeZone}
            className="max-sm:mt-4"
          />
        </details>
      </Card>
      {filters.length > 0 ? (
        <FilterChips clearHref="/activity">
          {filters.map((filter) => (
            <FilterChip key={filter.label} {...filter} />
          ))}
        </FilterChips>
      ) : null}
      <Card padded={false}>
        {items.length > 0 ? (
          <ActivityTable rows={items.map(rowOf)} now={now.toISOString()} timeZone={timeZone} />
        ) : (
          <Nothing isFiltered={filters.length > 0} isPast={query.before !== ""} />
        )}
      </Card>
      <nav aria-label={say("Pages")} className="flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm text-ink-faint tabular-nums">
          {say("{n:number} of {all} events", {
            n: items.length,
            all: formatCount(total, undefined, say.lang),
          })}
        </p>
        <div className="flex gap-2">
          {query.before ? (
            <LinkButton size="sm" href={activityHref(query, {})}>
              {say("Newest")}
            </LinkButton>
          ) : null}
          {nextBefore ? (
            <LinkButton size="sm" href={activityHref(query, { before: nextBefore })}>
              {say("Older")}
            </LinkButton>
          ) : null}
        </div>
      </nav>
    </div>
  );
}

/** Plain links: the answer is a file, not a page. */
function ExportLink({ search, total }: { search: string; total: number }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span id="export-size" className="text-sm text-ink-faint">
        {total >= EXPORT_CAP
          ? say("The newest {n:number} rows. The export is recorded.", { n: total })
          : say.count(
              total,
              "{count:number} row. The export is recorded.",
              "{count:number} rows. The export is recorded.",
            )}
      </span>
      <a
        href={search ? `/activity/export?${search}` : "/activity/export"}
        aria-describedby="export-size"
        className={buttonClass({})}
      >
        <Download aria-hidden />
        {say("Export CSV")}
      </a>
      <a
        href={`/activity/export?${search ? `${search}&` : ""}format=jsonl`}
        aria-describedby="export-size"
        className={buttonClass({})}
      >
        <Download aria-hidden />
        {say("Export JSON Lines")}
      </a>
    </div>
  );
}

function Nothing({ isFiltered, isPast }: { isFiltered: boolean; isPast: boolean }) {
  if (isFiltered) {
    return (
      <NoResults clearHref="/activity">{say("No event fits all filters above at once.")}</NoResults>
    );
  }
  return (
    <EmptyState
      icon={<ScrollText />}
      title={isPast ? say("No older events") : say("Nothing has happened yet")}
      action={isPast ? <LinkButton href="/activity">{say("Newest events")}</LinkButton> : undefined}
    >
      {say("Signing in, connecting portals and every change leave a line here.")}
    </EmptyState>
  );
}
