import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import { openCredentials } from "@/lib/hubspot-apps/credentials";
import { claimLease, releaseLease, type Lease } from "./lease";
import { loadPortal, type PortalWithGrant } from "./refresh";
import { storeRefreshed, storeRefreshFailure } from "./refresh-outcome";
import { refreshTokenPlace } from "./token-places";

const TRIES = 3;

/**
 * Proves a client secret that is not stored yet with a real refresh of one live portal, under that portal's lease.
 * The tokens it brings are stored like those of any refresh. HubSpot checks the secret before the grant, so a dead
 * grant proves the secret as well. A refused secret leaves portal and app as they were.
 * @returns "no_grant" when the app has no portal to prove it with; the error when HubSpot did not accept the secret
 */
export async function proveSecret(
  ctx: Context,
  app: HubSpotApp,
  secret: Secret,
): Promise<"accepted" | "no_grant" | HubSpotError> {
  const candidates = await ctx.db.portal.findMany({
    where: {
      appId: app.id,
      status: { in: ["connected", "degraded", "app_error"] },
      currentGrant: { refreshTokenSealed: { not: null } },
      uninstallRequestedAt: null,
      OR: [{ revokeRequestedAt: null }, { revokedAt: { not: null } }],
    },
    select: { id: true, leaseVersion: true },
    orderBy: [{ statusRank: "desc" }, { lastRefreshAt: { sort: "asc", nulls: "first" } }],
    take: TRIES,
  });
  for (const { id, leaseVersion } of candidates) {
    const lease = await claimLease(ctx, id, leaseVersion);
    // Somebody refreshes it right now, with the secret of before.
    if (!lease) continue;
    return refreshUnder(ctx, lease, secret);
  }
  return "no_grant";
}

async function refreshUnder(
  ctx: Context,
  lease: Lease,
  secret: Secret,
): Promise<"accepted" | "no_grant" | HubSpotError> {
  let portal: PortalWithGrant | undefined;
  try {
    portal = await loadPortal(ctx, lease.portalId);
    const grant = portal.currentGrant;
    if (!grant?.refreshTokenSealed) {
      await releaseLease(ctx, lease);
      return "no_grant";
    }
    const startedAt = ctx.now();
    const tokens = await ctx.hubspot.refresh(
      { ...openCredentials(ctx, portal.app), clientSecret: secret },
      ctx.vault.open(refreshTokenPlace(grant.id), grant.refreshTokenSealed),
    );
    if (tokens.hubId && tokens.hubId !== portal.hubId.toString()) {
      throw new HubSpotError({ kind: "malformed", status: "OTHER_HUB" });
    }
    await storeRefreshed(ctx, {
      // A pause of the app ends when the new secret is stored, not before.
      portal: { ...portal, app: { ...portal.app, credentialsRefusedAt: null } },
      grant,
      lease,
      tokens,
      startedAt,
      trigger: "need",
    });
    return "accepted";
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.kind === "app_credentials" || !portal) {
      await releaseLease(ctx, lease);
      if (error instanceof HubSpotError) return error;
      throw error;
    }
    await storeRefreshFailure(ctx, { portal, lease, failure: error, trigger: "need" });
    return error.kind === "dead_grant" ? "accepted" : error;
  }
}
