import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { decodeCursor, encodeCursor, type Cursor } from "./cursor";
import type { PortalListQuery, PortalSort } from "./list-query";
import type { PortalStatus } from "./status";

export interface PortalListItem {
  id: string;
  hubId: string;
  hubDomain: string | null;
  appName: string;
  appSlug: string;
  installerEmail: string | null;
  status: PortalStatus;
  isRevocationPending: boolean;
  accessTokenExpiresAt: Date | null;
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

interface SortColumn {
  expression: Prisma.Sql;
  cast: Prisma.Sql;
  /** What a cursor's key must look like for the cast to succeed: cursors come from links. */
  key: RegExp;
}

const NUMBER = { cast: Prisma.sql`numeric`, key: /^-?\d{1,30}(\.\d{1,30})?$/ };
const TEXT = { cast: Prisma.sql`text`, key: /^[^\0]*$/ };

/** Every sort ends in the id, so that pages neither repeat nor lose a row. */
const SORTS: Record<PortalSort, SortColumn> = {
  trouble: {
    // Rank first, then what expires soonest; one number so that a single comparison pages through it.
    expression: Prisma.sql`(p."statusRank" * 1e12 + COALESCE(EXTRACT(EPOCH FROM g."accessTokenExpiresAt"), 9e11))`,
    ...NUMBER,
  },
  portal: { expression: Prisma.sql`LOWER(COALESCE(p."hubDomain", ''))`, ...TEXT },
  hub_id: { expression: Prisma.sql`p."hubId"::numeric`, ...NUMBER },
  installer: { expression: Prisma.sql`LOWER(COALESCE(g."installerEmail", ''))`, ...TEXT },
  app: { expression: Prisma.sql`LOWER(a."name")`, ...TEXT },
  expires: {
    expression: Prisma.sql`COALESCE(EXTRACT(EPOCH FROM g."accessTokenExpiresAt"), 9e11)`,
    ...NUMBER,
  },
  refreshed: {
    expression: Prisma.sql`COALESCE(EXTRACT(EPOCH FROM p."lastRefreshAt"), -1)`,
    ...NUMBER,
  },
};

type Row = Omit<PortalListItem, "hubId"> & { hubId: bigint; sortKey: string };

/** One page of portals, filtered, sorted and paged in the database. */
export async function listPortals(ctx: Context, query: PortalListQuery): Promise<PortalPage> {
  const cursor = cursorOf(query);
  const isBackward = cursor?.direction === "previous";
  const sort = SORTS[query.sort];
  const isAscending = (query.order === "asc") !== isBackward;
  const direction = isAscending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const filters = filtersOf(query);
  const place = cursor ? [afterCursor(sort, cursor, isAscending)] : [];
  const where = (conditions: Prisma.Sql[]) =>
    conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, " AND ")}` : Prisma.empty;

  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT p."id", p."hubId", p."hubDomain", a."name" AS "appName", a."slug" AS "appSlug", g."installerEmail",
      p."status", (p."revokeRequestedAt" IS NOT NULL AND p."revokedAt" IS NULL) AS "isRevocationPending",
      CASE WHEN g."accessTokenSealed" IS NULL THEN NULL ELSE g."accessTokenExpiresAt" END AS "accessTokenExpiresAt",
      p."lastRefreshAt", (${sort.expression})::text AS "sortKey"
    FROM "Portal" p
    JOIN "HubSpotApp" a ON a."id" = p."appId"
    LEFT JOIN "Grant" g ON g."id" = p."currentGrantId"
    ${where([...filters, ...place])}
    ORDER BY ${sort.expression} ${direction}, p."id" ${direction}
    LIMIT ${query.limit + 1}`;
  const [{ total = 0 } = {}] = await ctx.db.$queryRaw<{ total: number }[]>`
    SELECT COUNT(*)::int AS "total" FROM (
      SELECT 1 FROM "Portal" p
      JOIN "HubSpotApp" a ON a."id" = p."appId"
      LEFT JOIN "Grant" g ON g."id" = p."currentGrantId"
      ${where(filters)} LIMIT ${COUNT_CAP + 1}) AS counted`;

  const hasMore = rows.length > query.limit;
  const shown = rows.slice(0, query.limit);
  if (isBackward) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const hasNext = isBackward || hasMore;
  const hasPrevious = isBackward ? hasMore : cursor !== null;
  return {
    items: shown.map(({ sortKey: _sortKey, hubId, ...row }) => ({
      ...row,
      hubId: hubId.toString(),
    })),
    total: Math.min(total, COUNT_CAP),
    isTotalCapped: total > COUNT_CAP,
    nextCursor: hasNext && last ? cursorAt(last, "next") : null,
    previousCursor: hasPrevious && first ? cursorAt(first, "previous") : null,
  };
}

/** The cursor of a link, or null when it is none or belongs to another sort: that shows the first page. */
function cursorOf(query: PortalListQuery): Cursor | null {
  const cursor = query.cursor ? decodeCursor(query.cursor) : null;
  return cursor && SORTS[query.sort].key.test(cursor.key) ? cursor : null;
}

function cursorAt(row: Row, direction: Cursor["direction"]): string {
  return encodeCursor({ key: row.sortKey, id: row.id, direction });
}

function afterCursor(sort: SortColumn, cursor: Cursor, isAscending: boolean): Prisma.Sql {
  const key = Prisma.sql`(${sort.expression}, p."id")`;
  const edge = Prisma.sql`(CAST(${cursor.key} AS ${sort.cast}), ${cursor.id}::uuid)`;
  return isAscending ? Prisma.sql`${key} > ${edge}` : Prisma.sql`${key} < ${edge}`;
}

function filtersOf(query: PortalListQuery): Prisma.Sql[] {
  const filters: Prisma.Sql[] = [];
  if (query.status.length > 0) {
    filters.push(Prisma.sql`p."status"::text IN (${Prisma.join(query.status)})`);
  }
  if (query.app) filters.push(Prisma.sql`a."slug" = ${query.app}`);
  if (query.q) {
    const pattern = `%${query.q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    const byHubId = /^\d{1,19}$/.test(query.q)
      ? Prisma.sql`OR p."hubId"::text LIKE ${`${query.q}%`}`
      : Prisma.empty;
    filters.push(
      Prisma.sql`(p."hubDomain" ILIKE ${pattern} OR g."installerEmail" ILIKE ${pattern} ${byHubId})`,
    );
  }
  return filters;
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
