import { z } from "zod";
import { PORTAL_STATUSES, type PortalStatus } from "@/lib/portals/status";
import { parseRanges, rangeParameters, type DateRange, type RangeField } from "./date-range";

export const PORTAL_SORTS = [
  "trouble",
  "portal",
  "hub_id",
  "installer",
  "app",
  "connected",
  "expires",
  "refreshed",
] as const;
export type PortalSort = (typeof PORTAL_SORTS)[number];

export const PAGE_SIZES = [25, 50, 100] as const;

/** What is true of a portal whatever its status is. */
export const PORTAL_TRAITS = ["needs_attention", "scopes_behind", "never_read"] as const;
export type PortalTrait = (typeof PORTAL_TRAITS)[number];

/** Which portals are meant: all that fit every part. */
export interface PortalFilterQuery {
  q: string;
  /** Any of these; none is no limit. */
  status: PortalStatus[];
  /** Slugs; any of these. */
  apps: string[];
  /** Any of these. */
  tags: string[];
  /** Ids of people of the team who look after it; any of these. */
  owners: string[];
  /** All of these. */
  traits: PortalTrait[];
  ranges: Partial<Record<RangeField, DateRange>>;
}

/** The state of the portal list: all of it lives in the URL. */
export interface PortalListQuery extends PortalFilterQuery {
  sort: PortalSort;
  order: "asc" | "desc";
  /** Rows per page; null where the address leaves it to the viewer. */
  limit: number | null;
  cursor: string;
}

export const ANY_PORTAL: PortalFilterQuery = {
  q: "",
  status: [],
  apps: [],
  tags: [],
  owners: [],
  traits: [],
  ranges: {},
};

/** Of an address, as Next.js gives them. */
export type Parameters = Record<string, string | string[] | undefined>;

const one = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? "")]);
const MOST_APPS = 50;
const MOST_TAGS = 20;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function clean(value: string, maxLength: number): string {
  return value.replace(/\p{C}/gu, "").trim().slice(0, maxLength);
}

function text(maxLength: number) {
  return one.transform((value) => clean(value, maxLength)).catch("");
}

/** Several values: repeated in the address, or with commas between. */
const many = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : value.split(",")));

const query = z.object({
  q: text(200),
  status: many
    .transform((values) => PORTAL_STATUSES.filter((status) => values.includes(status)))
    .catch([]),
  app: many
    .transform((values) =>
      [...new Set(values.map((value) => clean(value, 80)))].filter(Boolean).sort(),
    )
    .transform((values) => values.slice(0, MOST_APPS))
    .catch([]),
  tag: many
    .transform((values) =>
      [...new Set(values.map((value) => clean(value, 30).toLowerCase()))].filter(Boolean).sort(),
    )
    .transform((values) => values.slice(0, MOST_TAGS))
    .catch([]),
  owner: many
    .transform((values) => [...new Set(values.filter((value) => UUID.test(value)))].sort())
    .transform((values) => values.slice(0, MOST_TAGS))
    .catch([]),
  is: many.transform((values) => PORTAL_TRAITS.filter((trait) => values.includes(trait))).catch([]),
  sort: one.pipe(z.enum(PORTAL_SORTS)).catch("trouble"),
  order: one.pipe(z.enum(["asc", "desc"])).catch("asc"),
  limit: one
    .transform(Number)
    .refine((value) => (PAGE_SIZES as readonly number[]).includes(value))
    .nullable()
    .catch(null),
  cursor: text(1_000),
});

/**
 * Reads list state from a URL. What cannot be used falls back to its default: a link never becomes an error.
 * @param timeZone the viewer's, for times that a form sent without one
 */
export function parsePortalListQuery(parameters: Parameters, timeZone = "UTC"): PortalListQuery {
  const { app, tag, owner, is, ...rest } = query.parse(parameters);
  return {
    ...rest,
    ...{ apps: app, tags: tag, owners: owner, traits: is },
    ranges: parseRanges(parameters, timeZone),
  };
}

/** The same from the part of an address after the question mark. */
export function parsePortalListSearch(search: string): PortalListQuery {
  const parameters = new URLSearchParams(search);
  const names = new Set(parameters.keys());
  return parsePortalListQuery(
    Object.fromEntries([...names].map((name) => [name, parameters.getAll(name)])),
  );
}

/** The same as words by name, for the activity log: nothing in it is written as an address writes it. */
export function portalListParts(query: PortalListQuery): Record<string, string> {
  const search = new URLSearchParams(portalListSearch({ ...query, cursor: "", limit: null }));
  const names = [...new Set(search.keys())];
  return Object.fromEntries(names.map((name) => [name, search.getAll(name).join(", ")]));
}

/** List state as the part of an address after the question mark, without what is at its default: always in one order. */
export function portalListSearch(query: PortalListQuery): string {
  const ranges = Object.entries(query.ranges) as [RangeField, DateRange][];
  const pairs: [string, string][] = [
    ...(query.q ? [["q", query.q] as [string, string]] : []),
    ...query.status.map((status): [string, string] => ["status", status]),
    ...query.apps.map((slug): [string, string] => ["app", slug]),
    ...query.tags.map((tag): [string, string] => ["tag", tag]),
    ...query.owners.map((id): [string, string] => ["owner", id]),
    ...query.traits.map((trait): [string, string] => ["is", trait]),
    ...ranges.flatMap(([field, range]) => rangeParameters(field, range)),
    ...(query.sort !== "trouble" ? [["sort", query.sort] as [string, string]] : []),
    ...(query.order !== "asc" ? [["order", query.order] as [string, string]] : []),
    ...(query.limit !== null ? [["limit", String(query.limit)] as [string, string]] : []),
    ...(query.cursor ? [["cursor", query.cursor] as [string, string]] : []),
  ];
  return new URLSearchParams(pairs).toString();
}
