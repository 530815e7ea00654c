import "server-only";
import { z } from "zod";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { MOST_DAYS, RETENTION, RETENTION_KINDS, type RetentionKind } from "./rules";

const FACT = "retention_days";

export type RetentionDays = Record<RetentionKind, number>;

const fields: Record<string, z.ZodType<number>> = Object.fromEntries(
  RETENTION_KINDS.map((kind) => {
    const { least } = RETENTION[kind];
    const days = z.coerce
      .number("Enter a number of days.")
      .int("Enter whole days.")
      .max(MOST_DAYS, `Enter at most ${MOST_DAYS} days.`)
      .refine(
        (value) => value === 0 || value >= Math.max(1, least),
        `Enter at least ${Math.max(1, least)} days, or 0 to keep it.`,
      );
    return [kind, days];
  }),
);

export const retentionInput = z.strictObject(fields);

/** How many days each kind is kept; 0 is for good. */
export async function getRetention({ db }: Pick<Context, "db">): Promise<RetentionDays> {
  const fact = await db.systemFact.findUnique({ where: { name: FACT } });
  const chosen = fact ? (JSON.parse(fact.value) as Partial<RetentionDays>) : {};
  return Object.fromEntries(
    RETENTION_KINDS.map((kind) => [kind, chosen[kind] ?? RETENTION[kind].standard]),
  ) as RetentionDays;
}

/** Holds from the next night on. */
export async function setRetention(ctx: Context, days: RetentionDays): Promise<void> {
  const before = await getRetention(ctx);
  const value = JSON.stringify(days);
  await ctx.db.$transaction(async (tx) => {
    await tx.systemFact.upsert({
      where: { name: FACT },
      create: { name: FACT, value },
      update: { value },
    });
    await recordEvent(tx, ctx, {
      action: "retention.changed",
      changes: changesBetween({ ...before }, { ...days }),
    });
  });
}
