import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { wholeDb } from "@/lib/db/limited";

/** To the letter that of the index `Grant_scope_sets`: 64 bits that stand for a set of scopes. */
const SET = Prisma.sql`hash_array_extended(g."grantedScopes", 0)`;
/** An app whose customers granted more different sets is gone through grant by grant. */
const MOST_SETS = 300;

/**
 * The condition that a portal `p` is live and its grant in use lacks a scope that its app needs: the same as an app's page
 * lists. However many grants there are, few sets of scopes differ: those that lack one are found first, by walking the index
 * from set to set, and then the grants that have them.
 */
export async function scopesBehind({ db }: Pick<Context, "db">): Promise<Prisma.Sql> {
  const apps = await db.hubSpotApp.findMany({
    where: { requiredScopes: { isEmpty: false } },
    select: { id: true, requiredScopes: true },
  });
  const lacking: Prisma.Sql[] = [];
  for (const app of apps) lacking.push(...(await lackingIn(db, app)));
  if (lacking.length === 0) return Prisma.sql`false`;
  return Prisma.sql`(p."status" IN ('connected', 'degraded', 'app_error') AND EXISTS (
    SELECT 1 FROM "Grant" g WHERE g."id" = p."currentGrantId" AND (${Prisma.join(lacking, " OR ")})))`;
}

interface Needs {
  id: string;
  requiredScopes: string[];
}

/** Conditions on a grant `g`; none when every set has what the app needs. */
async function lackingIn(db: Context["db"], { id, requiredScopes }: Needs): Promise<Prisma.Sql[]> {
  const next = Prisma.sql`ORDER BY ${SET} LIMIT 1`;
  // The app is one within reach; a recursion is not held in a limit.
  const sets = await wholeDb(db).$queryRaw<{ set: bigint }[]>`
    WITH RECURSIVE "sets" AS (
      (SELECT ${SET} AS "set", g."grantedScopes" FROM "Grant" g WHERE g."appId" = ${id}::uuid ${next})
      UNION ALL
      SELECT n.* FROM "sets" s CROSS JOIN LATERAL (
        SELECT ${SET} AS "set", g."grantedScopes" FROM "Grant" g
        WHERE g."appId" = ${id}::uuid AND ${SET} > s."set" ${next}) n
    )
    SELECT "set" FROM "sets" WHERE NOT "grantedScopes" @> ${requiredScopes}::text[] LIMIT ${MOST_SETS + 1}`;
  if (sets.length === 0) return [];
  if (sets.length > MOST_SETS)
    return [
      Prisma.sql`(g."appId" = ${id}::uuid AND NOT g."grantedScopes" @> ${requiredScopes}::text[])`,
    ];
  const values = Prisma.join(sets.map(({ set }) => Prisma.sql`${set}::bigint`));
  return [Prisma.sql`(g."appId" = ${id}::uuid AND ${SET} IN (${values}))`];
}
