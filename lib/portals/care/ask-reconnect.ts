import "server-only";
import { recordEvent } from "@/lib/audit/record";
import { personIdOf, type Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { isUniqueViolation } from "@/lib/db/errors";
import { loadPortal } from "@/lib/portals/load-portal";
import { targetOf } from "@/lib/portals/target-of";
import { reachPortal } from "@/lib/reach/reach";
import { nameOf } from "./name-of";

/**
 * Asks those who may to reconnect a portal. It stays open until the portal is reconnected or ended, or somebody answers it.
 * @throws AppError not_found; conflict when it is asked for already
 */
export async function askReconnect(
  given: Context,
  { portalId, reason }: { portalId: string; reason: string },
): Promise<void> {
  const ctx = await reachPortal(given, portalId);
  const askedByName = await nameOf(ctx);
  try {
    await ctx.db.$transaction(async (tx) => {
      const portal = await loadPortal({ db: tx }, portalId);
      await tx.reconnectRequest.create({
        data: {
          portalId,
          reason,
          askedById: personIdOf(ctx.actor),
          askedByName,
          createdAt: ctx.now(),
        },
      });
      await recordEvent(tx, ctx, {
        action: "portal.reconnect_asked",
        target: targetOf(portal),
        appId: portal.appId,
        portalId,
      });
    });
  } catch (error) {
    if (isUniqueViolation(error, "portalId")) throw new AppError("conflict", { cause: error });
    throw error;
  }
}

/**
 * Answers a request by hand: what was asked for is done, or it is not needed.
 * @throws AppError not_found when it is gone or has its answer already
 */
export async function closeRequest(
  ctx: Context,
  { requestId, outcome }: { requestId: string; outcome: "done" | "declined" },
): Promise<void> {
  const closedByName = await nameOf(ctx);
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.reconnectRequest.updateMany({
      where: { id: requestId, closedAt: null },
      data: { closedAt: ctx.now(), outcome, closedById: personIdOf(ctx.actor), closedByName },
    });
    if (count === 0) throw new AppError("not_found");
    const { portalId } = await tx.reconnectRequest.findUniqueOrThrow({ where: { id: requestId } });
    const portal = await loadPortal({ db: tx }, portalId);
    await recordEvent(tx, ctx, {
      action: "portal.reconnect_answered",
      target: targetOf(portal),
      appId: portal.appId,
      portalId,
      details: { answer: outcome },
    });
  });
}
