import "server-only";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { AppError } from "@/lib/errors";
import { endOtherSessions } from "@/lib/people/sessions";
import { countFactors } from "./has-factor";
import { factorPlace } from "./factor-place";
import { takeTotp } from "./prove-factor";
import { makeRecoveryCodes } from "./recovery-codes";
import { newTotpSecret, totpUri } from "./totp";
import { say } from "@/lib/say/say";

const MOST = 5;
const UNCONFIRMED_MS = 30 * 60_000;
const NAME = z
  .string()
  .trim()
  .min(1, "Give it a name, for example the phone it is on.")
  .max(60, "Enter at most 60 characters.");

export const beginFactorInput = z.strictObject({ name: NAME });
export const confirmFactorInput = z.strictObject({
  factorId: z.uuid(),
  code: z.string().trim().max(20),
});
export const removeFactorInput = z.strictObject({ factorId: z.uuid() });

export interface FactorView {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** The acting person's second factors, and how many recovery codes are left. */
export async function listOwnFactors(
  ctx: Context,
): Promise<{ factors: FactorView[]; codesLeft: number }> {
  const personId = ctx.actor.id ?? "";
  const [factors, codesLeft] = await Promise.all([
    ctx.db.factor.findMany({
      where: { personId, confirmedAt: { not: null } },
      orderBy: { createdAt: "asc" },
      select: { id: true, name: true, createdAt: true, lastUsedAt: true },
    }),
    ctx.db.recoveryCode.count({ where: { personId, usedAt: null } }),
  ]);
  return { factors, codesLeft };
}

/**
 * Begins setting an authenticator app up; it counts once a code of it was typed.
 * @returns its secret, for the app alone
 * @throws AppError invalid_input
 */
export async function beginFactor(
  ctx: Context,
  { name }: z.output<typeof beginFactorInput>,
): Promise<{ factorId: string; secret: string; uri: string }> {
  const personId = ctx.actor.id ?? "";
  const secret = newTotpSecret();
  const factorId = await ctx.db.$transaction(async (tx) => {
    await tx.factor.deleteMany({
      where: {
        personId,
        confirmedAt: null,
        createdAt: { lt: new Date(ctx.now().getTime() - UNCONFIRMED_MS) },
      },
    });
    const have = await tx.factor.count({ where: { personId } });
    if (have >= MOST)
      throw new AppError("invalid_input", {
        details: {
          fields: { name: say("Have at most {most:number}. Remove one first.", { most: MOST }) },
        },
      });
    const factor = await tx.factor.create({
      data: { personId, name, secretSealed: "", createdAt: ctx.now() },
    });
    const secretSealed = ctx.vault.seal(factorPlace(factor.id), new Secret(secret));
    await tx.factor.update({ where: { id: factor.id }, data: { secretSealed } });
    return factor.id;
  });
  const { host } = new URL(ctx.env.origin);
  return { factorId, secret, uri: totpUri(secret, { email: ctx.actor.label, host }) };
}

/**
 * Ends setting it up. The other sessions of the person end: they were opened without it.
 * @returns recovery codes with the first factor, else null
 * @throws AppError not_found, factor_wrong
 */
export async function confirmFactor(
  ctx: Context,
  { factorId, code }: z.output<typeof confirmFactorInput>,
): Promise<string[] | null> {
  const personId = ctx.actor.id ?? "";
  return ctx.db.$transaction(async (tx) => {
    const factor = await tx.factor.findFirst({ where: { id: factorId, personId } });
    if (!factor || factor.confirmedAt) throw new AppError("not_found");
    if (!(await takeTotp(tx, ctx, { id: factorId }, code.replace(/\s/g, ""))))
      throw new AppError("factor_wrong", {
        details: {
          fields: { code: "This code is not right. Is the clock of the phone right?" },
        },
      });
    const isFirst = (await countFactors(tx, personId)) === 0;
    await tx.factor.update({ where: { id: factorId }, data: { confirmedAt: ctx.now() } });
    const codes = isFirst ? await makeRecoveryCodes(tx, personId) : null;
    const sessionsEnded = await endOtherSessions(tx, ctx, "factor_added");
    await recordEvent(tx, ctx, {
      action: "factor.added",
      target: self(ctx),
      details: { name: factor.name, sessionsEnded },
    });
    return codes;
  });
}

/** Removes one; with the last the recovery codes go too. @throws AppError not_found */
export async function removeFactor(
  ctx: Context,
  { factorId }: z.output<typeof removeFactorInput>,
): Promise<void> {
  const personId = ctx.actor.id ?? "";
  await ctx.db.$transaction(async (tx) => {
    const factor = await tx.factor.findFirst({ where: { id: factorId, personId } });
    if (!factor) throw new AppError("not_found");
    await tx.factor.delete({ where: { id: factorId } });
    const left = await countFactors(tx, personId);
    if (left === 0) await tx.recoveryCode.deleteMany({ where: { personId } });
    await recordEvent(tx, ctx, {
      action: "factor.removed",
      target: self(ctx),
      details: { name: factor.name, left },
    });
  });
}

/** New recovery codes; the old ones stop working. @throws AppError conflict without a factor */
export async function renewRecoveryCodes(ctx: Context): Promise<string[]> {
  const personId = ctx.actor.id ?? "";
  return ctx.db.$transaction(async (tx) => {
    if ((await countFactors(tx, personId)) === 0) throw new AppError("conflict");
    const codes = await makeRecoveryCodes(tx, personId);
    await recordEvent(tx, ctx, { action: "factor.codes_made", target: self(ctx) });
    return codes;
  });
}

function self({ actor }: Context) {
  return { kind: "person", id: actor.id, label: actor.label } as const;
}
