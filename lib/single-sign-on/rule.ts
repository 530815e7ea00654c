import "server-only";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import type { Role } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { assertAllKnowRights } from "@/lib/servers/know-rights";

const FACT = "sign_in_rule";

/** Who comes in through the identity provider, and as what. */
export interface SignInRule {
  /** "invited": people of the team alone; "anyone": whoever the provider lets through becomes one. */
  newcomers: "invited" | "anyone";
  /** Takes an address for theirs although the provider does not say that it was checked. */
  trustEmail: boolean;
  /** The claim whose values give the role; "" when roles are given here. */
  roleClaim: string;
  /** Which values of the claim give which role. */
  roleValues: Record<Role, string>;
  /** The same for roles of the team's own, by their id, in the order of their names. */
  ownRoleValues: Record<string, string>;
  /** Whether passwords and passkeys sign in too. */
  isLocalOn: boolean;
  /** The one owner who always may, when they do not. */
  breakGlassId: string | null;
}

const STANDARD: SignInRule = {
  newcomers: "invited",
  trustEmail: false,
  roleClaim: "",
  roleValues: { owner: "", admin: "", support: "" },
  ownRoleValues: {},
  isLocalOn: true,
  breakGlassId: null,
};

const value = z.string().trim().max(200, "Enter at most 200 characters.");
const tick = z
  .literal("on")
  .optional()
  .transform((on) => on === "on");

export const signInRuleInput = z.strictObject({
  newcomers: z.enum(["invited", "anyone"]),
  trustEmail: tick,
  roleClaim: value,
  ownerValue: value,
  adminValue: value,
  supportValue: value,
  /** One of each for every role of the team's own. */
  ownRoleId: z.array(z.uuid()).max(100).default([]),
  ownRoleValue: z.array(value).max(100).default([]),
  passwordsOff: tick,
  breakGlassId: z
    .union([z.uuid(), z.literal("")])
    .default("")
    .transform((id) => id || null),
});

export async function getSignInRule({
  db,
}: {
  db: Pick<DbTransaction, "systemFact">;
}): Promise<SignInRule> {
  const fact = await db.systemFact.findUnique({ where: { name: FACT } });
  return fact ? { ...STANDARD, ...(JSON.parse(fact.value) as Partial<SignInRule>) } : STANDARD;
}

/**
 * Holds from the next sign-in on.
 * @throws AppError invalid_input when passwords are switched off without an owner who keeps theirs
 */
export async function setSignInRule(
  ctx: Context,
  given: z.output<typeof signInRuleInput>,
): Promise<void> {
  const before = await getSignInRule(ctx);
  const rule = { ...ruleOf(given), ownRoleValues: await ownValues(ctx, given) };
  const named = [...Object.values(rule.roleValues), ...Object.values(rule.ownRoleValues)];
  if (rule.roleClaim && named.every((one) => !one))
    throw refused("supportValue", "Name a value for one role at least, or leave the claim empty.");
  await ctx.db.$transaction(async (tx) => {
    if (!rule.isLocalOn) await assertBreakGlass(tx, ctx, rule.breakGlassId);
    if (Object.keys(rule.ownRoleValues).length > 0) await assertAllKnowRights(tx);
    const stored = JSON.stringify(rule);
    await tx.systemFact.upsert({
      where: { name: FACT },
      create: { name: FACT, value: stored },
      update: { value: stored },
    });
    await recordEvent(tx, ctx, {
      action: "single_sign_on.rule_changed",
      changes: Object.fromEntries(
        Object.entries(flat(rule))
          .map(([name, now]): [string, [unknown, unknown]] => [
            name,
            [flat(before)[name] ?? null, now],
          ])
          .filter(([, [was, now]]) => was !== now),
      ),
    });
  });
}

/** Those that have a value and are there still, by name. */
async function ownValues(
  { db }: Pick<Context, "db">,
  { ownRoleId, ownRoleValue }: z.output<typeof signInRuleInput>,
): Promise<SignInRule["ownRoleValues"]> {
  const values = new Map(ownRoleId.map((id, at) => [id, ownRoleValue[at] ?? ""]));
  const roles = await db.customRole.findMany({
    where: { id: { in: [...values.keys()] } },
    select: { id: true },
    orderBy: { name: "asc" },
  });
  return Object.fromEntries(
    roles.map(({ id }) => [id, values.get(id) ?? ""]).filter(([, one]) => one),
  ) as SignInRule["ownRoleValues"];
}

function ruleOf(given: z.output<typeof signInRuleInput>): Omit<SignInRule, "ownRoleValues"> {
  const { newcomers, trustEmail, roleClaim, passwordsOff, breakGlassId } = given;
  return {
    newcomers,
    trustEmail,
    roleClaim,
    roleValues: { owner: given.ownerValue, admin: given.adminValue, support: given.supportValue },
    isLocalOn: !passwordsOff,
    breakGlassId: passwordsOff ? breakGlassId : null,
  };
}

async function assertBreakGlass(tx: DbTransaction, ctx: Context, id: string | null): Promise<void> {
  if (!ctx.env.oidc)
    throw refused("passwordsOff", "Without an identity provider nobody could sign in.");
  const owner =
    id && (await tx.person.findFirst({ where: { id, role: "owner", disabledAt: null } }));
  if (!owner || !owner.passwordHash)
    throw refused(
      "breakGlassId",
      "Choose an owner who has a password: they come in when the provider does not answer.",
    );
}

function flat({
  roleValues,
  ownRoleValues,
  ...rest
}: SignInRule): Record<string, string | boolean | null> {
  const { owner, admin, support } = roleValues;
  const own = Object.entries(ownRoleValues).map(([id, one]) => [`role ${id}`, one]);
  return {
    ...rest,
    ownerValue: owner,
    adminValue: admin,
    supportValue: support,
    ...(Object.fromEntries(own) as Record<string, string>),
  };
}

function refused(field: string, words: string): AppError {
  return new AppError("invalid_input", { details: { fields: { [field]: words } } });
}
