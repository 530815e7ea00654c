import "server-only";
import { cutLines } from "@/lib/audit/cut-lines";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { moveForward } from "@/lib/queue/move-forward";
import { RETENTION_KINDS, type RetentionKind } from "./rules";
import { getRetention } from "./settings";

const PLANNED = "retention_planned";
const REPORT = "retention_report";
/** Rows in one statement, so that nobody waits for it. */
const BATCH = 5_000;
const DAY_MS = 24 * 3_600_000;
const HOUR_UTC = 2;

export interface RetentionReport {
  at: string;
  /** Rows that were forgotten. */
  forgotten: Record<RetentionKind, number>;
}

/** What is old enough, by kind: `$1` is the moment before which it goes. Each is one statement over one batch. */
const FORGET: Record<Exclude<RetentionKind, "audit">, (before: Date) => Prisma.Sql> = {
  attempts: (before) => Prisma.sql`
    DELETE FROM "ConnectAttempt" WHERE "id" IN (SELECT "id" FROM "ConnectAttempt" WHERE "createdAt" < ${before}
      AND ("status" IN ('completed', 'failed') OR ("status" = 'pending' AND "expiresAt" < ${before})) LIMIT ${BATCH})`,
  sessions: (before) => Prisma.sql`
    DELETE FROM "Session" WHERE "id" IN (SELECT "id" FROM "Session"
      WHERE COALESCE("endedAt", "expiresAt") < ${before} LIMIT ${BATCH})`,
  links: (before) => Prisma.sql`
    DELETE FROM "Invite" WHERE "id" IN (SELECT "id" FROM "Invite"
      WHERE LEAST("usedAt", "withdrawnAt", "expiresAt") < ${before} LIMIT ${BATCH})`,
  jobs: (before) => Prisma.sql`
    WITH i AS (DELETE FROM "ImportJob" WHERE "id" IN (SELECT "id" FROM "ImportJob" WHERE "finishedAt" < ${before}
        AND "status" IN ('finished', 'cancelled') LIMIT 20) RETURNING 1),
      b AS (DELETE FROM "BulkJob" WHERE "id" IN (SELECT "id" FROM "BulkJob" WHERE "finishedAt" < ${before}
        AND "status" IN ('finished', 'cancelled') LIMIT 20) RETURNING 1)
    SELECT 1 FROM i UNION ALL SELECT 1 FROM b`,
  alerts: (before) => Prisma.sql`
    DELETE FROM "AlertEvent" WHERE "id" IN (SELECT "id" FROM "AlertEvent" WHERE "at" < ${before}
      AND "handedOutAt" IS NOT NULL
      -- The last word about HubSpot stays: the next is judged by it.
      AND "type" NOT IN ('hubspot.outage', 'hubspot.recovered') ORDER BY "at" LIMIT ${BATCH})`,
  uses: (before) => Prisma.sql`
    DELETE FROM "ApiKeyUse" WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM "ApiKeyUse" WHERE "day" < ${before}::date LIMIT ${BATCH}))`,
  looks: (before) => Prisma.sql`
    DELETE FROM "PortalLook" WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM "PortalLook" WHERE "day" < ${before}::date LIMIT ${BATCH}))`,
  ended: (before) => Prisma.sql`
    UPDATE "Grant" SET "installerEmail" = NULL, "installerUserId" = NULL, "installerErasedAt" = now() WHERE "id" IN (
      SELECT g."id" FROM "Grant" g LEFT JOIN "Portal" p ON p."currentGrantId" = g."id"
      WHERE (g."installerEmail" IS NOT NULL OR g."installerUserId" IS NOT NULL) AND g."refreshTokenSealed" IS NULL
        AND g."heldBackAt" IS NULL AND COALESCE(g."endedAt", g."supersededAt", g."revokedAt",
          CASE WHEN p."status" IN ('revoked', 'uninstalled') THEN p."statusSince" END) < ${before}
      LIMIT ${BATCH})`,
};

/** Each night at 2:00 UTC, by whichever worker comes first. */
export async function planForgetting(ctx: Context): Promise<number> {
  const dueAt = new Date(ctx.now());
  dueAt.setUTCHours(HOUR_UTC, 0, 0, 0);
  if (dueAt > ctx.now()) dueAt.setTime(dueAt.getTime() - DAY_MS);
  if (await moveForward(ctx.db, PLANNED, dueAt.toISOString())) await forgetOld(ctx);
  return 0;
}

/** Forgets what is older than it is to be kept, in small steps, and writes down how much that was. */
export async function forgetOld(ctx: Context): Promise<RetentionReport> {
  const days = await getRetention(ctx);
  const forgotten = {} as RetentionReport["forgotten"];
  for (const kind of RETENTION_KINDS) {
    forgotten[kind] = 0;
    if (days[kind] === 0) continue;
    const before = new Date(ctx.now().getTime() - days[kind] * DAY_MS);
    forgotten[kind] =
      kind === "audit" ? await cutLines(ctx, before) : await forget(ctx, FORGET[kind](before));
  }
  const report = { at: ctx.now().toISOString(), forgotten };
  const value = JSON.stringify(report);
  await ctx.db.$transaction(async (tx) => {
    await tx.systemFact.upsert({
      where: { name: REPORT },
      create: { name: REPORT, value },
      update: { value },
    });
    if (Object.values(forgotten).some((count) => count > 0))
      await recordEvent(tx, ctx, { action: "retention.applied", details: forgotten });
  });
  return report;
}

async function forget({ db }: Context, batch: Prisma.Sql): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const count = await db.$executeRaw(batch);
    forgotten += count;
    if (count === 0) return forgotten;
  }
}

/** What the last night forgot. */
export async function getRetentionReport({
  db,
}: Pick<Context, "db">): Promise<RetentionReport | null> {
  const fact = await db.systemFact.findUnique({ where: { name: REPORT } });
  return fact ? (JSON.parse(fact.value) as RetentionReport) : null;
}
