import "server-only";
import { randomUUID } from "node:crypto";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { pkceChallenge, randomToken, sha256 } from "@/lib/crypto/token";
import type { GrantSource, HubSpotApp } from "@/lib/db/generated/client";
import { reachApp, reachPortal } from "@/lib/reach/reach";
import { codeVerifierPlace } from "@/lib/portals/token-places";

export const ATTEMPT_TTL_MS = 10 * 60_000;

export interface AttemptInput {
  app: HubSpotApp;
  source: GrantSource;
  scopes: string[];
  optionalScopes: string[];
  expectedPortalId?: string;
  /** HubSpot's own page to go back to after a Marketplace install; checked by the caller. */
  returnUrl?: string;
  /** False when HubSpot itself built the consent page's address, so that no challenge of ours stands in it. */
  withPkce?: boolean;
}

/**
 * Opens one trip to HubSpot's consent page. Only hashes of `state` and of the browser binding are kept; the PKCE
 * verifier is sealed (RFC 9700 section 2.1, RFC 7636). It belongs to the acting person, or to nobody.
 * @param browserToken random value in a cookie of this browser
 */
export async function openAttempt(
  given: Context,
  input: AttemptInput,
  browserToken: string,
): Promise<{ attemptId: string; state: string; codeChallenge?: string }> {
  const {
    app,
    source,
    scopes,
    optionalScopes,
    expectedPortalId,
    returnUrl,
    withPkce = true,
  } = input;
  const ofApp = await reachApp(given, app.id);
  const ctx = expectedPortalId ? await reachPortal(ofApp, expectedPortalId) : ofApp;
  const attemptId = randomUUID();
  const state = randomToken();
  const verifier = withPkce ? randomToken() : undefined;
  await ctx.db.$transaction(async (tx) => {
    await tx.connectAttempt.create({
      data: {
        id: attemptId,
        stateHash: sha256(state),
        browserHash: sha256(browserToken),
        appId: app.id,
        personId: ctx.actor.id ?? null,
        source,
        returnUrl,
        redirectUri: app.redirectUri,
        requestedScopes: scopes,
        requestedOptionalScopes: optionalScopes,
        codeVerifierSealed: verifier
          ? ctx.vault.seal(codeVerifierPlace(attemptId), new Secret(verifier))
          : null,
        expectedPortalId,
        createdAt: ctx.now(),
        expiresAt: new Date(ctx.now().getTime() + ATTEMPT_TTL_MS),
      },
    });
    await recordEvent(tx, ctx, {
      action: "portal.connect_started",
      target: { kind: "attempt", id: attemptId, label: app.name },
      appId: app.id,
      portalId: expectedPortalId,
      details: { source, scopes, optionalScopes },
    });
  });
  return { attemptId, state, codeChallenge: verifier && pkceChallenge(verifier) };
}
