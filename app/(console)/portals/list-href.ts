import { listPlaceSearch } from "@/lib/portals/look-up/list-place";
import {
  ANY_PORTAL,
  portalListSearch,
  type PortalFilterQuery,
  type PortalListQuery,
  type PortalSort,
} from "@/lib/portals/look-up/list-query";
import { say } from "@/lib/say/say";

const PATH = "/portals";

/** The list's address with some of its state changed; the cursor falls away unless it is the change. */
export function listHref(query: PortalListQuery, change: Partial<PortalListQuery>): string {
  const search = portalListSearch({ ...query, cursor: "", ...change });
  return search ? `${PATH}?${search}` : PATH;
}

/** A portal's page, which then knows the list that it was opened from and where it stood there. */
export function portalHref(query: PortalListQuery, { id, at }: { id: string; at: string }): string {
  return `${PATH}/${id}?${listPlaceSearch({ query, at })}`;
}

/** Which portals the list shows, without how it shows them. */
export function filterSearch(query: PortalFilterQuery): string {
  const { q, status, apps, tags, owners, traits, ranges } = query;
  return portalListSearch({
    ...{ q, status, apps, tags, owners, traits, ranges },
    ...{ sort: "trouble", order: "asc", limit: null, cursor: "" },
  });
}

/** The list without its filters, sorted as it is. */
export function clearedHref(query: PortalListQuery): string {
  return listHref(query, ANY_PORTAL);
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

const SORT_WORDS = [
  ["trouble", "asc", "Trouble first"],
  ["portal", "asc", "Portal, A to Z"],
  ["portal", "desc", "Portal, Z to A"],
  ["installer", "asc", "Installed by, A to Z"],
  ["app", "asc", "App, A to Z"],
  ["connected", "desc", "Connected last"],
  ["expires", "asc", "Access token, ends first"],
  ["refreshed", "desc", "Refreshed last"],
  ["refreshed", "asc", "Not refreshed for longest"],
  ["hub_id", "asc", "Hub ID"],
] as const satisfies [PortalSort, PortalListQuery["order"], string][];

/** The sorts as one choice, for phones, where there is no room for headers; an unusual one is named as it stands. */
export function sortChoices(query: PortalListQuery) {
  const choices = SORT_WORDS.map(([sort, order, label]) => ({
    label: say(label),
    href: listHref(query, { sort, order }),
    isCurrent: query.sort === sort && query.order === order,
  }));
  if (choices.some(({ isCurrent }) => isCurrent)) return choices;
  return [{ label: say("As chosen"), href: listHref(query, {}), isCurrent: true }, ...choices];
}
