import "server-only";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { identifyGrant } from "@/lib/portals/connect/identify-grant";

const BATCH = 20;

/**
 * Learns who installed portals whose consent was stored while HubSpot could not say, a few at a time.
 * @returns how many were asked about
 */
export async function identifyGrants(ctx: Context, isStopping = () => false): Promise<number> {
  const due = await ctx.db.grant.findMany({
    where: {
      identifyAt: { lte: ctx.now() },
      refreshTokenSealed: { not: null },
      OR: [
        { currentOf: { status: { in: ["connected", "degraded"] }, uninstallRequestedAt: null } },
        { heldBackAt: { not: null } },
      ],
    },
    select: { id: true, portalId: true },
    orderBy: { identifyAt: "asc" },
    take: BATCH,
  });
  for (const { id: grantId, portalId } of due) {
    if (isStopping()) break;
    try {
      await identifyGrant(ctx, { portalId, grantId });
    } catch (error) {
      if (isAppError(error)) logger.info({ portalId, code: error.code }, "not identified yet");
      else logger.error({ err: error, portalId }, "identifying a grant failed");
    }
  }
  return due.length;
}
