import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { decodeCursor, encodeCursor, keysFit, type Cursor, type CursorKeyType } from "./cursor";
import type { PortalListQuery, PortalSort } from "./list-query";
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
}

export interface PortalPage {
  items: PortalListItem[];
  /** Exact up to `COUNT_CAP`. */
  total: number;
  isTotalCapped: boolean;
  nextCursor: string | null;
  previousCursor: string | null;
}

export const COUNT_CAP = 10_000;

interface SortKey {
  expression: Prisma.Sql;
  type: CursorKeyType;
}

const CASTS: Record<CursorKeyType, Prisma.Sql> = {
  int: Prisma.sql`int`,
  bigint: Prisma.sql`bigint`,
  text: Prisma.sql`text`,
  time: Prisma.sql`timestamptz`,
};

/**
 * Every sort ends in the id, so that pages neither repeat nor lose a row. The expressions are those of the indexes in
 * the first migration, to the letter.
 */
const SORTS: Record<PortalSort, SortKey[]> = {
  // Trouble first; within a status what is due soonest, which is what expires soonest.
  trouble: [
    { expression: Prisma.sql`p."statusRank"`, type: "int" },
    { expression: Prisma.sql`COALESCE(p."nextRefreshAt", 'infinity'::timestamptz)`, type: "time" },
  ],
  portal: [{ expression: Prisma.sql`LOWER(COALESCE(p."hubDomain", ''))`, type: "text" }],
  hub_id: [{ expression: Prisma.sql`p."hubId"`, type: "bigint" }],
  installer: [{ expression: Prisma.sql`LOWER(COALESCE(g."installerEmail", ''))`, type: "text" }],
  app: [{ expression: Prisma.sql`LOWER(a."name")`, type: "text" }],
  expires: [
    {
      expression: Prisma.sql`COALESCE(g."accessTokenExpiresAt", 'infinity'::timestamptz)`,
      type: "time",
    },
  ],
  refreshed: [
    { expression: Prisma.sql`COALESCE(p."lastRefreshAt", '-infinity'::timestamptz)`, type: "time" },
  ],
};

type Row = Omit<PortalListItem, "hubId"> & { hubId: bigint; sortKeys: string[] };

/** What a caller may see at all; an empty list is no limit. */
export interface PortalLimits {
  appIds: string[];
  hubIds: bigint[];
}

/** One page of portals, filtered, sorted and paged in the database. */
export async function listPortals(
  ctx: Context,
  query: PortalListQuery,
  limits: PortalLimits = { appIds: [], hubIds: [] },
): Promise<PortalPage> {
  const cursor = cursorOf(query);
  const isBackward = cursor?.direction === "previous";
  const sort = SORTS[query.sort];
  const isAscending = (query.order === "asc") !== isBackward;
  const direction = isAscending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const filters = [...filtersOf(query), ...limitsOf(limits)];
  const place = cursor ? [afterCursor(sort, cursor, isAscending)] : [];
  const where = (conditions: Prisma.Sql[]) =>
    conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, " AND ")}` : Prisma.empty;

  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT p."id", p."hubId", p."hubDomain", a."name" AS "appName", a."slug" AS "appSlug", g."installerEmail",
      p."status", (p."revokeRequestedAt" IS NOT NULL AND p."revokedAt" IS NULL) AS "isRevocationPending",
      (p."uninstallRequestedAt" IS NOT NULL AND p."status" <> 'uninstalled') AS "isUninstallPending",
      ${isOutcomeUnknown(ctx.now())} AS "isOutcomeUnknown",
      CASE WHEN g."accessTokenSealed" IS NULL THEN NULL ELSE g."accessTokenExpiresAt" END AS "accessTokenExpiresAt",
      ${IS_RENEWED_AT_READ} AS "isRenewedAtRead", p."lastRefreshAt", ARRAY[${Prisma.join(sort.map(({ expression }) => Prisma.sql`(${expression})::text`))}] AS "sortKeys"
    FROM "Portal" p
    JOIN "HubSpotApp" a ON a."id" = p."appId"
    LEFT JOIN "Grant" g ON g."id" = p."currentGrantId"
    ${where([...filters, ...place])}
    ORDER BY ${Prisma.join(sort.map(({ expression }) => Prisma.sql`${expression} ${direction}`))}, p."id" ${direction}
    LIMIT ${query.limit + 1}`;
  const [{ total = 0 } = {}] = await ctx.db.$queryRaw<{ total: number }[]>`
    SELECT COUNT(*)::int AS "total" FROM (
      SELECT 1 FROM "Portal" p JOIN "HubSpotApp" a ON a."id" = p."appId"
      ${where(filters)} LIMIT ${COUNT_CAP + 1}) AS counted`;

  const hasMore = rows.length > query.limit;
  const shown = rows.slice(0, query.limit);
  if (isBackward) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const hasNext = isBackward || hasMore;
  const hasPrevious = isBackward ? hasMore : cursor !== null;
  return {
    items: shown.map(({ sortKeys: _sortKeys, hubId, ...row }) => ({
      ...row,
      hubId: hubId.toString(),
    })),
    total: Math.min(total, COUNT_CAP),
    isTotalCapped: total > COUNT_CAP,
    nextCursor: hasNext && last ? cursorAt(last, "next") : null,
    previousCursor: hasPrevious && first ? cursorAt(first, "previous") : null,
  };
}

/** The same as `isRenewedAtRead` of one portal. */
const IS_RENEWED_AT_READ = Prisma.sql`(a."refreshPolicy" <> 'ahead' AND p."status" = 'connected'
  AND (p."nextRefreshAt" IS NULL OR p."nextRefreshAt" > g."accessTokenExpiresAt"))`;

/** The same as `isOutcomeUnknown` of a lease, for portals whose grant is in use. */
function isOutcomeUnknown(now: Date): Prisma.Sql {
  return Prisma.sql`(p."status" IN ('connected', 'degraded', 'app_error') AND (p."outcomeUnknownAt" IS NOT NULL
    OR (p."refreshStartedAt" IS NOT NULL AND (p."leaseUntil" IS NULL OR p."leaseUntil" <= ${now}))))`;
}

/** The cursor of a link, or null when it is none or belongs to another sort: that shows the first page. */
function cursorOf(query: Pick<PortalListQuery, "cursor" | "sort">): Cursor | null {
  const cursor = query.cursor ? decodeCursor(query.cursor) : null;
  const types = SORTS[query.sort].map(({ type }) => type);
  return cursor && keysFit(cursor.keys, types) ? cursor : null;
}

function cursorAt(row: Row, direction: Cursor["direction"]): string {
  return encodeCursor({ keys: row.sortKeys, id: row.id, direction });
}

function afterCursor(sort: SortKey[], cursor: Cursor, isAscending: boolean): Prisma.Sql {
  const expressions = sort.map(({ expression }) => expression);
  const edges = sort.map(
    ({ type }, n) => Prisma.sql`CAST(${cursor.keys[n] ?? ""} AS ${CASTS[type]})`,
  );
  const key = Prisma.sql`(${Prisma.join(expressions)}, p."id")`;
  const edge = Prisma.sql`(${Prisma.join(edges)}, ${cursor.id}::uuid)`;
  return isAscending ? Prisma.sql`${key} > ${edge}` : Prisma.sql`${key} < ${edge}`;
}

/** Whether a text is a place in a list of this sort. */
export function isListCursor(text: string, sort: PortalSort): boolean {
  return cursorOf({ cursor: text, sort }) !== null;
}

function limitsOf({ appIds, hubIds }: PortalLimits): Prisma.Sql[] {
  return [
    ...(appIds.length > 0 ? [Prisma.sql`p."appId" = ANY(${appIds}::uuid[])`] : []),
    ...(hubIds.length > 0 ? [Prisma.sql`p."hubId" = ANY(${hubIds}::bigint[])`] : []),
  ];
}

/** Conditions on `Portal` p and `HubSpotApp` a. */
export function filtersOf(query: Pick<PortalListQuery, "status" | "app" | "q">): Prisma.Sql[] {
  const filters: Prisma.Sql[] = [];
  if (query.status.length > 0) {
    filters.push(Prisma.sql`p."status"::text IN (${Prisma.join(query.status)})`);
  }
  if (query.app) filters.push(Prisma.sql`a."slug" = ${query.app}`);
  if (query.q) filters.push(matches(query.q));
  return filters;
}

/** Domain, installer or the beginning of a Hub ID; each branch has an index of its own. */
function matches(q: string): Prisma.Sql {
  const pattern = `%${q.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const branches = [
    Prisma.sql`SELECT "id" FROM "Portal" WHERE LOWER("hubDomain") LIKE ${pattern}`,
    Prisma.sql`SELECT o."id" FROM "Grant" i JOIN "Portal" o ON o."currentGrantId" = i."id"
      WHERE LOWER(i."installerEmail") LIKE ${pattern}`,
  ];
  if (/^\d{1,19}$/.test(q)) {
    branches.push(Prisma.sql`SELECT "id" FROM "Portal" WHERE ("hubId"::text) LIKE ${`${q}%`}`);
  }
  return Prisma.sql`p."id" IN (${Prisma.join(branches, " UNION ")})`;
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
