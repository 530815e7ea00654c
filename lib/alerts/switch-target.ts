import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { enqueue, TRIED_FOR_MS } from "./hand-out";
import { lockTarget, targetOf } from "./lock-target";

/** Nothing is sent until it is switched on again; what was under way waits. @throws AppError not_found */
export async function switchOff(ctx: Context, targetId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const row = await lockTarget(tx, targetId);
    if (row.pausedAt) return;
    const data = { pausedAt: ctx.now(), pausedBy: "person" };
    await tx.alertTarget.update({ where: { id: targetId }, data });
    await recordEvent(tx, ctx, { action: "alert_target.paused", target: targetOf(row) });
  });
}

/** Sends again, and what waited goes out now. Events in between are not made up for: replay those. @throws AppError not_found */
export async function switchOn(ctx: Context, targetId: string): Promise<void> {
  const now = ctx.now();
  const waiting = await ctx.db.$transaction(async (tx) => {
    const row = await lockTarget(tx, targetId);
    if (!row.pausedAt) return [];
    const data = { pausedAt: null, pausedBy: null, failingSince: null, restUntil: null };
    await tx.alertTarget.update({ where: { id: targetId }, data });
    await tx.alertDelivery.updateMany({
      where: { targetId, state: "pending" },
      data: { nextTryAt: now, giveUpAt: new Date(now.getTime() + TRIED_FOR_MS) },
    });
    await recordEvent(tx, ctx, { action: "alert_target.resumed", target: targetOf(row) });
    const pending = await tx.alertDelivery.findMany({
      where: { targetId, state: "pending" },
      select: { id: true },
    });
    return pending.map(({ id }) => ({ id, kind: row.kind, targetId }));
  });
  await enqueue(ctx, waiting);
}

/** Takes it away with its deliveries; the events stay. @throws AppError not_found */
export async function removeTarget(ctx: Context, targetId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const row = await lockTarget(tx, targetId);
    await tx.alertTarget.delete({ where: { id: targetId } });
    await recordEvent(tx, ctx, {
      action: "alert_target.removed",
      target: targetOf(row),
      details: { kind: row.kind, address: row.addressShown },
    });
  });
}
