import "server-only";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import { rankOf, ROLES, type Rights, type Role } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";

const FACT = "factor_rule";
const DAY_MS = 24 * 3_600_000;
const MOST_DAYS = 90;

/** Who must have a second factor. */
export interface FactorRule {
  roles: Role[];
  /** How long those who have none may go on without. */
  graceDays: number;
  /** When each role came into the rule. */
  since: Partial<Record<Role, string>>;
}

export const factorRuleInput = z.strictObject({
  roles: z.array(z.enum(ROLES)).default([]),
  graceDays: z.coerce
    .number("Enter a number of days.")
    .int("Enter whole days.")
    .min(0, "Enter 0 or more.")
    .max(MOST_DAYS, `Enter at most ${MOST_DAYS} days.`),
});

export async function getFactorRule({ db }: Pick<Context, "db">): Promise<FactorRule> {
  const fact = await db.systemFact.findUnique({ where: { name: FACT } });
  return fact ? (JSON.parse(fact.value) as FactorRule) : { roles: [], graceDays: 7, since: {} };
}

/** Holds at once for those whose grace is over; a role that was in the rule before keeps its beginning. */
export async function setFactorRule(
  ctx: Context,
  { roles, graceDays }: z.output<typeof factorRuleInput>,
): Promise<void> {
  const before = await getFactorRule(ctx);
  const now = ctx.now().toISOString();
  const since = Object.fromEntries(roles.map((role) => [role, before.since[role] ?? now]));
  const value = JSON.stringify({ roles, graceDays, since });
  await ctx.db.$transaction(async (tx) => {
    await tx.systemFact.upsert({
      where: { name: FACT },
      create: { name: FACT, value },
      update: { value },
    });
    await recordEvent(tx, ctx, {
      action: "factor.rule_changed",
      changes: {
        roles: [before.roles.join(" "), roles.join(" ")],
        graceDays: [before.graceDays, graceDays],
      },
    });
  });
}

/** Until when a person who has no second factor may go on without; null for good. */
export async function enrolmentDue(
  ctx: Pick<Context, "db">,
  person: { rights: Rights; createdAt: Date },
): Promise<Date | null> {
  const { roles, graceDays, since } = await getFactorRule(ctx);
  const role = rankOf(person.rights);
  if (!roles.includes(role)) return null;
  const begins = Math.max(person.createdAt.getTime(), Date.parse(since[role] ?? ""));
  return new Date(begins + graceDays * DAY_MS);
}
