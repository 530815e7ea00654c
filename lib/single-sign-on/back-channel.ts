import "server-only";
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from "jose";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { identityOf } from "./claims";
import { findProvider } from "./provider";

const LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
const ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "EdDSA",
];
/** How old a logout token may be, in seconds. */
const MOST_AGE = 5 * 60;

/**
 * Ends the sessions that an identity provider says are over (OpenID Connect Back-Channel Logout 1.0 sections 2.4 to 2.6). It is
 * no harm when the same token comes twice: what has ended stays ended.
 * @returns how many sessions ended
 * @throws AppError invalid_input for a token that is none; not_found without a provider; provider_unavailable
 */
export async function endByProvider(ctx: Context, logoutToken: string): Promise<number> {
  const provider = await findProvider(ctx.env);
  if (!provider) throw new AppError("not_found");
  const keys = createRemoteJWKSet(new URL(provider.jwks_uri));
  const { payload } = await jwtVerify(logoutToken, keys, {
    issuer: provider.issuer,
    audience: provider.settings.clientId,
    algorithms: ALGORITHMS,
    maxTokenAge: MOST_AGE,
    clockTolerance: 10,
    currentDate: ctx.now(),
  }).catch((cause: unknown) => {
    throw new AppError("invalid_input", { cause });
  });
  return endAll(ctx, wanted(payload));
}

/** Whose sessions, and which. @throws AppError invalid_input for what is no logout token */
function wanted({ iss = "", sub, sid, events, nonce }: JWTPayload): {
  identity?: string;
  sid?: string;
} {
  const isLogout = typeof events === "object" && events !== null && Object.hasOwn(events, LOGOUT);
  const session = typeof sid === "string" ? sid : undefined;
  // With a nonce it would be an ID token that somebody uses for something else.
  if (!isLogout || nonce !== undefined || (sub === undefined && session === undefined))
    throw new AppError("invalid_input");
  return { identity: sub === undefined ? undefined : identityOf({ iss, sub }), sid: session };
}

async function endAll(
  ctx: Context,
  { identity, sid }: { identity?: string; sid?: string },
): Promise<number> {
  return ctx.db.$transaction(async (tx) => {
    const sessions = await tx.session.findMany({
      where: {
        endedAt: null,
        providerCheckedAt: { not: null },
        ...(sid !== undefined && { providerSid: sid }),
        ...(identity !== undefined && { person: { identity } }),
      },
      include: { person: { select: { email: true } } },
    });
    for (const { id, personId, person } of sessions) {
      await tx.session.updateMany({
        where: { id, endedAt: null },
        data: { endedAt: ctx.now(), endReason: "provider_ended", providerTokenSealed: null },
      });
      await recordEvent(tx, ctx, {
        action: "session.ended_by_provider",
        target: { kind: "person", id: personId, label: person.email },
      });
    }
    return sessions.length;
  });
}
