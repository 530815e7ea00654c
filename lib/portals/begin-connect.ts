import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { pkceChallenge, randomToken, sha256 } from "@/lib/crypto/token";
import { AppError } from "@/lib/errors";
import { authorizeUrl } from "@/lib/hubspot/authorize-url";
import { codeVerifierPlace } from "./token-places";

export const ATTEMPT_TTL_MS = 10 * 60_000;

export const beginConnectInput = z.strictObject({
  appId: z.uuid({ error: "Choose an app." }),
  /** Chosen from the app's conditionally required and optional scopes; others are refused. */
  extraScopes: z.array(z.string().max(200)).max(300).default([]),
  /** Reconnect: the portal whose consent is expected. */
  portalId: z.uuid().optional(),
});
export type BeginConnectInput = z.infer<typeof beginConnectInput>;

/**
 * Starts one trip to HubSpot's consent page. The attempt keeps only hashes of `state` and of the browser binding; the
 * PKCE verifier is sealed (RFC 9700 section 2.1, RFC 7636).
 * @param browserToken random value in a cookie of this browser
 * @throws AppError not_found, invalid_input
 */
export async function beginConnect(
  ctx: Context,
  input: BeginConnectInput,
  browserToken: string,
): Promise<{ attemptId: string; url: string }> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: input.appId } });
  if (!app || !ctx.actor.id) throw new AppError("not_found");
  const expected = input.portalId
    ? await ctx.db.portal.findFirst({ where: { id: input.portalId, appId: app.id } })
    : null;
  if (input.portalId && !expected) throw new AppError("not_found");

  const chosen = new Set(input.extraScopes);
  const scopes = [
    ...app.requiredScopes,
    ...app.conditionalScopes.filter((name) => chosen.has(name)),
  ];
  const optionalScopes = app.optionalScopes.filter((name) => chosen.has(name));

  const attemptId = randomUUID();
  const state = randomToken();
  const verifier = randomToken();
  const personId = ctx.actor.id;
  await ctx.db.$transaction(async (tx) => {
    await tx.connectAttempt.create({
      data: {
        id: attemptId,
        stateHash: sha256(state),
        browserHash: sha256(browserToken),
        appId: app.id,
        personId,
        redirectUri: app.redirectUri,
        requestedScopes: scopes,
        requestedOptionalScopes: optionalScopes,
        codeVerifierSealed: ctx.vault.seal(codeVerifierPlace(attemptId), new Secret(verifier)),
        expectedPortalId: expected?.id,
        createdAt: ctx.now(),
        expiresAt: new Date(ctx.now().getTime() + ATTEMPT_TTL_MS),
      },
    });
    await recordEvent(tx, ctx, {
      action: "portal.connect_started",
      target: { kind: "attempt", id: attemptId, label: app.name },
      appId: app.id,
      portalId: expected?.id,
      details: { scopes, optionalScopes },
    });
  });
  const url = authorizeUrl({
    appUrl: ctx.env.hubspotAppUrl,
    clientId: app.clientId,
    redirectUri: app.redirectUri,
    scopes,
    optionalScopes,
    state,
    codeChallenge: pkceChallenge(verifier),
    hubId: expected?.hubId.toString(),
  });
  return { attemptId, url };
}
