import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { logger } from "@/lib/logger";
import { checkpointText } from "./chain";
import { LEAST_DAYS } from "./least-days";
import { sealAllLines } from "./seal-lines";
import { isOurs, newestCheckpoint, verifyAudit } from "./verify";

const BATCH = 5_000;

/** Lines that the database lets go of, by its own clock. */
const MAY_GO = Prisma.sql`GREATEST(l."linkedAt", e."at") <= now() - ${LEAST_DAYS * 24} * interval '1 hour'`;

/**
 * Forgets the lines before a moment, but none that is younger than the shortest time they may be kept. A signed checkpoint says
 * where the log begins from then on, so what is left is as provable as before; a log that was tampered with is not cut, for that would
 * hide it.
 * @returns how many lines went
 */
export async function cutLines(ctx: Context, before: Date): Promise<number> {
  await sealAllLines(ctx);
  const point = await lastBefore(ctx, before);
  if (point && (await isWhole(ctx))) {
    const cut = { ...point, cutAt: ctx.now() };
    await ctx.db.auditCheckpoint.create({
      data: { ...cut, mac: ctx.vault.auditMac(checkpointText(cut)) },
    });
  }
  const newest = await newestCheckpoint(ctx);
  if (!newest) return 0;
  if (!isOurs(ctx, newest)) {
    logger.error({}, "a checkpoint of the audit log was not made by Portico; nothing is cut");
    return 0;
  }
  // Also what an earlier cut did not come to.
  return forgetCut(ctx, newest.position);
}

/** The last line of an unbroken run of old ones; a line that was written late keeps those behind it. */
async function lastBefore(ctx: Context, before: Date) {
  const [row] = await ctx.db.$queryRaw<{ position: bigint; hash: string; lastAt: Date }[]>`
    WITH newest AS (SELECT COALESCE(MAX("position"), 0) AS "position" FROM "AuditCheckpoint"),
      kept AS (SELECT MIN(l."position") AS "position" FROM "AuditLink" l JOIN "AuditEvent" e USING ("seq")
        WHERE e."at" >= ${before} OR NOT (${MAY_GO}))
    SELECT l."position", l."hash", e."at" AS "lastAt" FROM "AuditLink" l JOIN "AuditEvent" e USING ("seq"), newest, kept
    WHERE l."position" > newest."position" AND (kept."position" IS NULL OR l."position" < kept."position")
    ORDER BY l."position" DESC LIMIT 1`;
  return row ?? null;
}

async function isWhole(ctx: Context): Promise<boolean> {
  const { brokenAt } = await verifyAudit(ctx);
  if (brokenAt) logger.error({ brokenAt }, "the audit log was tampered with and is not cut");
  return !brokenAt;
}

async function forgetCut({ db }: Context, position: bigint): Promise<number> {
  let gone = 0;
  for (;;) {
    const count = await db.$executeRaw`
      DELETE FROM "AuditEvent" WHERE "seq" IN (
        SELECT l."seq" FROM "AuditLink" l JOIN "AuditEvent" e USING ("seq")
        WHERE l."position" <= ${position} AND ${MAY_GO} ORDER BY l."position" LIMIT ${BATCH})`;
    gone += count;
    if (count === 0) break;
  }
  await db.$executeRaw`
    DELETE FROM "AuditLink" l WHERE l."position" <= ${position}
      AND NOT EXISTS (SELECT 1 FROM "AuditEvent" e WHERE e."seq" = l."seq")`;
  return gone;
}
