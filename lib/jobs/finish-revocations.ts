import "server-only";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { revokePortal } from "@/lib/portals/end/revoke";

const BATCH = 5;

/**
 * Revokes what somebody wanted revoked and HubSpot has not confirmed, or what a server died over. The wait doubles: as long as it has
 * been tried already, from a minute to six hours. Nothing is renewed or given out meanwhile, whatever becomes of it.
 * @returns how many were tried
 */
export async function finishRevocations(ctx: Context, isStopping = () => false): Promise<number> {
  const due = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT p."id" FROM "Portal" p
    WHERE p."revokeRequestedAt" IS NOT NULL AND p."revokedAt" IS NULL AND p."uninstalledAt" IS NULL
      AND p."status" NOT IN ('revoked', 'uninstalled') AND (p."leaseUntil" IS NULL OR p."leaseUntil" < now())
      AND GREATEST(p."lastErrorAt", p."revokeRequestedAt")
        + LEAST(GREATEST(GREATEST(p."lastErrorAt", p."revokeRequestedAt") - p."revokeRequestedAt", interval '1 minute'),
          interval '6 hours') <= ${ctx.now()}
    ORDER BY p."revokeRequestedAt" LIMIT ${BATCH}`;
  let tried = 0;
  for (const { id } of due) {
    if (isStopping()) break;
    try {
      const { outcome } = await revokePortal(ctx, id);
      logger.info({ portalId: id, outcome }, "a pending revocation was tried again");
      tried += 1;
    } catch (error) {
      // Somebody else ends it just now, or has.
      if (!isAppError(error)) throw error;
    }
  }
  return tried;
}
