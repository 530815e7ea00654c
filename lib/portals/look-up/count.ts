import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import type { PortalFilter } from "./list-filters";

/** Counts are exact up to here (UX-10): the rest is said as "10,000+", so that no list goes through all portals. */
export const COUNT_CAP = 10_000;
/** @returns how many there are, up to one more than the cap, and which, where they are at most `named` */
export async function countUpToCap(
  ctx: Pick<Context, "db">,
  { parts }: Pick<PortalFilter, "parts">,
  named = 0,
): Promise<{ total: number; ids: string[] | null }> {
  const each = parts.map(
    ({ conditions, order }) =>
      Prisma.sql`(SELECT p."id" FROM "Portal" p ${where(conditions)}
        ${order ? Prisma.sql`ORDER BY ${order}` : Prisma.empty} LIMIT ${COUNT_CAP + 1})`,
  );
  const [row] = await ctx.db.$queryRaw<{ total: number; ids: string[] | null }[]>`
    SELECT COUNT(*)::int AS "total", CASE WHEN COUNT(*) <= ${named} THEN COALESCE(array_agg("id"), '{}') END AS "ids"
    FROM (SELECT * FROM (${Prisma.join(each, " UNION ALL ")}) AS parts LIMIT ${COUNT_CAP + 1}) AS counted`;
  return row ?? { total: 0, ids: [] };
}

/** How many there are, all of them counted: for what is about to be done with all. */
export async function countAll(
  ctx: Pick<Context, "db">,
  { walked }: Pick<PortalFilter, "walked">,
): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ total: number }[]>`
    SELECT COUNT(*)::int AS "total" FROM "Portal" p ${where(walked)}`;
  return row?.total ?? 0;
}

export function where(conditions: Prisma.Sql[]): Prisma.Sql {
  return conditions.length > 0
    ? Prisma.sql`WHERE ${Prisma.join(conditions, " AND ")}`
    : Prisma.empty;
}
