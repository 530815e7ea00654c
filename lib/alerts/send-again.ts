import "server-only";
import { randomUUID } from "node:crypto";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { deliverNow } from "./deliver";
import { enqueue, newDelivery, TRIED_FOR_MS, wants } from "./hand-out";
import { lockTarget, targetOf } from "./lock-target";
import { payloadOf } from "./payload";
import type { Reception } from "./send-to-receiver";

/** Sends a test event to one webhook and waits for the answer. @throws AppError not_found */
export async function sendTest(ctx: Context, targetId: string): Promise<Reception> {
  const now = ctx.now();
  const deliveryId = randomUUID();
  await ctx.db.$transaction(async (tx) => {
    const target = await lockTarget(tx, targetId);
    const id = randomUUID();
    const row = {
      id,
      type: "test",
      at: now,
      portalId: null,
      facts: {},
      appSlug: null,
      appName: null,
    };
    const payload = payloadOf(ctx, { ...row, installer: null });
    await tx.alertEvent.create({
      data: {
        id,
        type: "test",
        at: now,
        dueAt: now,
        handedOutAt: now,
        facts: {},
        payload: payload as object,
      },
    });
    // One try: whoever pressed the button sees how it went.
    await tx.alertDelivery.create({
      data: { id: deliveryId, eventId: id, targetId, createdAt: now, giveUpAt: now },
    });
    await recordEvent(tx, ctx, { action: "alert_target.tested", target: targetOf(target) });
  });
  return deliverNow(ctx, deliveryId);
}

/** Sends a delivery again, with the same id and content, now and as long as a new one. @throws AppError not_found */
export async function redeliver(ctx: Context, deliveryId: string): Promise<void> {
  const now = ctx.now();
  const row = await ctx.db.$transaction(async (tx) => {
    const found = await tx.alertDelivery.findUnique({
      where: { id: deliveryId },
      include: { target: true, event: { select: { type: true } } },
    });
    if (!found) throw new AppError("not_found");
    await tx.alertDelivery.update({
      where: { id: deliveryId },
      data: { state: "pending", nextTryAt: now, giveUpAt: new Date(now.getTime() + TRIED_FOR_MS) },
    });
    // Somebody has a reason to believe that it works now.
    await tx.alertTarget.update({ where: { id: found.targetId }, data: { restUntil: null } });
    await recordEvent(tx, ctx, {
      action: "alert_target.redelivered",
      target: targetOf(found.target),
      details: { event: found.event.type },
    });
    return found;
  });
  await enqueue(ctx, [{ id: deliveryId, kind: row.target.kind, targetId: row.targetId }]);
}

/** Events that are sent at a time. */
const BATCH = 1_000;

/**
 * Sends every event since a moment again that the target is told of, in the order in which it happened, also those from
 * before it was made. Receivers know by `webhook-id` what they have.
 * @returns how many
 * @throws AppError not_found
 */
export async function replay(
  ctx: Context,
  { targetId, since }: { targetId: string; since: Date },
): Promise<number> {
  const now = ctx.now();
  const target = await ctx.db.alertTarget.findUnique({ where: { id: targetId } });
  if (!target) throw new AppError("not_found");
  let [sent, after] = [0, -1n];
  for (;;) {
    const events = await ctx.db.alertEvent.findMany({
      where: { at: { gte: since }, handedOutAt: { not: null }, seq: { gt: after } },
      select: { id: true, type: true, seq: true },
      orderBy: { seq: "asc" },
      take: BATCH,
    });
    const wanted = events.filter(({ type }) => type !== "test" && wants(target, type));
    const fresh = wanted.map(({ id }) => newDelivery(ctx, target, id));
    const where = { targetId, eventId: { in: wanted.map(({ id }) => id) } };
    await ctx.db.$transaction(async (tx) => {
      const giveUpAt = new Date(now.getTime() + TRIED_FOR_MS);
      await tx.alertDelivery.updateMany({
        where,
        data: { state: "pending", nextTryAt: now, giveUpAt },
      });
      const data = fresh.map(({ kind: _kind, ...row }) => row);
      await tx.alertDelivery.createMany({ data, skipDuplicates: true });
    });
    const rows = await ctx.db.alertDelivery.findMany({ where, select: { id: true } });
    await enqueue(
      ctx,
      rows.map(({ id }) => ({ id, kind: target.kind, targetId })),
    );
    sent += wanted.length;
    if (events.length < BATCH) break;
    after = events.at(-1)?.seq ?? after;
  }
  await ctx.db.$transaction((tx) =>
    recordEvent(tx, ctx, {
      action: "alert_target.replayed",
      target: targetOf(target),
      details: { since: since.toISOString(), events: sent },
    }),
  );
  return sent;
}
