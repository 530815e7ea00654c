import "server-only";
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { lockPeople } from "@/lib/people/lock-people";
import { actorOf, openSession, type Entered } from "@/lib/people/open-session";
import { throttled } from "@/lib/people/throttle";
import { CHALLENGE_MS, makeChallenge } from "./challenge";
import { requireRelyingParty } from "./relying-party";
import type { SentAuthentication } from "./response";
import { takePasskey } from "./show-passkey";

/** What a browser asks its passkeys, before anybody has said who they are: nobody learns who has one. */
export async function signInChallenge(
  ctx: Context,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { id: rpID } = requireRelyingParty(ctx.env);
  const challenge = await makeChallenge(ctx, "sign_in");
  return generateAuthenticationOptions({
    rpID,
    challenge,
    timeout: CHALLENGE_MS,
    userVerification: "required",
  });
}

/**
 * Signs in by a passkey alone: it is something one has, opened by something one is or knows.
 * @param awaiting a session that has shown a password and waits for the second factor: it ends, and must be of the same person
 * @throws AppError passkey_refused, rate_limited
 */
export async function signInWithPasskey(
  ctx: Context,
  response: SentAuthentication,
  awaiting?: { sessionId: string; personId: string },
): Promise<Entered> {
  const budget = { name: "sign_in_ip", key: ctx.actor.ip ?? "unknown" } as const;
  return throttled(ctx, [budget], "passkey_refused", async () => {
    try {
      const passkey = await takePasskey(ctx, response, "sign_in");
      if (awaiting && awaiting.personId !== passkey.personId) throw new AppError("passkey_refused");
      return await enter(ctx, passkey.personId, awaiting?.sessionId);
    } catch (error) {
      await recordAlone(ctx, {
        action: "session.refused",
        outcome: "denied",
        details: { at: "passkey" },
      });
      throw error;
    }
  });
}

async function enter(ctx: Context, personId: string, waiting?: string): Promise<Entered> {
  return ctx.db.$transaction(async (tx) => {
    const person = (await lockPeople(tx, [personId])).get(personId);
    if (!person || person.disabledAt) throw new AppError("passkey_refused");
    if (waiting)
      await tx.session.updateMany({
        where: { id: waiting, endedAt: null },
        data: { endedAt: ctx.now(), endReason: "factor_shown" },
      });
    return openSession(tx, { ...ctx, actor: actorOf(ctx, person) }, person, { shown: "passkey" });
  });
}
