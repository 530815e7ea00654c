import "server-only";
import type { Context } from "@/lib/context";
import type { AlertTarget, Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { payloadText, type AlertPayload } from "./payload";
import type { KeptTry } from "./record-try";

export type TargetState = "active" | "failing" | "paused" | "switched_off";

/** Who is told, without what is secret. */
export interface TargetView {
  id: string;
  kind: string;
  name: string;
  address: string;
  eventTypes: string[];
  state: TargetState;
  failingSince: Date | null;
  pausedAt: Date | null;
  lastDeliveredAt: Date | null;
  createdAt: Date;
  createdBy: string | null;
  /** Until then the secret before the last rotation signs too. */
  previousUntil: Date | null;
  quiet: { from: number; to: number; timeZone: string } | null;
  waiting: number;
  /** In the last seven days. */
  delivered: number;
  failed: number;
}

const WEEK_MS = 7 * 24 * 3_600_000;

/** @param kinds which ones; webhooks, or the others */
export async function listTargets(ctx: Context, kinds: string[]): Promise<TargetView[]> {
  const rows = await ctx.db.alertTarget.findMany({
    where: { kind: { in: kinds } },
    include: { createdBy: { select: { email: true } } },
    orderBy: { createdAt: "asc" },
  });
  const counts = await countDeliveries(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => viewOf(ctx, row, counts));
}

/** @throws AppError not_found */
export async function getTarget(ctx: Context, targetId: string): Promise<TargetView> {
  const row = await ctx.db.alertTarget.findUnique({
    where: { id: targetId },
    include: { createdBy: { select: { email: true } } },
  });
  if (!row) throw new AppError("not_found");
  return viewOf(ctx, row, await countDeliveries(ctx, [targetId]));
}

type Counts = Map<string, number>;

async function countDeliveries({ db, now }: Context, targetIds: string[]): Promise<Counts> {
  const since = new Date(now().getTime() - WEEK_MS);
  const groups = await db.alertDelivery.groupBy({
    by: ["targetId", "state"],
    where: {
      targetId: { in: targetIds },
      OR: [{ state: "pending" }, { createdAt: { gte: since } }],
    },
    _count: true,
  });
  return new Map(groups.map(({ targetId, state, _count }) => [`${targetId} ${state}`, _count]));
}

type Row = AlertTarget & { createdBy: { email: string } | null };

function viewOf({ now }: Context, row: Row, counts: Counts): TargetView {
  const { id, kind, name, eventTypes, failingSince, pausedAt, lastDeliveredAt, createdAt } = row;
  const { previousSecretUntil: until, quietFrom: from, quietTo: to, timeZone } = row;
  const count = (state: string) => counts.get(`${id} ${state}`) ?? 0;
  return {
    ...{ id, kind, name, eventTypes, failingSince, pausedAt, lastDeliveredAt, createdAt },
    address: row.addressShown,
    state: stateOf(row),
    createdBy: row.createdBy?.email ?? null,
    previousUntil: until && until > now() ? until : null,
    quiet: from !== null && to !== null ? { from, to, timeZone: timeZone ?? "UTC" } : null,
    waiting: count("pending"),
    delivered: count("delivered"),
    failed: count("failed"),
  };
}

function stateOf({ pausedAt, pausedBy, failingSince }: AlertTarget): TargetState {
  if (pausedAt) return pausedBy === "failing" ? "switched_off" : "paused";
  return failingSince ? "failing" : "active";
}

export interface DeliveryView {
  id: string;
  state: string;
  type: string;
  /** When it happened. */
  at: Date;
  summary: string;
  tries: number;
  lastTriedAt: Date | null;
  nextTryAt: Date | null;
  /** Newest first. */
  log: KeptTry[];
  /** What is sent. */
  request: string;
}

const PAGE = 50;
export const DELIVERY_STATES = ["pending", "delivered", "failed"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export interface DeliveryPage {
  deliveries: DeliveryView[];
  /** Id to go on from, where there are more. */
  next: string | null;
}

/** The delivery log of a target, newest first. */
export async function listDeliveries(
  { db }: Context,
  targetId: string,
  { state, before }: { state?: DeliveryState; before?: string },
): Promise<DeliveryPage> {
  const rows = await db.alertDelivery.findMany({
    where: { targetId, ...(state && { state }) },
    include: { event: { select: { type: true, at: true, payload: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    ...(before && { cursor: { id: before }, skip: 1 }),
    take: PAGE + 1,
  });
  const shown = rows.slice(0, PAGE);
  return {
    deliveries: shown.map(deliveryOf),
    next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
  };
}

type DeliveryRow = Prisma.AlertDeliveryGetPayload<{
  include: { event: { select: { type: true; at: true; payload: true } } };
}>;

function deliveryOf({ event, tryLog, ...row }: DeliveryRow): DeliveryView {
  const { id, state, tries, lastTriedAt, nextTryAt } = row;
  const payload = event.payload as unknown as AlertPayload;
  return {
    ...{ id, state, tries, lastTriedAt, nextTryAt },
    type: event.type,
    at: event.at,
    summary: payload.data.summary,
    log: Array.isArray(tryLog) ? (tryLog as unknown as KeptTry[]) : [],
    request: payloadText(payload, 2),
  };
}
