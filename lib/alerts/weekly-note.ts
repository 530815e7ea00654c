import "server-only";
import type { Context } from "@/lib/context";
import { moveForward } from "@/lib/queue/move-forward";

const PLANNED = "weekly_note_planned";
const DAY_MS = 24 * 3_600_000;
const MONDAY = 1;
const HOUR_UTC = 7;

/** What the week brought. */
export interface WeekFigures {
  connected: number;
  lost: number;
  recovered: number;
  /** Live, a week old, and no program ever had a token of them. */
  neverRead: number;
  /** Live, and they grant less than their app requires. */
  scopesBehind: number;
  v1Apps: number;
}

/** Each Monday at 7:00 UTC, once however many servers look: the note to those who asked for it. */
export async function planWeeklyNote(ctx: Context): Promise<number> {
  const now = ctx.now();
  const dueAt = lastMonday(now);
  const isFirst = (await ctx.db.systemFact.count({ where: { name: PLANNED } })) === 0;
  const wanted = await ctx.db.alertTarget.count({ where: { eventTypes: { has: "weekly.note" } } });
  const figures = isFirst || wanted === 0 ? undefined : await weekFigures(ctx);
  await ctx.db.$transaction(async (tx) => {
    if (!(await moveForward(tx, PLANNED, dueAt.toISOString())) || !figures) return;
    const facts = { ...wordsOf(figures), week: { ...figures } };
    await tx.alertEvent.create({ data: { type: "weekly.note", at: now, dueAt: now, facts } });
  });
  return 0;
}

/** @returns the latest Monday, 7:00 UTC */
export function lastMonday(now: Date): Date {
  const at = new Date(now);
  at.setUTCHours(HOUR_UTC, 0, 0, 0);
  while (at > now || at.getUTCDay() !== MONDAY) at.setTime(at.getTime() - DAY_MS);
  return at;
}

export async function weekFigures({ db, now }: Context): Promise<WeekFigures> {
  const since = new Date(now().getTime() - 7 * DAY_MS);
  const [row] = await db.$queryRaw<WeekFigures[]>`
    SELECT e.*, p.*, (SELECT COUNT(*)::int FROM "HubSpotApp" WHERE "apiVersion" = 'v1') AS "v1Apps"
    FROM (SELECT COUNT(*) FILTER (WHERE "type" = 'portal.connected')::int AS "connected",
        COUNT(*) FILTER (WHERE "type" IN ('portal.needs_reconnect', 'portal.uninstalled'))::int AS "lost",
        COUNT(*) FILTER (WHERE "type" = 'portal.recovered')::int AS "recovered"
      FROM "AlertEvent" WHERE "at" >= ${since}) e,
    (SELECT COUNT(*) FILTER (WHERE p."lastReadAt" IS NULL AND p."createdAt" < ${since})::int AS "neverRead",
        COUNT(*) FILTER (WHERE NOT g."grantedScopes" @> a."requiredScopes")::int AS "scopesBehind"
      FROM "Portal" p JOIN "HubSpotApp" a ON a."id" = p."appId" JOIN "Grant" g ON g."id" = p."currentGrantId"
      WHERE p."status" IN ('connected', 'degraded', 'app_error')) p`;
  if (!row) throw new Error("PostgreSQL counted nothing");
  return row;
}

function wordsOf(figures: WeekFigures) {
  const { connected, lost, recovered, neverRead, scopesBehind, v1Apps } = figures;
  const portals = (count: number) => `${count} ${count === 1 ? "portal" : "portals"}`;
  const rest = [
    `${portals(neverRead)} that no program ever read a token of`,
    `${portals(scopesBehind)} with fewer scopes than the app requires`,
    `${v1Apps} ${v1Apps === 1 ? "app" : "apps"} still on HubSpot's v1 API, which stops on 2027-02-16`,
  ];
  return {
    summary: `The week: ${connected} connected, ${lost} lost, ${recovered} recovered`,
    meaning: `There are ${rest.join(", ")}.`,
    todo:
      lost > 0 || scopesBehind > 0 || v1Apps > 0
        ? "Look at what was lost and what is behind; the overview has links."
        : "Nothing.",
  };
}
