import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import type { HubSpotApp, Portal } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { authorizeUrl } from "@/lib/hubspot/authorize-url";
import { openAttempt } from "./open-attempt";
import { ownCallback } from "./own-callback";

export const beginConnectInput = z.strictObject({
  appId: z.uuid({ error: "Choose an app." }),
  /** Chosen from the app's conditionally required and optional scopes; others are refused. */
  extraScopes: z.array(z.string().max(200)).max(300).default([]),
  /** Reconnect: the portal whose consent is expected. */
  portalId: z.uuid().optional(),
  /** A portal known beforehand: HubSpot's page then opens for that account. */
  hubId: z
    .string()
    .trim()
    .regex(/^(\d{1,18})?$/, "A Hub ID is a number, for example 62515.")
    .transform((value) => value || undefined)
    .optional(),
});
export type BeginConnectInput = z.infer<typeof beginConnectInput>;

/**
 * Starts one trip to HubSpot's consent page for the acting person. Where the app's redirect URI lives elsewhere, the
 * trip is finished by pasting what arrived there (see completePasted).
 * @param browserToken random value in a cookie of this browser
 * @throws AppError not_found
 */
export async function beginConnect(
  ctx: Context,
  input: BeginConnectInput,
  browserToken: string,
): Promise<{ attemptId: string; url: string; source: "console" | "pasted" }> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: input.appId } });
  if (!app || !ctx.actor.id) throw new AppError("not_found");
  const expected = await expectedPortal(ctx, app, input);
  const source = app.redirectUri === ownCallback(ctx) ? "console" : "pasted";
  const { scopes, optionalScopes } = scopesOf(app, input.extraScopes);
  const { attemptId, state, codeChallenge } = await openAttempt(
    ctx,
    { app, source, scopes, optionalScopes, expectedPortalId: expected?.id },
    browserToken,
  );
  const url = authorizeUrl({
    appUrl: ctx.env.hubspotAppUrl,
    clientId: app.clientId,
    redirectUri: app.redirectUri,
    scopes,
    optionalScopes,
    state,
    codeChallenge,
    hubId: expected?.hubId.toString() ?? input.hubId,
  });
  return { attemptId, url, source };
}

/** The portal that must come back: the one to reconnect, or the one that holds the given Hub ID already. */
async function expectedPortal(
  ctx: Context,
  app: HubSpotApp,
  { portalId, hubId }: BeginConnectInput,
): Promise<Portal | null> {
  if (portalId) {
    const portal = await ctx.db.portal.findFirst({ where: { id: portalId, appId: app.id } });
    if (!portal) throw new AppError("not_found");
    return portal;
  }
  if (!hubId) return null;
  return ctx.db.portal.findFirst({ where: { appId: app.id, hubId: BigInt(hubId) } });
}

function scopesOf(app: HubSpotApp, extraScopes: string[]) {
  const chosen = new Set(extraScopes);
  const isChosen = (name: string) => chosen.has(name);
  return {
    scopes: [...app.requiredScopes, ...app.conditionalScopes.filter(isChosen)],
    optionalScopes: app.optionalScopes.filter(isChosen),
  };
}
