import {
  HeaderCell,
  RowHeader,
  RowLink,
  SortHeader,
  Table,
  TableBody,
  TableHead,
  TableRow,
} from "@/components/ui/table";
import { COLUMN_LABELS, type ListLook, type PortalColumn } from "@/lib/list-views/schemas";
import type { ListedPortal, PortalListItem } from "@/lib/portals/look-up/list";
import type { PortalListQuery, PortalSort } from "@/lib/portals/look-up/list-query";
import { say } from "@/lib/say/say";
import { SelectRow } from "./bulk-selection";
import { portalHref, sortLink } from "./list-href";
import { PortalCell, type Clock } from "./portal-cells";

type PortalsTableProps = {
  items: ListedPortal[];
  query: PortalListQuery;
  look: ListLook;
  clock: Clock;
};

/** On phones a portal is two lines: name and status, then who installed it and until when its token is good. */
const TWO_LINES = "group max-sm:grid! max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3";

/** Whether a service reads a token changes too often to be sorted by. */
const SORTS: Partial<Record<PortalColumn, PortalSort>> = {
  hub_id: "hub_id",
  installer: "installer",
  app: "app",
  status: "trouble",
  expires: "expires",
  refreshed: "refreshed",
  connected: "connected",
};

export function PortalsTable({ items, query, look, clock }: PortalsTableProps) {
  return (
    <Table
      caption={say("Portals")}
      className={look.density === "compact" ? "compact-rows" : undefined}
    >
      <TableHead className="max-sm:hidden">
        <SortHeader label={say("Portal")} {...sortLink(query, "portal")} />
        {look.columns.map((column) => {
          const sort = SORTS[column];
          const align = column === "hub_id" ? "end" : undefined;
          const label = say.any(COLUMN_LABELS[column]);
          return sort ? (
            <SortHeader key={column} label={label} align={align} {...sortLink(query, sort)} />
          ) : (
            <HeaderCell key={column}>{label}</HeaderCell>
          );
        })}
      </TableHead>
      <TableBody>
        {items.map((portal) => (
          <TableRow key={portal.id} className={TWO_LINES}>
            <RowHeader className="max-sm:min-w-0 max-sm:justify-start!">
              <span className="flex items-center gap-2">
                <SelectRow id={portal.id} label={labelOf(portal)} />
                <RowLink href={portalHref(query, portal)}>{labelOf(portal)}</RowLink>
              </span>
            </RowHeader>
            {look.columns.map((column) => (
              <PortalCell key={column} column={column} portal={portal} clock={clock} />
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function labelOf(portal: PortalListItem): string {
  return portal.hubDomain ?? say("Hub {id}", { id: portal.hubId });
}
