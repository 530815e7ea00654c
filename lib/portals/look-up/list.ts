import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { COUNT_CAP, countUpToCap, where } from "./count";
import { filterOf, limitsOf, type PortalLimits } from "./list-filters";
import { PAGE_SIZES, type PortalListQuery } from "./list-query";
import { cursorAt, walkOf, type Walk } from "./list-sorts";
import type { PortalStatus } from "@/lib/portals/status";

export interface PortalListItem {
  id: string;
  hubId: string;
  hubDomain: string | null;
  appName: string;
  appSlug: string;
  installerEmail: string | null;
  status: PortalStatus;
  isRevocationPending: boolean;
  isUninstallPending: boolean;
  /** An attempt ended without an outcome: HubSpot may have given tokens that nobody has. */
  isOutcomeUnknown: boolean;
  accessTokenExpiresAt: Date | null;
  /** No renewal is planned before it expires: the next read renews it. */
  isRenewedAtRead: boolean;
  lastRefreshAt: Date | null;
  /** When a service last read its token or called HubSpot with it; an hour late at most. */
  lastReadAt: Date | null;
  connectedAt: Date;
}

/** A portal in a list, and where it stands there: see `findNeighbours`. */
export type ListedPortal = PortalListItem & { at: string };

export interface PortalPage {
  items: ListedPortal[];
  /** Exact up to `COUNT_CAP`. */
  total: number;
  isTotalCapped: boolean;
  nextCursor: string | null;
  previousCursor: string | null;
}

type Row = Omit<PortalListItem, "hubId"> & { hubId: bigint; sortKeys: string[] };

/** This many are sorted sooner than they are found along an index of all portals. */
export const SORTED = 2_000;

/**
 * One page of portals, filtered, sorted and paged in the database.
 * @param sorted up to how many portals are found first and then sorted; of more, the sort's index is walked
 */
export async function listPortals(
  ctx: Context,
  query: PortalListQuery,
  limits: PortalLimits = { appIds: [], hubIds: [] },
  sorted = SORTED,
): Promise<PortalPage> {
  const filter = await filterOf(ctx, query, limitsOf(limits));
  const { total, ids } = await countUpToCap(ctx, filter, sorted);
  const walk = walkOf(query);
  const limit = query.limit ?? PAGE_SIZES[0];
  const rows = await readPage(ctx, { walk, limit: limit + 1, source: ids ? { ids } : filter });

  const hasMore = rows.length > limit;
  const shown = rows.slice(0, limit);
  if (walk.isBackward) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const hasNext = walk.isBackward || hasMore;
  const hasPrevious = walk.isBackward ? hasMore : walk.hasPlace;
  return {
    items: shown.map(({ sortKeys, hubId, ...row }) => ({
      ...row,
      hubId: hubId.toString(),
      at: cursorAt({ id: row.id, sortKeys }, "next"),
    })),
    total: Math.min(total, COUNT_CAP),
    isTotalCapped: total > COUNT_CAP,
    nextCursor: hasNext && last ? cursorAt(last, "next") : null,
    previousCursor: hasPrevious && first ? cursorAt(first, "previous") : null,
  };
}

/** Portals by their ids, or those that a walk along the sort's index passes. */
type Source = { ids: string[] } | { walked: Prisma.Sql[] };

interface Page {
  walk: Walk;
  source: Source;
  limit: number;
}

/** The rows that a walk passes first, in its direction. */
export async function readPage(ctx: Context, { walk, source, limit }: Page): Promise<Row[]> {
  const { order, keys, after } = walk;
  return ctx.db.$queryRaw<Row[]>`
    SELECT ${columns(ctx.now())}, ${keys} AS "sortKeys" FROM ${tablesOf(walk, source, limit)}
    ${where([...("walked" in source ? source.walked : []), ...after])} ORDER BY ${order} LIMIT ${limit}`;
}

/** What a row of the list says, of `Portal` p and `HubSpotApp` a. */
function columns(now: Date): Prisma.Sql {
  return Prisma.sql`p."id", p."hubId", p."hubDomain", a."name" AS "appName", a."slug" AS "appSlug", p."installerEmail",
    p."status", (p."revokeRequestedAt" IS NOT NULL AND p."revokedAt" IS NULL) AS "isRevocationPending",
    (p."uninstallRequestedAt" IS NOT NULL AND p."status" <> 'uninstalled') AS "isUninstallPending",
    ${isOutcomeUnknown(now)} AS "isOutcomeUnknown", p."accessTokenExpiresAt",
    ${IS_RENEWED_AT_READ} AS "isRenewedAtRead", p."lastRefreshAt", p."lastReadAt", p."createdAt" AS "connectedAt"`;
}

/** The ids of all portals that a list shows on its pages, in its order; at most so many. */
export async function listPortalIds(
  ctx: Context,
  query: PortalListQuery,
  most: number,
): Promise<string[]> {
  const { walked } = await filterOf(ctx, query);
  const { order } = walkOf({ ...query, cursor: "" });
  const [row] = await ctx.db.$queryRaw<{ ids: string[] }[]>`
    SELECT ARRAY(SELECT p."id" FROM "Portal" p JOIN "HubSpotApp" a ON a."id" = p."appId"
      ${where(walked)} ORDER BY ${order} LIMIT ${most}) AS "ids"`;
  return row?.ids ?? [];
}

/** These portals as the list shows them, in this order; those that are gone are left out. */
export async function readPortals(ctx: Context, ids: string[]): Promise<PortalListItem[]> {
  const rows = await ctx.db.$queryRaw<(Omit<PortalListItem, "hubId"> & { hubId: bigint })[]>`
    SELECT ${columns(ctx.now())} FROM "Portal" p JOIN "HubSpotApp" a ON a."id" = p."appId"
    WHERE p."id" = ANY(${ids}::uuid[])`;
  const byId = new Map(rows.map((row) => [row.id, { ...row, hubId: row.hubId.toString() }]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** `Portal` p and `HubSpotApp` a. */
function tablesOf({ byApp }: Walk, source: Source, limit: number): Prisma.Sql {
  if ("walked" in source) {
    if (byApp) return pageByApp(byApp, source.walked, limit);
    return Prisma.sql`"Portal" p JOIN "HubSpotApp" a ON a."id" = p."appId"`;
  }
  // The offset keeps the planner from walking the sort's index in the hope of passing them soon.
  return Prisma.sql`(SELECT p.* FROM "Portal" p WHERE p."id" = ANY(${source.ids}::uuid[]) OFFSET 0) p
    JOIN "HubSpotApp" a ON a."id" = p."appId"`;
}

/**
 * By app's name: of each app, in order, at most a page's worth of portals, walked along the index of an app's Hub IDs.
 * A place in the list is the start of the walk in its own app.
 */
function pageByApp(
  { isAscending, edge }: NonNullable<Walk["byApp"]>,
  conditions: Prisma.Sql[],
  limit: number,
): Prisma.Sql {
  const [beyond, direction] = isAscending
    ? [Prisma.sql`>=`, Prisma.sql`ASC`]
    : [Prisma.sql`<=`, Prisma.sql`DESC`];
  const farthest = isAscending ? 0n : 2n ** 63n - 1n;
  const place = edge
    ? [
        Prisma.sql`p."hubId" ${beyond} CASE WHEN LOWER(a."name") = ${edge.name}::text THEN ${edge.hubId}::text::bigint ELSE ${farthest} END`,
      ]
    : [];
  const apps = edge ? Prisma.sql`WHERE LOWER("name") ${beyond} ${edge.name}::text` : Prisma.empty;
  // One more than the page: the edge itself may be among them.
  return Prisma.sql`(SELECT * FROM "HubSpotApp" ${apps}) a CROSS JOIN LATERAL (
    SELECT p.* FROM "Portal" p ${where([Prisma.sql`p."appId" = a."id"`, ...place, ...conditions])}
    ORDER BY p."hubId" ${direction} LIMIT ${limit + 1}) p`;
}

/** The same as `isRenewedAtRead` of one portal. */
const IS_RENEWED_AT_READ = Prisma.sql`(a."refreshPolicy" <> 'ahead' AND p."status" = 'connected'
  AND (p."nextRefreshAt" IS NULL OR p."nextRefreshAt" > p."accessTokenExpiresAt"))`;

/** The same as `isOutcomeUnknown` of a lease, for portals whose grant is in use. */
function isOutcomeUnknown(now: Date): Prisma.Sql {
  return Prisma.sql`(p."status" IN ('connected', 'degraded', 'app_error') AND (p."outcomeUnknownAt" IS NOT NULL
    OR (p."refreshStartedAt" IS NOT NULL AND (p."leaseUntil" IS NULL OR p."leaseUntil" <= ${now}))))`;
}

/** The only portal with exactly this Hub ID, when there is just one. */
export async function findOnlyPortalByHubId(ctx: Context, text: string): Promise<string | null> {
  const digits = text.trim();
  if (!/^\d{1,18}$/.test(digits)) return null;
  const portals = await ctx.db.portal.findMany({
    where: { hubId: BigInt(digits) },
    select: { id: true },
    take: 2,
  });
  const [only, another] = portals;
  return only && !another ? only.id : null;
}
