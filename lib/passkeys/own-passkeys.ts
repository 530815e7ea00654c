import "server-only";
import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type PublicKeyCredentialCreationOptionsJSON,
} from "@simplewebauthn/server";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { countFactors } from "@/lib/factors/has-factor";
import { makeRecoveryCodes } from "@/lib/factors/recovery-codes";
import { lockPeople } from "@/lib/people/lock-people";
import { endOtherSessions } from "@/lib/people/sessions";
import { CHALLENGE_MS, makeChallenge, takeChallenge } from "./challenge";
import { requireRelyingParty } from "./relying-party";
import { registrationResponse, type SentRegistration } from "./response";

const MOST = 10;

const name = z
  .string()
  .trim()
  .min(1, "Give it a name, for example the device it is on.")
  .max(60, "Enter at most 60 characters.");

export const beginPasskeyInput = z.strictObject({ name });
export const addPasskeyInput = z.strictObject({ name, response: registrationResponse });
export const removePasskeyInput = z.strictObject({ passkeyId: z.uuid() });

export interface PasskeyView {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** The acting person's passkeys, oldest first. */
export function listOwnPasskeys({
  db,
  actor,
}: Pick<Context, "db" | "actor">): Promise<PasskeyView[]> {
  return db.passkey.findMany({
    where: { personId: actor.id },
    orderBy: { createdAt: "asc" },
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
  });
}

/** What a browser needs to make a passkey. @throws AppError conflict where there can be none, or with ten */
export async function passkeyChallenge(
  ctx: Context,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const party = requireRelyingParty(ctx.env);
  const { id: personId = "", label } = ctx.actor;
  const own = await ctx.db.passkey.findMany({ where: { personId } });
  if (own.length >= MOST) throw new AppError("conflict");
  return generateRegistrationOptions({
    rpID: party.id,
    rpName: party.name,
    userID: new Uint8Array(Buffer.from(personId.replaceAll("-", ""), "hex")),
    userName: label,
    challenge: await makeChallenge(ctx, "add", personId),
    timeout: CHALLENGE_MS,
    attestationType: "none",
    // It is found without a name, and only its person can use it: so it signs in alone.
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: own.map(({ credentialId: id }) => ({ id })),
  });
}

/**
 * Keeps a passkey that the browser has made (WebAuthn section 7.1). The other sessions of the person end: they were opened
 * without it.
 * @returns recovery codes with the first factor, else null
 * @throws AppError passkey_refused
 */
export async function addPasskey(
  ctx: Context,
  { name, response }: z.output<typeof addPasskeyInput>,
): Promise<string[] | null> {
  const personId = ctx.actor.id ?? "";
  const made = await verify(ctx, personId, response);
  return ctx.db.$transaction(async (tx) => {
    await lockPeople(tx, [personId]);
    const isFirst = (await countFactors(tx, personId)) === 0;
    if (await tx.passkey.findUnique({ where: { credentialId: made.id } }))
      throw new AppError("passkey_refused");
    await tx.passkey.create({
      data: {
        personId,
        name,
        credentialId: made.id,
        publicKey: new Uint8Array(made.publicKey),
        counter: made.counter,
        transports: response.response.transports ?? [],
        createdAt: ctx.now(),
      },
    });
    const codes = isFirst ? await makeRecoveryCodes(tx, personId) : null;
    const sessionsEnded = await endOtherSessions(tx, ctx, "factor_added");
    await note(tx, ctx, "passkey.added", { name, sessionsEnded });
    return codes;
  });
}

async function verify(ctx: Context, personId: string, response: SentRegistration) {
  const party = requireRelyingParty(ctx.env);
  const found = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(ctx, challenge, "add", personId),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw new AppError("passkey_refused", { cause });
  });
  if (!found.verified) throw new AppError("passkey_refused");
  return found.registrationInfo.credential;
}

/** Removes one; with the last factor the recovery codes go too. @throws AppError not_found */
export async function removePasskey(
  ctx: Context,
  { passkeyId }: z.output<typeof removePasskeyInput>,
): Promise<void> {
  const personId = ctx.actor.id ?? "";
  await ctx.db.$transaction(async (tx) => {
    await lockPeople(tx, [personId]);
    const passkey = await tx.passkey.findFirst({ where: { id: passkeyId, personId } });
    if (!passkey) throw new AppError("not_found");
    await tx.passkey.delete({ where: { id: passkeyId } });
    const left = await countFactors(tx, personId);
    if (left === 0) await tx.recoveryCode.deleteMany({ where: { personId } });
    await note(tx, ctx, "passkey.removed", { name: passkey.name, left });
  });
}

function note(
  tx: DbTransaction,
  ctx: Context,
  action: "passkey.added" | "passkey.removed",
  details: Record<string, string | number>,
) {
  const target = { kind: "person", id: ctx.actor.id, label: ctx.actor.label } as const;
  return recordEvent(tx, ctx, { action, target, details });
}
