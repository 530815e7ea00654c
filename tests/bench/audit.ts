import { randomUUID } from "node:crypto";
import { recordAlone, recordEvent } from "@/lib/audit/record";
import { sealAllLines } from "@/lib/audit/seal-lines";
import type { Context } from "@/lib/context";
import { report } from "./report";

const WRITERS = 64;
const EACH = 60;

/**
 * Lines of the audit log by many writers at once, while another has a line of its own in a transaction that stays open all the
 * time; beside bare inserts of a row with as much in it. Linking them afterwards is counted in.
 */
export async function audit(ctx: Context): Promise<void> {
  await ctx.db
    .$executeRaw`CREATE TABLE IF NOT EXISTS "BenchLine" ("id" uuid PRIMARY KEY, "at" timestamptz, "what" text, "details" jsonb)`;
  const details = { from: "a bench", to: "a bench", n: 1, words: "as long as most are" };
  try {
    const bare = () =>
      ctx.db
        .$executeRaw`INSERT INTO "BenchLine" VALUES (${randomUUID()}::uuid, now(), 'app.credentials_tested', ${JSON.stringify(details)}::jsonb)`;
    const line = () => recordAlone(ctx, { action: "app.credentials_tested", details });
    await perSecond(bare);
    const baseline = await perSecond(bare);
    const value = await besideSlowWriter(ctx, () => perSecond(line, () => sealAllLines(ctx)));
    report({ name: "audit_lines_64_writers", value, unit: "lines/s", baseline });
    report({
      name: "audit_lines_64_writers_unlinked",
      value: await besideSlowWriter(ctx, () => perSecond(line)),
      unit: "lines/s",
      baseline,
    });
  } finally {
    await ctx.db.$executeRaw`DROP TABLE "BenchLine"`;
  }
}

async function perSecond(
  write: () => Promise<unknown>,
  afterwards: () => Promise<unknown> = () => Promise.resolve(),
): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      for (let n = 0; n < EACH; n += 1) await write();
    }),
  );
  await afterwards();
  return (WRITERS * EACH) / ((performance.now() - startedAt) / 1000);
}

async function besideSlowWriter<Result>(
  ctx: Context,
  work: () => Promise<Result>,
): Promise<Result> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((done) => {
    end = done;
  });
  const slow = ctx.db.$transaction(
    async (tx) => {
      await recordEvent(tx, ctx, { action: "app.credentials_tested" });
      await ended;
    },
    { timeout: 120_000 },
  );
  try {
    return await work();
  } finally {
    end();
    await slow;
  }
}
