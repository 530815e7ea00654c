import { z } from "zod";
import { PORTAL_STATUSES, type PortalStatus } from "@/lib/portals/status";

export const PORTAL_SORTS = [
  "trouble",
  "portal",
  "hub_id",
  "installer",
  "app",
  "expires",
  "refreshed",
] as const;
export type PortalSort = (typeof PORTAL_SORTS)[number];

export const PAGE_SIZES = [25, 50, 100] as const;

/** The state of the portal list: all of it lives in the URL. */
export interface PortalListQuery {
  q: string;
  status: PortalStatus[];
  app: string;
  sort: PortalSort;
  order: "asc" | "desc";
  limit: number;
  cursor: string;
}

type Parameters = Record<string, string | string[] | undefined>;

const one = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? "")]);

function text(maxLength: number) {
  return one
    .transform((value) => value.replace(/\p{C}/gu, "").trim().slice(0, maxLength))
    .catch("");
}

const query = z.object({
  q: text(200),
  status: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : value.split(",")))
    .transform((values) => PORTAL_STATUSES.filter((status) => values.includes(status)))
    .catch([]),
  app: text(80),
  sort: one.pipe(z.enum(PORTAL_SORTS)).catch("trouble"),
  order: one.pipe(z.enum(["asc", "desc"])).catch("asc"),
  limit: one
    .transform(Number)
    .refine((value) => (PAGE_SIZES as readonly number[]).includes(value))
    .catch(PAGE_SIZES[0]),
  cursor: text(1_000),
});

/** Reads list state from a URL. What cannot be used falls back to its default: a link never becomes an error. */
export function parsePortalListQuery(parameters: Parameters): PortalListQuery {
  return query.parse(parameters);
}
