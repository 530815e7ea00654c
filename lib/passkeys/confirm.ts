import "server-only";
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { markConfirmed } from "@/lib/people/mark-confirmed";
import { throttled } from "@/lib/people/throttle";
import { CHALLENGE_MS, makeChallenge } from "./challenge";
import { requireRelyingParty } from "./relying-party";
import type { SentAuthentication } from "./response";
import { takePasskey } from "./show-passkey";

/** What the acting person's own passkeys are asked, to show that it is still them. */
export async function confirmChallenge(
  ctx: Context,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { id: rpID } = requireRelyingParty(ctx.env);
  const personId = ctx.actor.id ?? "";
  const own = await ctx.db.passkey.findMany({ where: { personId } });
  return generateAuthenticationOptions({
    rpID,
    challenge: await makeChallenge(ctx, "confirm", personId),
    timeout: CHALLENGE_MS,
    userVerification: "required",
    allowCredentials: own.map(({ credentialId: id }) => ({ id })),
  });
}

/** Confirms the acting person's session for ten minutes. @throws AppError passkey_refused, rate_limited, unauthenticated */
export async function confirmWithPasskey(
  ctx: Context,
  response: SentAuthentication,
): Promise<void> {
  const { id = "", label } = ctx.actor;
  const target = { kind: "person", id, label } as const;
  await throttled(ctx, [{ name: "factor", key: id, target }], "passkey_refused", async () => {
    try {
      await takePasskey(ctx, response, "confirm", id);
    } catch (error) {
      const details = { by: "passkey" };
      await recordAlone(ctx, {
        action: "session.confirm_refused",
        outcome: "denied",
        target,
        details,
      });
      throw error;
    }
  });
  await markConfirmed(ctx, "passkey");
}
