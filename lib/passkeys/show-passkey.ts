import "server-only";
import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { Context } from "@/lib/context";
import type { Passkey } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { takeChallenge, type Purpose } from "./challenge";
import { requireRelyingParty } from "./relying-party";
import type { SentAuthentication } from "./response";

/**
 * Takes what a passkey has signed, once (WebAuthn section 7.2): its challenge, origin, relying party and signature, and that the
 * person was verified by it. A counter that goes back means a copy, and is refused.
 * @param personId whose it must be; left out when that is what it says
 * @throws AppError passkey_refused
 */
export async function takePasskey(
  ctx: Pick<Context, "db" | "env" | "now">,
  response: SentAuthentication,
  purpose: Purpose,
  personId?: string,
): Promise<Passkey> {
  const party = requireRelyingParty(ctx.env);
  const passkey = await ctx.db.passkey.findUnique({ where: { credentialId: response.id } });
  if (!passkey || (personId !== undefined && passkey.personId !== personId))
    throw new AppError("passkey_refused");
  const { newCounter } = await verify({
    response,
    expectedChallenge: (challenge) => takeChallenge(ctx, challenge, purpose, personId),
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: Number(passkey.counter),
    },
  });
  // Whoever shows the same key at the same moment comes second, with a counter that is old by then.
  const { count } = await ctx.db.passkey.updateMany({
    where: { id: passkey.id, counter: newCounter > 0 ? { lt: newCounter } : passkey.counter },
    data: { counter: newCounter, lastUsedAt: ctx.now() },
  });
  if (count === 0) throw new AppError("passkey_refused");
  return passkey;
}

type Verification = Parameters<typeof verifyAuthenticationResponse>[0];

async function verify(input: Verification): Promise<{ newCounter: number }> {
  const found = await verifyAuthenticationResponse(input).catch((cause: unknown) => {
    throw new AppError("passkey_refused", { cause });
  });
  if (!found.verified) throw new AppError("passkey_refused");
  return found.authenticationInfo;
}
