import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { isAppError, type AppErrorCode } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { LEASE_MS } from "@/lib/portals/lease";
import { isRefreshing, refreshPortal } from "@/lib/portals/refresh/refresh";

const BATCH = 20;
const CONCURRENCY = 4;
const ENDED: AppErrorCode[] = ["portal_not_active", "revocation_pending", "uninstall_pending"];

/**
 * Renews access tokens that are due. Several servers may run it at once: the lease lets one of them through per portal.
 * One whose answer cannot be stored for whatever reason goes on by itself and holds nobody else's up.
 * @param patienceMs how long the round waits for one portal
 * @returns how many portals HubSpot was asked about
 */
export async function refreshDuePortals(
  ctx: Context,
  _isStopping?: () => boolean,
  patienceMs: number = LEASE_MS,
): Promise<number> {
  const queue = [...(await listAbandoned(ctx)), ...(await listDue(ctx))];
  let handled = 0;
  const worker = async () => {
    for (let portal = queue.shift(); portal; portal = queue.shift()) {
      if (await withinPatience(refreshOne(ctx, portal.id, portal.leaseVersion), patienceMs))
        handled += 1;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return handled;
}

async function withinPatience(work: Promise<boolean>, patienceMs: number): Promise<boolean> {
  const limit = new AbortController();
  const { signal } = limit;
  const patience = sleep(patienceMs, false, { signal, ref: false }).catch(() => false);
  return Promise.race([work, patience]).finally(() => limit.abort());
}

/** Portals that a refresh is wanted for and not forbidden, and that nobody is at. */
function idle(ctx: Context) {
  return {
    OR: [{ revokeRequestedAt: null }, { revokedAt: { not: null } }],
    // While the app is being uninstalled; the status says when that is over.
    uninstallRequestedAt: null,
    AND: [{ OR: [{ leaseUntil: null }, { leaseUntil: { lt: ctx.now() } }] }],
    app: { credentialsRefusedAt: null },
  } satisfies Prisma.PortalWhereInput;
}

function listDue(ctx: Context) {
  return ctx.db.portal.findMany({
    where: {
      ...idle(ctx),
      nextRefreshAt: { lte: ctx.now() },
      status: { in: ["connected", "degraded"] },
      refreshStartedAt: null,
    },
    select: { id: true, leaseVersion: true },
    orderBy: { nextRefreshAt: "asc" },
    take: BATCH,
  });
}

/** Somebody began and died: what HubSpot answered is unknown, so it is asked again at once (SEC-34). */
function listAbandoned(ctx: Context) {
  return ctx.db.portal.findMany({
    where: {
      ...idle(ctx),
      refreshStartedAt: { not: null },
      status: { in: ["connected", "degraded", "needs_reconnect"] },
      currentGrant: { refreshTokenSealed: { not: null } },
    },
    select: { id: true, leaseVersion: true },
    orderBy: { refreshStartedAt: "asc" },
    take: BATCH,
  });
}

/** @returns false when somebody else is at the portal: what becomes of it is seen in a later round */
async function refreshOne(ctx: Context, portalId: string, seenVersion: number): Promise<boolean> {
  if (isRefreshing(portalId)) return false;
  try {
    return (await refreshPortal(ctx, { portalId, seenVersion, trigger: "schedule" })).called;
  } catch (error) {
    // Revoked or removed between reading and claiming is no failure.
    if (isAppError(error) && ENDED.includes(error.code)) return false;
    // Without a place for answers every portal would fail alike: the round ends, and says so once.
    if (isAppError(error, "spill_unwritable")) throw error;
    logger.error({ err: error, portalId }, "scheduled refresh failed");
    return true;
  }
}
