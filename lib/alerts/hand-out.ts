import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { isTold } from "./event-types";
import { isCoveredByOutage } from "./outage-cover";
import { payloadOf, type EventRow } from "./payload";
import { firstMessageAt } from "./message-time";

/** Events per transaction. */
const BATCH = 200;
/** How long a delivery is tried, from the event on. */
export const TRIED_FOR_MS = 24 * 3_600_000;

type TargetRow = Prisma.AlertTargetGetPayload<object>;
type NewDelivery = Prisma.AlertDeliveryCreateManyInput & { id: string; kind: string };

/**
 * Hands events that are due to everybody who is to be told: what receivers get is fixed now, one delivery is written per
 * event and target, and the queue takes it from there. A delivery that the queue was not told of is found by `sweep`.
 * @returns how many were handed out, when there may be more; else 0
 */
export async function handOutAlerts(ctx: Context): Promise<number> {
  const { events, deliveries } = await ctx.db.$transaction((tx) => take(tx, ctx));
  await enqueue(ctx, deliveries);
  return events === BATCH ? events : 0;
}

async function take(tx: DbTransaction, ctx: Context) {
  const events = await tx.$queryRaw<EventRow[]>`
    SELECT e."id", e."type", e."at", e."portalId",
      -- A portal learns its domain after its row is made.
      jsonb_strip_nulls(jsonb_build_object('hubDomain', p."hubDomain")) || e."facts" AS "facts", a."slug" AS "appSlug", a."name" AS "appName",
      p."installerEmail" AS "installer"
    FROM (SELECT * FROM "AlertEvent" WHERE "handedOutAt" IS NULL AND "dueAt" <= now()
      ORDER BY "dueAt", "seq" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) e
    LEFT JOIN "HubSpotApp" a ON a."id" = e."appId"
    LEFT JOIN "Portal" p ON p."id" = e."portalId"
    ORDER BY e."dueAt", e."seq"`;
  if (events.length === 0) return { events: 0, deliveries: [] };
  const targets = await tx.alertTarget.findMany({ where: { pausedAt: null } });
  const rows = events.map((event) => ({ id: event.id, payload: payloadOf(ctx, event) }));
  await tx.$executeRaw`
    UPDATE "AlertEvent" e SET "handedOutAt" = now(), "payload" = n."payload"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n("id" uuid, "payload" jsonb) WHERE e."id" = n."id"`;
  const deliveries: NewDelivery[] = [];
  for (const event of events) {
    const isCovered = await isCoveredByOutage(tx, event);
    for (const target of targets) {
      if (!wants(target, event.type) || (isCovered && target.kind !== "webhook")) continue;
      deliveries.push(newDelivery(ctx, target, event.id));
    }
  }
  await write(tx, deliveries);
  return { events: events.length, deliveries };
}

/** Whether a target is told of a kind of event. */
export function wants({ eventTypes }: Pick<TargetRow, "eventTypes">, type: string): boolean {
  return isTold(eventTypes, type);
}

export function newDelivery(ctx: Context, target: TargetRow, eventId: string): NewDelivery {
  const now = ctx.now();
  return {
    id: crypto.randomUUID(),
    kind: target.kind,
    eventId,
    targetId: target.id,
    createdAt: now,
    nextTryAt: target.kind === "webhook" ? now : firstMessageAt(target, now),
    giveUpAt: new Date(now.getTime() + TRIED_FOR_MS),
  };
}

async function write(tx: DbTransaction, deliveries: NewDelivery[]): Promise<void> {
  const data = deliveries.map(({ kind: _kind, ...row }) => row);
  if (data.length > 0) await tx.alertDelivery.createMany({ data });
}

/** Tells the queue: each webhook by itself, everything else of one target together. */
export async function enqueue(
  ctx: Context,
  deliveries: { id: string; kind: string; targetId: string; nextTryAt?: Date | string | null }[],
): Promise<void> {
  const later = (at?: Date | string | null) => {
    const startAfter = at && new Date(at);
    return startAfter && startAfter > ctx.now() ? { startAfter } : {};
  };
  const webhooks = deliveries.filter(({ kind }) => kind === "webhook");
  await ctx.queue.add(
    "deliver",
    webhooks.map(({ id, nextTryAt }) => ({
      data: { deliveryId: id },
      ...later(nextTryAt),
    })),
  );
  const others = new Map(
    deliveries
      .filter(({ kind }) => kind !== "webhook")
      .map(({ targetId, nextTryAt }) => [targetId, nextTryAt]),
  );
  await ctx.queue.add(
    "message",
    [...others].map(([targetId, at]) => ({ data: { targetId }, ...later(at) })),
  );
}
