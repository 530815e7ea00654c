import "server-only";
import type { Context } from "@/lib/context";
import { enqueue } from "./hand-out";

const OVERDUE_MS = 2 * 60_000;
const BATCH = 1_000;
/** From this share of an app's installs on, its limit is near. */
const NEAR = 0.8;

/**
 * What has to be looked at now and then: deliveries that the queue does not know, such as after a restored backup; apps
 * near their install limit; whether HubSpot is back.
 */
export async function lookAfterAlerts(ctx: Context): Promise<number> {
  await ctx.queue.tidy();
  const found = await sweep(ctx);
  await noteInstallCaps(ctx);
  await ctx.db.$executeRaw`SELECT "tell_hubspot_state"()`;
  return found === BATCH ? found : 0;
}

/** Deliveries that are overdue get a job anew; where one waits already, nothing comes of it. */
export async function sweep(ctx: Context): Promise<number> {
  const now = ctx.now();
  const rows = await ctx.db.alertDelivery.findMany({
    where: {
      state: "pending",
      nextTryAt: { lt: new Date(now.getTime() - OVERDUE_MS) },
      target: { pausedAt: null },
    },
    select: { id: true, targetId: true, target: { select: { kind: true } } },
    orderBy: { nextTryAt: "asc" },
    take: BATCH,
  });
  // Not found again before the job had its chance.
  await ctx.db.alertDelivery.updateMany({
    where: { id: { in: rows.map(({ id }) => id) }, state: "pending" },
    data: { nextTryAt: now },
  });
  await enqueue(
    ctx,
    rows.map(({ id, targetId, target }) => ({ id, targetId, kind: target.kind })),
  );
  return rows.length;
}

/** A database trigger writes the event with the mark, so it is told once, and again only after it was not near. */
async function noteInstallCaps({ db }: Context): Promise<void> {
  await db.$executeRaw`
    UPDATE "HubSpotApp" a SET "installCapNearAt" = CASE WHEN n."isNear" THEN now() END
    FROM (SELECT b."id", b."installCap" IS NOT NULL AND (SELECT COUNT(*) FROM "Portal" p WHERE p."appId" = b."id"
        AND p."status" IN ('connected', 'degraded', 'app_error', 'revoked')) >= ${NEAR}::float8 * b."installCap" AS "isNear"
      FROM "HubSpotApp" b WHERE b."installCap" IS NOT NULL OR b."installCapNearAt" IS NOT NULL) n
    WHERE a."id" = n."id" AND n."isNear" <> (a."installCapNearAt" IS NOT NULL)`;
}
