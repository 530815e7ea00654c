import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { observeDelivery } from "@/lib/metrics/observe";
import { pauseAfter, restAfter } from "./backoff";
import type { Reception } from "./send-to-receiver";

/** Tries that are kept of a delivery. */
const KEPT = 10;
/** A receiver that fails longer is switched off. */
const SWITCHED_OFF_AFTER_MS = 3 * 24 * 3_600_000;
/** "Gone": the receiver wants nothing more (Standard Webhooks). */
const GONE = 410;

/** One try as it is kept. */
export type KeptTry = Reception & { at: string };

type Row = Prisma.AlertDeliveryGetPayload<{ include: { target: true; event: true } }>;

/**
 * Writes down how a try went, for the delivery and its target. One that has failed for days is switched off, and those
 * who are told by other ways hear of it.
 * @returns when to try again, if so
 */
export async function recordTry(ctx: Context, row: Row, reception: Reception): Promise<Date | null> {
  const now = ctx.now();
  const tries = row.tries + 1;
  const { isAccepted, retryAfterSeconds } = reception;
  const next = new Date(now.getTime() + pauseAfter(tries, retryAfterSeconds) * 1000);
  const isOver = isAccepted || next > row.giveUpAt || reception.status === GONE;
  observeDelivery(row.target.kind, isAccepted ? "delivered" : isOver ? "given_up" : "failed");
  const data = {
    tries,
    lastTriedAt: now,
    tryLog: keep(row.tryLog, { at: now.toISOString(), ...reception }) as unknown as Prisma.JsonArray,
    nextTryAt: isOver ? null : next,
    state: isAccepted ? "delivered" : isOver ? "failed" : "pending",
    ...(isAccepted && { deliveredAt: now }),
  };
  await ctx.db.$transaction(async (tx) => {
    // Whatever was decided about it meanwhile stays so.
    const { count } = await tx.alertDelivery.updateMany({
      where: { id: row.id, state: "pending" },
      data,
    });
    if (count === 1) await noteTarget(tx, ctx, row, reception, now);
  });
  return isOver ? null : next;
}

function keep(log: unknown, latest: KeptTry): KeptTry[] {
  return [latest, ...(Array.isArray(log) ? (log as KeptTry[]) : [])].slice(0, KEPT);
}

async function noteTarget(
  tx: DbTransaction,
  ctx: Context,
  { target }: Row,
  { isAccepted, status }: Reception,
  now: Date,
): Promise<void> {
  if (isAccepted) {
    const data = { failingSince: null, restUntil: null, lastDeliveredAt: now };
    await tx.alertTarget.update({ where: { id: target.id }, data });
    return;
  }
  const since = target.failingSince ?? now;
  const failingForMs = now.getTime() - since.getTime();
  const isOff = failingForMs >= SWITCHED_OFF_AFTER_MS || status === GONE;
  const { count } = await tx.alertTarget.updateMany({
    where: { id: target.id, pausedAt: null },
    data: {
      failingSince: since,
      restUntil: new Date(now.getTime() + restAfter(failingForMs) * 1000),
      ...(isOff && { pausedAt: now, pausedBy: "failing" }),
    },
  });
  if (!isOff || count === 0) return;
  const facts = { webhook: target.name, reason: status === GONE ? "gone" : "failing" };
  await tx.alertEvent.create({
    data: { at: now, dueAt: now, type: "webhook.switched_off", facts },
  });
  await recordEvent(tx, ctx, {
    action: "alert_target.switched_off",
    outcome: "failed",
    target: { kind: "alert_target", id: target.id, label: target.name },
    details: { failingSince: since.toISOString(), httpStatus: status ?? null },
  });
}
