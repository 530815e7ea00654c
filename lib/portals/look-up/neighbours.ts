import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { countUpToCap } from "./count";
import { decodeCursor, encodeCursor, type Cursor } from "./cursor";
import { readPage, SORTED } from "./list";
import { filterOf } from "./list-filters";
import type { ListPlace } from "./list-place";
import { cursorAt, isListCursor, walkOf } from "./list-sorts";

/** The portal beside another one in a list. */
export interface Neighbour {
  id: string;
  /** Its domain, else its Hub ID. */
  label: string;
  /** Where it stands in the list. */
  at: string;
}

export interface Neighbours {
  previous: Neighbour | null;
  next: Neighbour | null;
}

/**
 * The portals before and after one in the list it was opened from, each a walk of one row from where it stood then: what
 * is done to it meanwhile may move it in the list, or out of it, and does not move whoever goes through the list. Without
 * a usable place it is where the portal stands now.
 * @param sorted see `listPortals`
 */
export async function findNeighbours(
  ctx: Context,
  portalId: string,
  { query, at }: ListPlace,
  sorted = SORTED,
): Promise<Neighbours> {
  const here = isListCursor(at, query.sort) ? at : await placeNow(ctx, portalId, query);
  const cursor = here && decodeCursor(here);
  if (!cursor) return { previous: null, next: null };
  const filter = await filterOf(ctx, query, [Prisma.sql`p."id" <> ${portalId}::uuid`]);
  const { ids } = await countUpToCap(ctx, filter, sorted);
  const beside = async (direction: Cursor["direction"]): Promise<Neighbour | null> => {
    const walk = walkOf({ ...query, cursor: encodeCursor({ ...cursor, direction }) });
    const [row] = await readPage(ctx, { walk, limit: 1, source: ids ? { ids } : filter });
    if (!row) return null;
    return { id: row.id, label: row.hubDomain ?? `Hub ${row.hubId}`, at: cursorAt(row, "next") };
  };
  const [previous, next] = await Promise.all([beside("previous"), beside("next")]);
  return { previous, next };
}

async function placeNow(
  ctx: Context,
  portalId: string,
  query: ListPlace["query"],
): Promise<string | null> {
  const { keys } = walkOf({ ...query, cursor: "" });
  const [row] = await ctx.db.$queryRaw<{ id: string; sortKeys: string[] }[]>`
    SELECT p."id", ${keys} AS "sortKeys" FROM "Portal" p JOIN "HubSpotApp" a ON a."id" = p."appId"
    WHERE p."id" = ${portalId}::uuid`;
  return row ? cursorAt(row, "next") : null;
}
