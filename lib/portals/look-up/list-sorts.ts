import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import { decodeCursor, encodeCursor, keysFit, type Cursor, type CursorKeyType } from "./cursor";
import type { PortalListQuery, PortalSort } from "./list-query";

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
 * Every sort ends in the id, so that pages neither repeat nor lose a row. The expressions are those of indexes in the
 * migrations, to the letter, so that a page is a walk along an index however many portals there are.
 */
const SORTS: Record<PortalSort, SortKey[]> = {
  // Trouble first; within a status what is due soonest, which is what expires soonest.
  trouble: [
    { expression: Prisma.sql`p."statusRank"`, type: "int" },
    { expression: Prisma.sql`COALESCE(p."nextRefreshAt", 'infinity'::timestamptz)`, type: "time" },
  ],
  portal: [{ expression: Prisma.sql`LOWER(COALESCE(p."hubDomain", ''))`, type: "text" }],
  hub_id: [{ expression: Prisma.sql`p."hubId"`, type: "bigint" }],
  installer: [{ expression: Prisma.sql`LOWER(COALESCE(p."installerEmail", ''))`, type: "text" }],
  // Within an app by Hub ID: each app is a walk of its own.
  app: [
    { expression: Prisma.sql`LOWER(a."name")`, type: "text" },
    { expression: Prisma.sql`p."hubId"`, type: "bigint" },
  ],
  connected: [{ expression: Prisma.sql`p."createdAt"`, type: "time" }],
  expires: [
    {
      expression: Prisma.sql`COALESCE(p."accessTokenExpiresAt", 'infinity'::timestamptz)`,
      type: "time",
    },
  ],
  refreshed: [
    { expression: Prisma.sql`COALESCE(p."lastRefreshAt", '-infinity'::timestamptz)`, type: "time" },
  ],
};

/** Where a page lies: its order, the place it begins after, and whether it is read from its end. */
export interface Walk {
  /** Of an `ORDER BY`, over `Portal` p and `HubSpotApp` a. */
  order: Prisma.Sql;
  /** A text array of the keys, for the cursors at the page's ends. */
  keys: Prisma.Sql;
  /** Conditions that a place in the list means; none on the first page. */
  after: Prisma.Sql[];
  isBackward: boolean;
  /** Whether a link to what lies before makes sense. */
  hasPlace: boolean;
  /** By app: the apps with what lies in their range, in order. */
  byApp: { isAscending: boolean; edge: { name: string; hubId: string } | null } | null;
}

/** The walk that a list's URL asks for. */
export function walkOf(query: Pick<PortalListQuery, "cursor" | "sort" | "order">): Walk {
  const cursor = cursorOf(query);
  const isBackward = cursor?.direction === "previous";
  const isAscending = (query.order === "asc") !== isBackward;
  const sort = SORTS[query.sort];
  const direction = isAscending ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const ordered = sort.map(({ expression }) => Prisma.sql`${expression} ${direction}`);
  const [name = "", hubId = ""] = cursor?.keys ?? [];
  return {
    order: Prisma.sql`${Prisma.join(ordered)}, p."id" ${direction}`,
    keys: Prisma.sql`ARRAY[${Prisma.join(sort.map(({ expression }) => Prisma.sql`(${expression})::text`))}]`,
    after: cursor ? [afterCursor(sort, cursor, isAscending)] : [],
    isBackward,
    hasPlace: cursor !== null,
    byApp: query.sort === "app" ? { isAscending, edge: cursor ? { name, hubId } : null } : null,
  };
}

/** The cursor of a link, or null when it is none or belongs to another sort: that shows the first page. */
function cursorOf(query: Pick<PortalListQuery, "cursor" | "sort">): Cursor | null {
  const cursor = query.cursor ? decodeCursor(query.cursor) : null;
  const types = SORTS[query.sort].map(({ type }) => type);
  return cursor && keysFit(cursor.keys, types) ? cursor : null;
}

/** Whether a text is a place in a list of this sort. */
export function isListCursor(text: string, sort: PortalSort): boolean {
  return cursorOf({ cursor: text, sort }) !== null;
}

export function cursorAt(
  row: { id: string; sortKeys: string[] },
  direction: Cursor["direction"],
): string {
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
