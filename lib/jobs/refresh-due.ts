import "server-only";
import type { Context } from "@/lib/context";
import { isAppError, type AppErrorCode } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { refreshPortal } from "@/lib/portals/refresh";

const BATCH = 20;
const CONCURRENCY = 4;
const ENDED: AppErrorCode[] = ["portal_not_active", "revocation_pending", "uninstall_pending"];

/**
 * Renews access tokens that are due. Several servers may run it at once: the lease lets one of them through per portal.
 * @returns how many portals were handled
 */
export async function refreshDuePortals(ctx: Context): Promise<number> {
  const due = await ctx.db.portal.findMany({
    where: {
      nextRefreshAt: { lte: ctx.now() },
      status: { in: ["connected", "degraded"] },
      OR: [{ revokeRequestedAt: null }, { revokedAt: { not: null } }],
      // While the app is being uninstalled; the status says when that is over.
      uninstallRequestedAt: null,
      AND: [{ OR: [{ leaseUntil: null }, { leaseUntil: { lt: ctx.now() } }] }],
      app: { credentialsRefusedAt: null },
    },
    select: { id: true, leaseVersion: true },
    orderBy: { nextRefreshAt: "asc" },
    take: BATCH,
  });
  const queue = [...due];
  const worker = async () => {
    for (let portal = queue.shift(); portal; portal = queue.shift()) {
      await refreshOne(ctx, portal.id, portal.leaseVersion);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return due.length;
}

async function refreshOne(ctx: Context, portalId: string, seenVersion: number): Promise<void> {
  try {
    await refreshPortal(ctx, { portalId, seenVersion, trigger: "schedule" });
  } catch (error) {
    // Revoked or removed between reading and claiming is no failure.
    if (isAppError(error) && ENDED.includes(error.code)) return;
    logger.error({ err: error, portalId }, "scheduled refresh failed");
  }
}
