import { PortalStatusBadge } from "@/components/portal-status";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import {
  RowHeader,
  RowLink,
  SortHeader,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@/components/ui/table";
import type { PortalListItem } from "@/lib/portals/look-up/list";
import type { PortalListQuery } from "@/lib/portals/look-up/list-query";
import { hasLiveGrant } from "@/lib/portals/status";
import { SelectRow } from "./bulk-selection";
import { sortLink } from "./list-href";

type PortalsTableProps = {
  items: PortalListItem[];
  query: PortalListQuery;
  now: string;
  timeZone: string;
};

/** On phones a portal is two lines: name and status, then who installed it and until when its token is good. */
const TWO_LINES = "group max-sm:grid! max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3";
const UNLABELLED = "max-sm:before:content-none!";

export function PortalsTable({ items, query, now, timeZone }: PortalsTableProps) {
  const sort = (column: Parameters<typeof sortLink>[1]) => sortLink(query, column);
  return (
    <Table caption="Portals">
      <TableHead className="max-sm:hidden">
        <SortHeader label="Portal" {...sort("portal")} />
        <SortHeader label="Hub ID" align="end" {...sort("hub_id")} />
        <SortHeader label="Installed by" {...sort("installer")} />
        <SortHeader label="App" {...sort("app")} />
        <SortHeader label="Status" {...sort("trouble")} />
        <SortHeader label="Access token" {...sort("expires")} />
        <SortHeader label="Last refresh" {...sort("refreshed")} />
      </TableHead>
      <TableBody>
        {items.map((portal) => (
          <TableRow key={portal.id} className={TWO_LINES}>
            <RowHeader className="max-sm:min-w-0 max-sm:justify-start!">
              <span className="flex items-center gap-2">
                <SelectRow id={portal.id} label={labelOf(portal)} />
                <RowLink href={`/portals/${portal.id}`}>{labelOf(portal)}</RowLink>
              </span>
            </RowHeader>
            <TableCell label="Hub ID" align="end" className="max-sm:hidden!">
              <span className="font-mono text-sm">{portal.hubId}</span>
            </TableCell>
            <TableCell
              label="Installed by"
              className={`${UNLABELLED} max-sm:order-3 max-sm:justify-start! max-sm:text-start! max-sm:text-sm max-sm:text-ink-muted max-sm:group-has-[input]:ps-8!`}
            >
              <span className="wrap-anywhere">{portal.installerEmail ?? "Not known"}</span>
            </TableCell>
            <TableCell label="App" className="max-sm:hidden!">
              {portal.appName}
            </TableCell>
            <TableCell
              label="Status"
              className={`${UNLABELLED} max-sm:order-2 max-sm:justify-end!`}
            >
              {portal.isRevocationPending ? (
                <Badge tone="warn">Revocation pending</Badge>
              ) : portal.isUninstallPending ? (
                <Badge tone="warn">Uninstall pending</Badge>
              ) : (
                <span className="inline-flex flex-wrap items-center gap-1">
                  <PortalStatusBadge status={portal.status} />
                  {portal.isOutcomeUnknown ? <Badge tone="warn">Outcome unknown</Badge> : null}
                </span>
              )}
            </TableCell>
            <TableCell
              label="Access token"
              className={`${UNLABELLED} max-sm:order-4 max-sm:justify-end! max-sm:text-sm max-sm:text-ink-muted`}
            >
              <Expiry portal={portal} now={now} timeZone={timeZone} />
            </TableCell>
            <TableCell label="Last refresh" className="max-sm:hidden!">
              {portal.lastRefreshAt ? (
                <RelativeTime
                  value={portal.lastRefreshAt.toISOString()}
                  now={now}
                  timeZone={timeZone}
                  show="relative"
                />
              ) : (
                <span className="text-ink-faint">Not yet</span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function labelOf(portal: PortalListItem): string {
  return portal.hubDomain ?? `Hub ${portal.hubId}`;
}

function isEnding(portal: PortalListItem): boolean {
  return portal.isRevocationPending || portal.isUninstallPending;
}

function Expiry({
  portal,
  now,
  timeZone,
}: {
  portal: PortalListItem;
  now: string;
  timeZone: string;
}) {
  if (!portal.accessTokenExpiresAt || !hasLiveGrant(portal.status) || isEnding(portal)) {
    return <span className="text-ink-faint">None in use</span>;
  }
  const iso = portal.accessTokenExpiresAt.toISOString();
  const isPast = iso <= now;
  if (isPast && portal.isRenewedAtRead)
    return <span className="text-ink-faint">Renewed at the next read</span>;
  return (
    <span className={isPast ? "text-ink-faint" : undefined}>
      {isPast ? "Expired " : "Expires "}
      <RelativeTime value={iso} now={now} timeZone={timeZone} show="relative" />
    </span>
  );
}
