import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { instantOf, isWallTime } from "@/lib/zoned-time";
import { AUDIT_ACTIONS, isAuditAction, type AuditAction } from "./events";

/** The state of the activity page: all of it lives in the URL. */
export interface ActivityQuery {
  person: string;
  kind: AuditAction | "";
  portal: string;
  /** A request id of ours, as logs and errors name it, or a correlation id of HubSpot's. */
  request: string;
  outcome: "" | "ok" | "failed" | "denied";
  from: Date | null;
  to: Date | null;
  before: string;
}

const one = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? "")]);
const text = one.transform((value) => value.replace(/\p{C}/gu, "").trim().slice(0, 200)).catch("");
const instantIn = (timeZone: string) =>
  one
    .transform((value) =>
      isWallTime(value) ? (instantOf(value, timeZone) ?? new Date(NaN)) : new Date(value),
    )
    // Years the database driver writes as four digits.
    .refine((value) => value.getUTCFullYear() >= 1970 && value.getUTCFullYear() <= 9999)
    .nullable()
    .catch(null);

const activityQuery = z.object({
  person: text,
  kind: one.refine(isAuditAction).catch("" as never),
  portal: text,
  request: text,
  outcome: one.pipe(z.enum(["", "ok", "failed", "denied"])).catch(""),
  before: one.pipe(z.string().regex(/^\d{1,18}$/)).catch(""),
});

/**
 * Reads activity filters from a URL; what cannot be used falls back to its default.
 * @param timeZone of times that are said without one: UTC in links, the viewer's in what a form sends
 */
export function parseActivityQuery(
  parameters: Record<string, string | string[] | undefined>,
  timeZone = "UTC",
): ActivityQuery {
  const instant = instantIn(timeZone);
  const { from = null, to = null } = parameters;
  return {
    ...(activityQuery.parse(parameters) as Omit<ActivityQuery, "from" | "to">),
    from: instant.parse(from),
    to: instant.parse(to),
  };
}

export interface ActivityItem {
  seq: string;
  at: Date;
  actor: string;
  actorKind: string;
  actorRole: string | null;
  ip: string | null;
  action: string;
  title: string;
  outcome: string;
  target: string | null;
  targetKind: string | null;
  portalId: string | null;
  requestId: string;
  correlationId: string | null;
  changes: [string, string, string][];
  details: [string, string][];
}

export const ACTIVITY_PAGE = 50;
export const EXPORT_CAP = 50_000;

/** Audit events, newest first. */
export async function listActivity(
  ctx: Context,
  query: ActivityQuery,
  take: number = ACTIVITY_PAGE,
): Promise<{ items: ActivityItem[]; nextBefore: string | null }> {
  const rows = await ctx.db.auditEvent.findMany({
    where: await whereOf(ctx, query),
    orderBy: { seq: "desc" },
    take: take + 1,
  });
  const shown = rows.slice(0, take);
  const nextBefore = rows.length > take ? (shown.at(-1)?.seq.toString() ?? null) : null;
  return {
    nextBefore,
    items: shown.map((row) => ({
      seq: row.seq.toString(),
      at: row.at,
      actor: row.actorLabel,
      actorKind: row.actorKind,
      actorRole: row.actorRole,
      ip: row.ip,
      action: row.action,
      title: isAuditAction(row.action) ? AUDIT_ACTIONS[row.action] : row.action,
      outcome: row.outcome,
      target: row.targetLabel,
      targetKind: row.targetKind,
      portalId: row.portalId,
      requestId: row.requestId,
      correlationId: row.correlationId,
      changes: entriesOf(row.changes).map(([field, pair]) => {
        const [before, after] = Array.isArray(pair) ? pair : [null, pair];
        return [field, show(before), show(after)];
      }),
      details: entriesOf(row.details).map(([field, value]) => [field, show(value)]),
    })),
  };
}

/** How many events the filters match, up to the export cap. */
export async function countActivity(ctx: Context, query: ActivityQuery): Promise<number> {
  const where = await whereOf(ctx, { ...query, before: "" });
  return Math.min(await ctx.db.auditEvent.count({ where }), EXPORT_CAP);
}

async function whereOf(ctx: Context, query: ActivityQuery): Promise<Prisma.AuditEventWhereInput> {
  return {
    ...(query.person && { actorLabel: { contains: query.person, mode: "insensitive" as const } }),
    ...(query.request && {
      OR: [{ requestId: query.request }, { correlationId: query.request }],
    }),
    ...(query.kind && { action: query.kind }),
    ...(query.outcome && { outcome: query.outcome }),
    ...((query.from || query.to) && {
      at: { ...(query.from && { gte: query.from }), ...(query.to && { lte: query.to }) },
    }),
    ...(query.before && { seq: { lt: BigInt(query.before) } }),
    ...(query.portal && { portalId: { in: await portalIds(ctx, query.portal) } }),
  };
}

/** Portals meant by a filter: an id, an exact Hub ID, or part of a domain. */
async function portalIds(ctx: Context, portal: string): Promise<string[]> {
  if (z.uuid().safeParse(portal).success) return [portal];
  const portals = await ctx.db.portal.findMany({
    where: /^\d{1,18}$/.test(portal)
      ? { hubId: BigInt(portal) }
      : { hubDomain: { contains: portal, mode: "insensitive" } },
    select: { id: true },
    take: 200,
  });
  return portals.map(({ id }) => id);
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).filter(([, entry]) => entry !== null && entry !== undefined);
}

function show(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (Array.isArray(value)) return value.map(show).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
