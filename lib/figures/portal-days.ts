import "server-only";
import type { Context } from "@/lib/context";
import type { Grant } from "@/lib/db/generated/client";

const DAY_MS = 24 * 3_600_000;
/** As many as a grant counts its refreshes of. */
export const PORTAL_DAYS = 30;

/** What happened to one portal on one day, in UTC. */
export interface PortalDay {
  day: Date;
  /** Renewals of the access token that succeeded; null on days of before they were counted. */
  refreshes: number | null;
  /** Lines of the activity log that say that something failed. */
  failures: number;
  /** Tokens handed out to programs, and calls to HubSpot that went through Portico. */
  reads: number;
  /** All lines of the activity log. */
  events: number;
}

/** The last 30 days of a portal, the oldest first and today last; days of before it was connected are noughts. */
export async function countPortalDays(ctx: Context, portalId: string): Promise<PortalDay[]> {
  const today = startOf(ctx.now());
  const first = new Date(today - (PORTAL_DAYS - 1) * DAY_MS);
  const [grants, events, reads] = await Promise.all([
    ctx.db.grant.findMany({
      where: { portalId, OR: [{ refreshedAt: { gte: first } }, { refreshDay: { gte: first } }] },
      select: {
        ...{ createdAt: true, refreshedAt: true, refreshCount: true },
        ...{ refreshDay: true, refreshesByDay: true },
      },
    }),
    countEvents(ctx, portalId, first),
    ctx.db.apiKeyUse.groupBy({
      by: ["day"],
      where: { portalId, day: { gte: first } },
      _sum: { reads: true, calls: true },
    }),
  ]);
  const eventsOf = new Map(events.map((row) => [row.day.getTime(), row]));
  const readsOf = new Map(
    reads.map(({ day, _sum }) => [day.getTime(), (_sum.reads ?? 0) + (_sum.calls ?? 0)]),
  );
  return Array.from({ length: PORTAL_DAYS }, (_, index) => {
    const at = first.getTime() + index * DAY_MS;
    const isCounted = grants.every((grant) => !isUncounted(grant, at));
    return {
      day: new Date(at),
      refreshes: isCounted ? sum(grants.map((grant) => refreshesOn(grant, at))) : null,
      failures: eventsOf.get(at)?.failures ?? 0,
      reads: readsOf.get(at) ?? 0,
      events: eventsOf.get(at)?.events ?? 0,
    };
  });
}

/**
 * The log's index is by portal and number: at which number the days begin is found by time first, so that what a portal
 * did in the years before is not passed. A day early, and as the least of many, because a server's clock may be wrong.
 */
function countEvents({ db }: Context, portalId: string, first: Date) {
  const early = new Date(first.getTime() - DAY_MS);
  return db.$queryRaw<{ day: Date; events: number; failures: number }[]>`
    SELECT date_trunc('day', e."at", 'UTC') AS "day", COUNT(*)::int AS "events",
      COUNT(*) FILTER (WHERE e."outcome" = 'failed')::int AS "failures"
    FROM "AuditEvent" e
    WHERE e."portalId" = ${portalId} AND e."at" >= ${first} AND e."seq" >=
      (SELECT MIN(f."seq") FROM (
        SELECT "seq" FROM "AuditEvent" WHERE "at" >= ${early} ORDER BY "at" LIMIT 100) f)
    GROUP BY 1`;
}

type Counted = Pick<
  Grant,
  "createdAt" | "refreshedAt" | "refreshCount" | "refreshDay" | "refreshesByDay"
>;

function refreshesOn({ refreshDay, refreshesByDay }: Counted, at: number): number {
  if (!refreshDay) return 0;
  return refreshesByDay.at(-1 - (refreshDay.getTime() - at) / DAY_MS) ?? 0;
}

/** Whether a grant was refreshed more often than its days say, and that may have been on this day. */
function isUncounted(grant: Counted, at: number): boolean {
  const { createdAt, refreshedAt, refreshCount, refreshDay, refreshesByDay } = grant;
  if (refreshesByDay.length >= PORTAL_DAYS || refreshCount <= sum(refreshesByDay)) return false;
  const countedFrom = refreshDay
    ? refreshDay.getTime() - (refreshesByDay.length - 1) * DAY_MS
    : startOf(refreshedAt ?? createdAt) + DAY_MS;
  return at >= startOf(createdAt) && at < countedFrom;
}

function startOf(time: Date): number {
  return Math.floor(time.getTime() / DAY_MS) * DAY_MS;
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
