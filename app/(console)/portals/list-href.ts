import type { PortalListQuery, PortalSort } from "@/lib/portals/look-up/list-query";

/** The list's address with some of its state changed; the cursor falls away unless it is the change. */
export function listHref(query: PortalListQuery, change: Partial<PortalListQuery>): string {
  const next = { ...query, cursor: "", ...change };
  const parameters = new URLSearchParams();
  if (next.q) parameters.set("q", next.q);
  for (const status of next.status) parameters.append("status", status);
  if (next.app) parameters.set("app", next.app);
  if (next.sort !== "trouble") parameters.set("sort", next.sort);
  if (next.order !== "asc") parameters.set("order", next.order);
  if (next.limit !== 25) parameters.set("limit", String(next.limit));
  if (next.cursor) parameters.set("cursor", next.cursor);
  const search = parameters.toString();
  return search ? `/portals?${search}` : "/portals";
}

/** Header of a sortable column: where a click leads and how the list is sorted now. */
export function sortLink(query: PortalListQuery, sort: PortalSort) {
  const isCurrent = query.sort === sort;
  const isAscending = query.order === "asc";
  return {
    href: listHref(query, { sort, order: isCurrent && isAscending ? "desc" : "asc" }),
    direction: isCurrent
      ? isAscending
        ? ("ascending" as const)
        : ("descending" as const)
      : undefined,
  };
}

const SORT_WORDS: [PortalSort, PortalListQuery["order"], string][] = [
  ["trouble", "asc", "Trouble first"],
  ["portal", "asc", "Portal, A to Z"],
  ["portal", "desc", "Portal, Z to A"],
  ["installer", "asc", "Installed by, A to Z"],
  ["app", "asc", "App, A to Z"],
  ["expires", "asc", "Access token, ends first"],
  ["refreshed", "desc", "Refreshed last"],
  ["refreshed", "asc", "Not refreshed for longest"],
  ["hub_id", "asc", "Hub ID"],
];

/** The sorts as one choice, for phones, where there is no room for headers; an unusual one is named as it stands. */
export function sortChoices(query: PortalListQuery) {
  const choices = SORT_WORDS.map(([sort, order, label]) => ({
    label,
    href: listHref(query, { sort, order }),
    isCurrent: query.sort === sort && query.order === order,
  }));
  if (choices.some(({ isCurrent }) => isCurrent)) return choices;
  return [{ label: "As chosen", href: listHref(query, {}), isCurrent: true }, ...choices];
}
