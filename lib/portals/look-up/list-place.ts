import {
  parsePortalListSearch,
  portalListSearch,
  type Parameters,
  type PortalListQuery,
} from "./list-query";

/** The list that a portal's page was opened from, and where in it the portal stood. */
export interface ListPlace {
  query: PortalListQuery;
  /** As the list gave it; empty where the address does not say. */
  at: string;
}

/**
 * Reads from a portal's address which list it was opened from: `from` holds the list's own address after its question
 * mark, `at` the place. What cannot be used falls back to its default, so it never names another page.
 * @returns null when it was opened from no list
 */
export function parseListPlace({ from, at }: Parameters): ListPlace | null {
  if (from === undefined && at === undefined) return null;
  return { query: parsePortalListSearch(firstOf(from)), at: firstOf(at) };
}

/** The same as the part of a portal's address after the question mark. */
export function listPlaceSearch({ query, at }: ListPlace): string {
  const from = portalListSearch(query);
  return new URLSearchParams({ ...(from && { from }), at }).toString();
}

function firstOf(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
