import "server-only";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { refreshMetadata } from "@/lib/portals/inspect/inspect";

const DAY_MS = 24 * 3_600_000;
const BATCH = 4;
const CONCURRENCY = 2;
/** A portal that could not be read is left alone for this long by this server. */
const RETRY_MS = 3_600_000;
/** Only tokens that live on long enough: reading metadata never causes a refresh, and so never fails a portal. */
const MIN_TTL_MS = 60_000;

const failedAt = new Map<string, number>();

/**
 * Reads account details and introspection of portals again that were last read more than a day ago: regions, domains
 * and scopes change (facts, section 7). A few at a time, oldest first; a failure changes nothing about the portal.
 * @returns how many portals were renewed
 */
export async function refreshStaleMetadata(
  ctx: Context,
  isStopping = () => false,
): Promise<number> {
  const now = ctx.now().getTime();
  for (const [id, at] of failedAt) if (now - at >= RETRY_MS) failedAt.delete(id);
  const stale = await ctx.db.portal.findMany({
    where: {
      id: { notIn: [...failedAt.keys()] },
      status: { in: ["connected", "degraded"] },
      revokeRequestedAt: null,
      uninstallRequestedAt: null,
      app: { credentialsRefusedAt: null },
      currentGrant: {
        accessTokenSealed: { not: null },
        accessTokenExpiresAt: { gt: new Date(now + MIN_TTL_MS) },
      },
      OR: [{ metadataAt: null }, { metadataAt: { lt: new Date(now - DAY_MS) } }],
    },
    select: { id: true },
    orderBy: { metadataAt: { sort: "asc", nulls: "first" } },
    take: BATCH,
  });
  const queue = [...stale];
  let renewed = 0;
  const worker = async () => {
    for (let portal = queue.shift(); portal && !isStopping(); portal = queue.shift()) {
      if (await renewOne(ctx, portal.id)) renewed += 1;
      else failedAt.set(portal.id, now);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return renewed;
}

async function renewOne(ctx: Context, portalId: string): Promise<boolean> {
  try {
    await refreshMetadata(ctx, portalId, "schedule");
    return true;
  } catch (error) {
    if (isAppError(error)) logger.info({ portalId, code: error.code }, "metadata not renewed");
    else logger.error({ err: error, portalId }, "renewing metadata failed");
    return false;
  }
}
