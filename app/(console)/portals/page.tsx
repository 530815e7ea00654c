import { Plug, Plus } from "lucide-react";
import { redirect } from "next/navigation";
import { EmptyState, NoResults } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { Card } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { requirePage } from "@/lib/auth/session";
import { can } from "@/lib/auth/roles";
import { listRunningBulk } from "@/lib/bulk/get";
import { BULK_PERMISSION } from "@/lib/bulk/permissions";
import { BULK_ACTIONS } from "@/lib/bulk/words";
import { titled } from "@/lib/http/titled";
import { listAppNames } from "@/lib/hubspot-apps/queries";
import { viewerTimeZone } from "@/lib/http/time-zone";
import { viewSearch } from "@/lib/list-views/built-in";
import { listViews } from "@/lib/list-views/manage";
import { getListLook } from "@/lib/list-views/preferences";
import { listOwners, listTags } from "@/lib/portals/care/queries";
import { findOnlyPortalByHubId, listPortals } from "@/lib/portals/look-up/list";
import { hasWallTime } from "@/lib/portals/look-up/date-range";
import {
  PAGE_SIZES,
  parsePortalListQuery,
  portalListSearch,
  type PortalListQuery,
} from "@/lib/portals/look-up/list-query";
import { say } from "@/lib/say/say";
import { BulkSelection } from "./bulk-selection";
import { DisplayPanel } from "./views/display-panel";
import { PageSizes } from "./views/page-sizes";
import { ViewsBar } from "./views/views-bar";
import { ExportPanel } from "./export-panel";
import { filterParts, type FilterPart } from "./filter-words";
import { ListFilters } from "./list-filters";
import { clearedHref, filterSearch, listHref, sortChoices } from "./list-href";
import { PortalsTable } from "./portals-table";
import { RunningBulk } from "./running-bulk";
import { SortSelect } from "./sort-select";

export const generateMetadata = titled("Portals");

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PortalsPage({ searchParams }: PageProps) {
  const { ctx, viewer } = await requirePage("portals.read");
  const parameters = await searchParams;
  const timeZone = await viewerTimeZone();
  const query = parsePortalListQuery(parameters, timeZone);
  // A form sends times as the viewer's clock shows them; the address that stays means the same to everybody.
  if (hasWallTime(parameters)) redirect(listHref(query, {}));
  // A submitted search for an exact Hub ID goes straight to its page; typing never jumps.
  if (query.q && parameters.go !== undefined) {
    const only = await findOnlyPortalByHubId(ctx, query.q);
    if (only) redirect(`/portals/${only}`);
  }
  const look = await getListLook(ctx);
  const limit = query.limit ?? look.pageSize;
  const [page, apps, tags, owners, views] = await Promise.all([
    listPortals(ctx, { ...query, limit }),
    listAppNames(ctx),
    listTags(ctx),
    listOwners(ctx),
    listViews(ctx),
  ]);
  const choices = { apps, tags, owners };
  const parts = filterParts(query, choices, timeZone);
  // The page of a job is for those who may stop it.
  const maySeeJobs = can(viewer.rights, "portals.refresh");
  const bulkActs = BULK_ACTIONS.filter(
    (act) => maySeeJobs && can(viewer.rights, BULK_PERMISSION[act]),
  );
  const running = maySeeJobs ? await listRunningBulk(ctx) : [];
  const table = (
    <PortalsTable
      items={page.items}
      query={query}
      look={look}
      clock={{ now: ctx.now().toISOString(), timeZone }}
    />
  );
  const mayConnect = can(viewer.rights, "portals.connect");
  const connect = (
    <LinkButton href="/portals/connect" variant="primary" icon={<Plus />}>
      {say("Connect portal")}
    </LinkButton>
  );
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={say("Portals")}
        about="portals"
        description={say("HubSpot accounts connected through your apps.")}
        actions={
          <>
            {can(viewer.rights, "portals.import") ? (
              <LinkButton href="/portals/import">{say("Import")}</LinkButton>
            ) : null}
            {mayConnect ? connect : null}
          </>
        }
      />
      <RunningBulk jobs={running} />
      <ViewsBar query={query} own={views} origin={ctx.env.origin} />
      <Card padded={false}>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line p-3 sm:gap-y-3 sm:p-4 print:hidden">
          <SearchField
            label={say("Search portals")}
            path="/portals"
            value={query.q}
            placeholder={say("Hub ID, domain or installer's email")}
            onEnter={{ go: "1" }}
            keep={keptBySearch(query)}
            className="w-full sm:max-w-md"
          />
          {page.items.length > 0 ? (
            <div className="flex min-w-0 items-center gap-2 max-sm:order-last max-sm:ms-auto sm:ms-auto">
              <DisplayPanel look={look} />
              {can(viewer.rights, "portals.export") ? (
                <ExportPanel
                  view={viewSearch(query)}
                  total={page.total}
                  isTotalCapped={page.isTotalCapped}
                />
              ) : null}
              {page.items.length > 1 ? <SortSelect choices={sortChoices(query)} /> : null}
            </div>
          ) : null}
          <ListFilters query={query} choices={choices} parts={parts} timeZone={timeZone} />
        </div>
        {parts.length > 0 ? (
          <p className="hidden border-b border-line px-4 py-3 print:block">{inWords(parts)}</p>
        ) : null}
        <p role="status" className="sr-only">
          {page.isTotalCapped
            ? say("{total} or more portals found", { total: String(page.total) })
            : say("{total} portals found", { total: String(page.total) })}
        </p>
        {page.items.length > 0 ? (
          bulkActs.length > 0 ? (
            <BulkSelection
              key={filterSearch(query)}
              ids={page.items.map(({ id }) => id)}
              total={page.total}
              isTotalCapped={page.isTotalCapped}
              matching={filterSearch(query)}
              acts={bulkActs}
            >
              {table}
            </BulkSelection>
          ) : (
            table
          )
        ) : parts.length > 0 || query.cursor ? (
          <NoResults clearHref={clearedHref(query)}>{nothingFits(parts)}</NoResults>
        ) : (
          <EmptyState
            icon={<Plug />}
            title={say("No portal is connected yet")}
            action={
              mayConnect ? (
                apps.length > 0 ? (
                  connect
                ) : (
                  <LinkButton href="/apps/new" variant="primary">
                    {say("Add your app first")}
                  </LinkButton>
                )
              ) : undefined
            }
          >
            {apps.length > 0
              ? say(
                  "Connecting sends you to HubSpot's consent page. The portal appears here as soon as you come back.",
                )
              : say("Portals are connected through a HubSpot app, and there is none here yet.")}
          </EmptyState>
        )}
        {page.items.length > 0 ? (
          <Pagination
            className="border-t border-line p-3 sm:px-4"
            previousHref={
              page.previousCursor ? listHref(query, { cursor: page.previousCursor }) : undefined
            }
            nextHref={page.nextCursor ? listHref(query, { cursor: page.nextCursor }) : undefined}
            shown={page.items.length}
            total={page.total}
            noun={page.total === 1 ? say("portal|of") : say("portals|of")}
            sizes={
              <PageSizes
                sizes={PAGE_SIZES.map((size) => ({
                  size,
                  href: listHref(query, { limit: size }),
                  isCurrent: size === limit,
                }))}
                plainHref={listHref(query, { limit: null })}
              />
            }
          />
        ) : null}
      </Card>
    </div>
  );
}

function keptBySearch(query: PortalListQuery): Record<string, string[]> {
  const kept = new URLSearchParams(portalListSearch({ ...query, q: "" }));
  return Object.fromEntries([...new Set(kept.keys())].map((name) => [name, kept.getAll(name)]));
}

function nothingFits(parts: FilterPart[]): string {
  if (parts.length === 0) return say("This page of the list is empty now.");
  return say("No portal fits {filters}.", { filters: inWords(parts) });
}

function inWords(parts: FilterPart[]): string {
  const words = parts.map(({ name, label, value }) =>
    name === "q" ? value : `${label}: ${value}`,
  );
  return words.reduce((one, next) => say("{one} and {next}", { one, next }));
}
