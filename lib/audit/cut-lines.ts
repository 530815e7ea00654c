import "server-only";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";
import { checkpointText } from "./chain";
import { sealAllLines } from "./seal-lines";
import { verifyAudit } from "./verify";

const BATCH = 5_000;

/**
 * Forgets the lines before a moment. A signed checkpoint says where the log begins from then on, so what is left is as provable
 * as before; a log that was tampered with is not cut, for that would hide it.
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
  // Also what an earlier cut did not come to.
  return forgetCut(ctx);
}

/** The last line of an unbroken run of old ones; a line that was written late keeps those behind it. */
async function lastBefore(ctx: Context, before: Date) {
  const [row] = await ctx.db.$queryRaw<{ position: bigint; hash: string; lastAt: Date }[]>`
    WITH newest AS (SELECT COALESCE(MAX("position"), 0) AS "position" FROM "AuditCheckpoint"),
      kept AS (SELECT MIN(l."position") AS "position" FROM "AuditLink" l JOIN "AuditEvent" e USING ("seq")
        WHERE e."at" >= ${before})
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

async function forgetCut({ db }: Context): Promise<number> {
  let gone = 0;
  for (;;) {
    const count = await db.$executeRaw`
      DELETE FROM "AuditEvent" WHERE "seq" IN (SELECT l."seq" FROM "AuditLink" l
        WHERE l."position" <= (SELECT MAX("position") FROM "AuditCheckpoint")
          AND EXISTS (SELECT 1 FROM "AuditEvent" e WHERE e."seq" = l."seq")
        ORDER BY l."position" LIMIT ${BATCH})`;
    gone += count;
    if (count === 0) break;
  }
  await db.$executeRaw`
    DELETE FROM "AuditLink" WHERE "position" <= (SELECT MAX("position") FROM "AuditCheckpoint")`;
  return gone;
}
