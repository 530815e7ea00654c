import "server-only";
import type { Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";
import { addressGroup } from "./address-group";
import { LIMITS, type Limit, type LimitName } from "./limits";

export interface CountedTry {
  /** How long to wait; 0 when the try may go on. */
  waitMs: number;
  /** How many tries this wait has refused so far, this one included. */
  refused: number;
}

type Clock = Pick<Context, "db" | "now">;

/**
 * Counts a try, or refuses it while there is a wait. One statement does both, so that of tries at the same moment, on
 * whatever server, no more pass than are free. A refused try neither counts nor lengthens the wait.
 */
export async function countTry(ctx: Clock, name: LimitName, key: string): Promise<CountedTry> {
  const { free, windowSeconds, waitsSeconds }: Limit = LIMITS[name];
  const now = ctx.now();
  const forgetAt = new Date(now.getTime() + windowSeconds * 1000);
  const [row] = await ctx.db.$queryRaw<Row[]>`
    INSERT INTO "Throttle" AS t ("key", "tries", "refused", "waitUntil", "forgetAt")
    VALUES (${rowKey(name, key)}, 1, 0, NULL, ${forgetAt}::timestamptz)
    ON CONFLICT ("key") DO UPDATE SET ("tries", "refused", "waitUntil", "forgetAt") = (
      SELECT CASE WHEN s.waits THEN t."tries" ELSE s.n END,
             CASE WHEN s.waits THEN t."refused" + 1 ELSE 0 END,
             CASE WHEN s.waits THEN t."waitUntil" ELSE ${now}::timestamptz + interval '1 second' *
               (${waitsSeconds}::int[])[LEAST(s.n - ${free}::int + 1, ${waitsSeconds.length}::int)] END,
             CASE WHEN s.fresh THEN EXCLUDED."forgetAt" ELSE t."forgetAt" END
      FROM (SELECT t."forgetAt" <= ${now}::timestamptz AS fresh,
                   t."forgetAt" > ${now}::timestamptz AND t."waitUntil" > ${now}::timestamptz AS waits,
                   CASE WHEN t."forgetAt" <= ${now}::timestamptz THEN 1 ELSE t."tries" + 1 END AS n) s)
    RETURNING "tries", "refused", "waitUntil", "forgetAt"`;
  if (!row) throw new Error("a try was not counted");
  if (row.tries === 1) await sweep(ctx);
  if (row.refused === 0) return { waitMs: 0, refused: 0 };
  const until = Math.min(row.waitUntil?.getTime() ?? 0, row.forgetAt.getTime());
  return { waitMs: Math.max(1, until - now.getTime()), refused: row.refused };
}

interface Row {
  tries: number;
  refused: number;
  waitUntil: Date | null;
  forgetAt: Date;
}

/** Takes a try back that was right, or was not made after all. A wait that others have earned stays. */
export async function takeBackTry(ctx: Clock, name: LimitName, key: string): Promise<void> {
  const { free }: Limit = LIMITS[name];
  await ctx.db.$executeRaw`
    UPDATE "Throttle" SET "tries" = GREATEST("tries" - 1, 0),
      "waitUntil" = CASE WHEN "tries" - 1 < ${free}::int THEN NULL ELSE "waitUntil" END
    WHERE "key" = ${rowKey(name, key)}`;
}

/** Forgets all tries of a key. */
export async function forgetTries(ctx: Clock, name: LimitName, key: string): Promise<void> {
  await ctx.db.throttle.deleteMany({ where: { key: rowKey(name, key) } });
}

/** Whoever begins a row clears a few that are over, so that the table stays as small as what goes on. */
async function sweep(ctx: Clock): Promise<void> {
  await ctx.db.$executeRaw`
    DELETE FROM "Throttle" WHERE "key" IN (
      SELECT "key" FROM "Throttle" WHERE "forgetAt" <= ${ctx.now()}::timestamptz
      ORDER BY "forgetAt" LIMIT 10 FOR UPDATE SKIP LOCKED)`;
}

/** A hash: addresses and names are not kept. An IP address anywhere in a key stands for its network. */
function rowKey(name: LimitName, key: string): string {
  const grouped = key.split(" ").map(addressGroup).join(" ");
  return `${name}:${sha256(grouped)}`;
}
