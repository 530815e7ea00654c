import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { openCredentials } from "@/lib/hubspot-apps/secret/credentials";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import { claimPortal } from "@/lib/portals/claim-portal";
import { releaseLease } from "@/lib/portals/lease";
import { loadPortal, type PortalWithGrant } from "@/lib/portals/load-portal";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { accessTokenPlace, refreshTokenPlace } from "@/lib/portals/token-places";
import { storeRemoved } from "./uninstall-outcome";

const MIN_TTL_MS = 30_000;

/** The grant is dead because HubSpot's answer to a refresh was lost, not because the customer removed the app. */
export class AnswerLost extends Error {}

/**
 * The first step of an uninstall: asks HubSpot to remove the app from the account and stores that it did. Does nothing
 * when that is done already. HubSpot wants a live access token of the account for this; a grant that it refuses for good
 * means that nothing is left to remove with, usually because the customer was faster.
 * @throws HubSpotError, AnswerLost, AppError app_credentials_refused, hubspot_unavailable, conflict
 */
export async function removeApp(ctx: Context, portalId: string): Promise<void> {
  for (const insistOnFresh of [false, true]) {
    const token = await liveToken(ctx, portalId, insistOnFresh);
    const { lease, seen } = await claimPortal(ctx, portalId, () => undefined);
    if (seen.uninstalledAt) return releaseLease(ctx, lease);
    if (!token) return storeRemoved(ctx, lease, { how: "refresh" });
    try {
      const correlationId = await callUninstall(ctx, seen, token);
      return await storeRemoved(ctx, lease, { how: "us", correlationId });
    } catch (error) {
      await releaseLease(ctx, lease);
      // A refused token says little about the app; whether a fresh one can be had says more.
      if (insistOnFresh || !refusesToken(error)) throw error;
    }
  }
}

async function callUninstall(
  ctx: Context,
  portal: PortalWithGrant,
  token: Secret,
): Promise<string | undefined> {
  try {
    return (await ctx.hubspot.uninstall(openCredentials(ctx, portal.app), token)).correlationId;
  } catch (error) {
    // There is no such install any more, so what was asked for is so; or no such address, and then nothing has happened.
    const isMissing = error instanceof HubSpotError && error.httpStatus === 404;
    // A refresh token may be dead because the one after it was lost on its way, with the app still there.
    const isProof = portal.lastErrorKind !== "answer_lost";
    if (isMissing && isProof && !(await isGrantActive(ctx, portal))) return error.correlationId;
    throw error;
  }
}

/** An uninstall ends the grant, so an active one says that the app is still there. @throws HubSpotError */
async function isGrantActive(
  ctx: Context,
  { app, currentGrant: grant }: PortalWithGrant,
): Promise<boolean> {
  if (!grant?.refreshTokenSealed) return false;
  const token = ctx.vault.open(refreshTokenPlace(grant.id), grant.refreshTokenSealed);
  const { active } = await withCredentials(ctx, app, (credentials) =>
    ctx.hubspot.introspect(credentials, token, "refresh_token"),
  );
  return active;
}

function refusesToken(error: unknown): boolean {
  return error instanceof HubSpotError && error.kind === "access_token";
}

/**
 * A stored access token that still lives, even when the refresh token beside it is dead, else a renewed one. Nothing
 * when HubSpot refuses the grant.
 */
async function liveToken(
  ctx: Context,
  portalId: string,
  insistOnFresh: boolean,
): Promise<Secret | undefined> {
  const stored = await loadPortal(ctx, portalId);
  if (stored.uninstalledAt) return undefined;
  const ready = insistOnFresh ? undefined : readToken(ctx, stored, MIN_TTL_MS);
  if (ready) return ready;
  const before = stored.currentGrant?.refreshedAt?.getTime();
  const { portal } = await refreshPortal(ctx, { portalId, trigger: "need", purpose: "uninstall" });
  const isRenewed = portal.currentGrant?.refreshedAt?.getTime() !== before;
  const fresh = isRenewed || !insistOnFresh ? readToken(ctx, portal, 0) : undefined;
  if (fresh) return fresh;
  if (portal.status === "needs_reconnect") {
    // What HubSpot refuses is a token that it replaced; the app is still there, and nobody has what removes it.
    if (portal.lastErrorKind === "answer_lost") throw new AnswerLost();
    return undefined;
  }
  throw new AppError(
    portal.status === "app_error" ? "app_credentials_refused" : "hubspot_unavailable",
  );
}

function readToken(ctx: Context, portal: PortalWithGrant, minTtlMs: number): Secret | undefined {
  const grant = portal.currentGrant;
  if (!grant?.accessTokenSealed || !grant.accessTokenExpiresAt) return undefined;
  const ttlMs = grant.accessTokenExpiresAt.getTime() - ctx.now().getTime();
  return ttlMs > minTtlMs
    ? ctx.vault.open(accessTokenPlace(grant.id), grant.accessTokenSealed)
    : undefined;
}
