import "server-only";
import type { Context } from "@/lib/context";
import type { AuditAction } from "@/lib/audit/events";
import { listInstallCaps } from "@/lib/hubspot-apps/ways-in/install-cap";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const DAYS = 14;
export const HOURS = 24;

/** Connections of one day, in UTC. A portal counts once a day, whatever happened to it how often. */
export interface ConnectionDay {
  day: Date;
  gained: number;
  lost: number;
}

export interface RefreshHour {
  hour: Date;
  /** Portals whose last success was in this hour. Successes before it are not kept one by one. */
  renewed: number;
  /** Tries that failed, by the activity log. */
  failed: number;
}

export const EXPIRY_BUCKETS = ["past", "5", "15", "30", "later"] as const;
export type ExpiryBucket = (typeof EXPIRY_BUCKETS)[number];

export interface CapUse {
  slug: string;
  name: string;
  cap: number;
  installed: number;
}

/** What the pictures of the overview show. */
export interface Figures {
  connections: ConnectionDay[];
  refreshes: RefreshHour[];
  /** Access tokens of working grants by the minutes they are still good for. */
  expiry: Record<ExpiryBucket, number>;
  caps: CapUse[];
}

export const GAINED: AuditAction[] = ["portal.connected", "portal.reconnected", "portal.imported"];
export const LOST: AuditAction[] = [
  "portal.grant_lost",
  "portal.revoked",
  "portal.uninstalled",
  "portal.uninstall_noticed",
];

const LIVES_MS = 15_000;
const kept = new WeakMap<Context["db"], { at: number; figures: Promise<Figures> }>();

/** The figures, counted anew every 15 seconds at most: they pass every portal once. */
export function getFigures(ctx: Context): Promise<Figures> {
  const now = ctx.now().getTime();
  const known = kept.get(ctx.db);
  if (known && now >= known.at && now - known.at < LIVES_MS) return known.figures;
  const figures = countFigures(ctx);
  kept.set(ctx.db, { at: now, figures });
  figures.catch(() => kept.delete(ctx.db));
  return figures;
}

/** The same, counted now. */
export async function countFigures(ctx: Context): Promise<Figures> {
  const [connections, refreshes, expiry, caps] = await Promise.all([
    countConnections(ctx),
    countRefreshes(ctx),
    countExpiry(ctx),
    listCaps(ctx),
  ]);
  return { connections, refreshes, expiry, caps };
}

async function countConnections(ctx: Context): Promise<ConnectionDay[]> {
  const today = Math.floor(ctx.now().getTime() / DAY_MS) * DAY_MS;
  const first = new Date(today - (DAYS - 1) * DAY_MS);
  const rows = await ctx.db.$queryRaw<{ day: Date; gained: number; lost: number }[]>`
    SELECT date_trunc('day', e."at", 'UTC') AS "day",
      COUNT(DISTINCT e."portalId") FILTER (WHERE e."action" = ANY(${GAINED}))::int AS "gained",
      COUNT(DISTINCT e."portalId") FILTER (WHERE e."action" = ANY(${LOST}))::int AS "lost"
    FROM "AuditEvent" e
    WHERE e."action" = ANY(${[...GAINED, ...LOST]}) AND e."at" >= ${first} AND e."outcome" <> 'denied'
    GROUP BY 1`;
  const known = new Map(rows.map((row) => [row.day.getTime(), row]));
  return Array.from({ length: DAYS }, (_, index) => {
    const day = new Date(first.getTime() + index * DAY_MS);
    const { gained = 0, lost = 0 } = known.get(day.getTime()) ?? {};
    return { day, gained, lost };
  });
}

async function countRefreshes(ctx: Context): Promise<RefreshHour[]> {
  const thisHour = Math.floor(ctx.now().getTime() / HOUR_MS) * HOUR_MS;
  const first = new Date(thisHour - (HOURS - 1) * HOUR_MS);
  const rows = await ctx.db.$queryRaw<{ hour: Date; renewed: number; failed: number }[]>`
    SELECT "hour", SUM("renewed")::int AS "renewed", SUM("failed")::int AS "failed" FROM (
      SELECT date_trunc('hour', "lastRefreshAt") AS "hour", COUNT(*) AS "renewed", 0 AS "failed"
      FROM "Portal" WHERE COALESCE("lastRefreshAt", '-infinity'::timestamptz) >= ${first} GROUP BY 1
      UNION ALL
      SELECT date_trunc('hour', "at"), 0, COUNT(*)
      FROM "AuditEvent" WHERE "action" = 'portal.refresh_failed' AND "at" >= ${first} GROUP BY 1
    ) AS counted GROUP BY 1`;
  const known = new Map(rows.map((row) => [row.hour.getTime(), row]));
  return Array.from({ length: HOURS }, (_, index) => {
    const hour = new Date(first.getTime() + index * HOUR_MS);
    const { renewed = 0, failed = 0 } = known.get(hour.getTime()) ?? {};
    return { hour, renewed, failed };
  });
}

async function countExpiry(ctx: Context): Promise<Record<ExpiryBucket, number>> {
  const now = ctx.now();
  const rows = await ctx.db.$queryRaw<{ bucket: ExpiryBucket; portals: number }[]>`
    SELECT CASE
        WHEN "accessTokenExpiresAt" <= ${now}::timestamptz THEN 'past'
        WHEN "accessTokenExpiresAt" <= ${now}::timestamptz + interval '5 minutes' THEN '5'
        WHEN "accessTokenExpiresAt" <= ${now}::timestamptz + interval '15 minutes' THEN '15'
        WHEN "accessTokenExpiresAt" <= ${now}::timestamptz + interval '30 minutes' THEN '30'
        ELSE 'later' END AS "bucket", COUNT(*)::int AS "portals"
    FROM "Portal"
    WHERE "status" IN ('connected', 'degraded', 'app_error') AND "accessTokenExpiresAt" IS NOT NULL
    GROUP BY 1`;
  const known = new Map(rows.map(({ bucket, portals }) => [bucket, portals]));
  return Object.fromEntries(
    EXPIRY_BUCKETS.map((bucket) => [bucket, known.get(bucket) ?? 0]),
  ) as Record<ExpiryBucket, number>;
}

const CAPS_SHOWN = 8;

async function listCaps(ctx: Context): Promise<CapUse[]> {
  const [uses, apps] = await Promise.all([
    listInstallCaps(ctx),
    ctx.db.hubSpotApp.findMany({
      where: { installCap: { not: null } },
      select: { id: true, slug: true, name: true },
      orderBy: { name: "asc" },
      take: CAPS_SHOWN,
    }),
  ]);
  return apps.flatMap(({ id, slug, name }) => {
    const use = uses.get(id);
    return use ? [{ slug, name, ...use }] : [];
  });
}
