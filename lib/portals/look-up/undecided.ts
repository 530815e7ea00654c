import "server-only";
import type { Context } from "@/lib/context";

/** Portals with a stranger's grant that waits for a decision: few at most, and an index finds them. */
export async function listUndecided(ctx: Pick<Context, "db">): Promise<string[]> {
  const grants = await ctx.db.grant.findMany({
    where: { heldBackAt: { not: null }, refreshTokenSealed: { not: null } },
    select: { portalId: true },
    orderBy: { heldBackAt: "desc" },
    take: 100,
  });
  return grants.map(({ portalId }) => portalId);
}
