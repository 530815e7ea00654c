import "server-only";
import type { Context } from "@/lib/context";
import { equalInConstantTime, sha256 } from "@/lib/crypto/token";
import { isUniqueViolation } from "@/lib/db/errors";
import type { HubSpotApp, Prisma } from "@/lib/db/generated/client";
import { marketplaceReturnUrl } from "@/lib/hubspot/return-url";
import { throttle } from "@/lib/people/throttle";
import type { AttemptWithApp } from "./fail-attempt";
import { ATTEMPT_TTL_MS, openAttempt } from "./open-attempt";
import { ownCallback } from "./own-callback";
import { redeemAttempt } from "./redeem-attempt";
import { asStranger } from "./stranger";

/** What an install begun in HubSpot's Marketplace brings to the redirect URI (facts, section 2.7). */
export interface MarketplaceArrival {
  step?: string;
  code?: string;
  returnUrl?: string;
}

/**
 * Partner sign-in, first hit: remembers the browser and sends it back to HubSpot with a state of ours.
 * @returns the address to go to; null when no app takes Marketplace installs or the address is not HubSpot's
 */
export async function beginMarketplace(
  visitor: Context,
  arrival: MarketplaceArrival,
  browserToken: string,
): Promise<string | null> {
  const ready = await readyFor(visitor, arrival);
  if (!ready) return null;
  const { ctx, app, returnUrl } = ready;
  const input = { ...askedOf(app), app, returnUrl: returnUrl.toString(), withPkce: false };
  const { state } = await openAttempt(ctx, { ...input, source: "marketplace" }, browserToken);
  returnUrl.searchParams.set("state", state);
  return returnUrl.toString();
}

/**
 * A code without a state of ours. That somebody was lured here cannot be excluded, so the install belongs to no person,
 * is opt-in per app, and gives nothing to the browser that brought it. The code stands in for the state, so that a
 * reload in the same browser shows the stored outcome, or redeems a code that could not be redeemed the first time.
 * @returns null when no app takes Marketplace installs or the address is not HubSpot's
 */
export async function completeMarketplace(
  visitor: Context,
  arrival: MarketplaceArrival,
  browserToken: string,
): Promise<{ attemptId: string } | null> {
  if (!arrival.code) return null;
  const ready = await readyFor(visitor, arrival);
  if (!ready) return null;
  const { ctx, app, returnUrl } = ready;
  const attempt = await openOrFind(ctx, {
    ...askedColumns(app),
    stateHash: sha256(`marketplace code ${arrival.code}`),
    browserHash: sha256(browserToken),
    appId: app.id,
    source: "marketplace",
    returnUrl: returnUrl.toString(),
    redirectUri: app.redirectUri,
    createdAt: ctx.now(),
    expiresAt: new Date(ctx.now().getTime() + ATTEMPT_TTL_MS),
  });
  const isSameBrowser = equalInConstantTime(sha256(browserToken), attempt.browserHash);
  if (isSameBrowser) await redeemAttempt(ctx, attempt, { code: arrival.code });
  return { attemptId: attempt.id };
}

async function openOrFind(
  ctx: Context,
  data: Prisma.ConnectAttemptUncheckedCreateInput,
): Promise<AttemptWithApp> {
  const include = { app: true } as const;
  try {
    return await ctx.db.connectAttempt.create({ data, include });
  } catch (error) {
    if (!isUniqueViolation(error, "stateHash")) throw error;
    const where = { stateHash: data.stateHash };
    return ctx.db.connectAttempt.findUniqueOrThrow({ where, include });
  }
}

/** The one app that takes Marketplace installs at this redirect URI. Two would be ambiguous, so then there is none. */
async function readyFor(visitor: Context, arrival: MarketplaceArrival) {
  const returnUrl = marketplaceReturnUrl(arrival.returnUrl, visitor.env.hubspotAppUrl);
  if (!returnUrl) return null;
  const apps = await visitor.db.hubSpotApp.findMany({
    where: { marketplaceEnabled: true, redirectUri: ownCallback(visitor) },
    take: 2,
  });
  const [app] = apps;
  if (!app || apps.length > 1) return null;
  const ctx = asStranger(visitor, "marketplace");
  await throttle(ctx, "install", `${ctx.actor.ip ?? "unknown"} ${app.slug}`);
  return { ctx, app, returnUrl };
}

function askedOf(app: HubSpotApp) {
  return { scopes: app.requiredScopes, optionalScopes: app.optionalScopes };
}

function askedColumns(app: HubSpotApp) {
  return { requestedScopes: app.requiredScopes, requestedOptionalScopes: app.optionalScopes };
}
