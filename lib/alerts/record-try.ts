import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { AlertTarget } from "@/lib/db/generated/client";
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

/** What a try was of: one delivery to a webhook, or all that were in one message. */
export interface Tried {
  target: AlertTarget;
  deliveryIds: string[];
  /** How often it was tried before. */
  tries: number;
}

/**
 * Writes down how a try went, for what was delivered and for its target. One that has failed for days is switched off,
 * and those who are told by other ways hear of it.
 * @returns when to try again, if so
 */
export async function recordTry(
  ctx: Context,
  { target, deliveryIds, tries }: Tried,
  reception: Reception,
): Promise<Date | null> {
  const now = ctx.now();
  const { isAccepted, status, retryAfterSeconds } = reception;
  const next = new Date(now.getTime() + pauseAfter(tries + 1, retryAfterSeconds) * 1000);
  const entry: KeptTry = { at: now.toISOString(), ...reception };
  const isOver = isAccepted || status === GONE;
  const states = await ctx.db.$transaction(async (tx) => {
    // Whatever was decided about them meanwhile stays so.
    const written = await tx.$queryRaw<{ state: string }[]>`
      UPDATE "AlertDelivery" SET "tries" = "tries" + 1, "lastTriedAt" = ${now},
        "tryLog" = (SELECT jsonb_agg(e ORDER BY i) FROM jsonb_array_elements(
          ${JSON.stringify([entry])}::jsonb || "tryLog") WITH ORDINALITY AS t(e, i) WHERE i <= ${KEPT}),
        "state" = CASE WHEN ${isAccepted} THEN 'delivered' WHEN ${isOver} OR "giveUpAt" < ${next} THEN 'failed'
          ELSE 'pending' END,
        "deliveredAt" = CASE WHEN ${isAccepted} THEN ${now}::timestamptz ELSE "deliveredAt" END,
        "nextTryAt" = CASE WHEN ${isOver} OR "giveUpAt" < ${next} THEN NULL ELSE ${next}::timestamptz END
      WHERE "id" = ANY(${deliveryIds}::uuid[]) AND "state" = 'pending' RETURNING "state"`;
    if (written.length > 0) await noteTarget(tx, ctx, target, reception, now);
    return written.map(({ state }) => state);
  });
  for (const state of states) observeDelivery(target.kind, OUTCOMES[state] ?? state);
  return states.includes("pending") ? next : null;
}

const OUTCOMES: Record<string, string> = { pending: "failed", failed: "given_up" };

async function noteTarget(
  tx: DbTransaction,
  ctx: Context,
  target: AlertTarget,
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
