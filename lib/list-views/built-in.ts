import {
  ANY_PORTAL,
  parsePortalListSearch,
  portalListSearch,
  type PortalListQuery,
} from "@/lib/portals/look-up/list-query";

export interface ListView {
  /** Absent: one that comes with Portico. */
  id?: string;
  name: string;
  /** The address after the question mark. */
  search: string;
}

/** What admins look at again and again. Tokens that end within the hour matter where nothing renews them. */
export const BUILT_IN_VIEWS: ListView[] = [
  { name: "All portals", search: "" },
  { name: "Needs attention", search: "is=needs_attention" },
  {
    name: "Expiring in 1 h",
    search: "status=degraded&status=needs_reconnect&status=app_error&expires=1h&sort=expires",
  },
  { name: "Recently connected", search: "connected=7d&sort=connected&order=desc" },
  { name: "Scopes behind", search: "is=scopes_behind" },
  { name: "Never read", search: "status=connected&status=degraded&is=never_read" },
  { name: "Revoked", search: "status=revoked" },
];

/** A view's address in the one form that all of the same view share: without a page, and without its size. */
export function viewSearch(query: PortalListQuery): string {
  return portalListSearch({ ...query, cursor: "", limit: null });
}

/** The same of an address that was kept, which an earlier release may have written. */
export function sameForm(search: string): string {
  return viewSearch(parsePortalListSearch(search));
}

/** Whether a list shows everything in its usual order: nothing to keep. */
export function isPlain(query: PortalListQuery): boolean {
  return (
    viewSearch(query) === viewSearch({ ...query, ...ANY_PORTAL, sort: "trouble", order: "asc" })
  );
}
