import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { openCredentials } from "@/lib/hubspot-apps/credentials";
import { claimLease, heldBy, LEASE_ENDED, releaseLease, waitForLease, type Lease } from "./lease";
import { loadPortal, type PortalWithGrant } from "./refresh";
import { targetOf } from "./refresh-outcome";
import { refreshTokenPlace } from "./token-places";

export type RevokeResult =
  | { outcome: "revoked"; accessTokenExpiresAt: Date | null }
  /** HubSpot did not confirm: the portal stays visible as "revocation pending" until a retry succeeds. */
  | { outcome: "pending"; error: HubSpotError | "still_active" };

const CLAIM_TRIES = 3;

/**
 * Revokes the refresh tokens of a portal (RFC 7009): marks the intention, which stops the refresher, calls HubSpot,
 * introspects as proof, then wipes the stored tokens. The app stays installed and issued access tokens live until they
 * expire (fact 7). Safe to repeat: HubSpot answers 200 for a token that is dead already.
 * @throws AppError not_found, portal_not_active, conflict
 */
export async function revokePortal(ctx: Context, portalId: string): Promise<RevokeResult> {
  const { lease, portal } = await claimForRevoke(ctx, portalId);
  try {
    const correlationId = await revokeGrants(ctx, portal);
    return await storeRevoked(ctx, portal, lease, correlationId);
  } catch (error) {
    if (error instanceof HubSpotError) return storePending(ctx, portal, lease, error);
    if (error instanceof StillActive) return storePending(ctx, portal, lease, "still_active");
    await releaseLease(ctx, lease);
    throw error;
  }
}

/** HubSpot said yes to the revoke and then called the token active. */
class StillActive extends Error {}

async function claimForRevoke(
  ctx: Context,
  portalId: string,
): Promise<{ lease: Lease; portal: PortalWithGrant }> {
  for (let attempt = 0; attempt < CLAIM_TRIES; attempt += 1) {
    const seen = await loadPortal(ctx, portalId);
    if (seen.status === "revoked" || seen.status === "uninstalled")
      throw new AppError("portal_not_active");
    const lease = await claimLease(ctx, portalId, seen.leaseVersion);
    if (!lease) {
      await waitForLease(ctx, portalId);
      continue;
    }
    await markRequested(ctx, lease, seen);
    return { lease, portal: await loadPortal(ctx, portalId) };
  }
  throw new AppError("conflict");
}

async function markRequested(ctx: Context, lease: Lease, portal: PortalWithGrant): Promise<void> {
  if (portal.revokeRequestedAt) return;
  await ctx.db.$transaction(async (tx) => {
    await tx.portal.updateMany({
      where: heldBy(lease),
      data: {
        revokeRequestedAt: ctx.now(),
        revokeRequestedById: ctx.actor.id,
        nextRefreshAt: null,
      },
    });
    await recordEvent(tx, ctx, {
      action: "portal.revoke_requested",
      target: targetOf(portal),
      appId: portal.appId,
      portalId: portal.id,
    });
  });
}

/** Every refresh token the portal still holds, superseded grants included: none may outlive the revoke. */
async function revokeGrants(ctx: Context, portal: PortalWithGrant): Promise<string | undefined> {
  const grants = await ctx.db.grant.findMany({
    where: { portalId: portal.id, refreshTokenSealed: { not: null } },
    select: { id: true, refreshTokenSealed: true },
  });
  const app = openCredentials(ctx, portal.app);
  let lastCorrelationId: string | undefined;
  for (const { id, refreshTokenSealed } of grants) {
    if (!refreshTokenSealed) continue;
    const token: Secret = ctx.vault.open(refreshTokenPlace(id), refreshTokenSealed);
    const { correlationId } = await ctx.hubspot.revoke(app, token);
    lastCorrelationId = correlationId ?? lastCorrelationId;
    const proof = await ctx.hubspot.introspect(app, token, "refresh_token");
    if (proof.active) throw new StillActive();
  }
  return lastCorrelationId;
}

async function storeRevoked(
  ctx: Context,
  portal: PortalWithGrant,
  lease: Lease,
  correlationId: string | undefined,
): Promise<RevokeResult> {
  const now = ctx.now();
  const accessTokenExpiresAt = portal.currentGrant?.accessTokenExpiresAt ?? null;
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.portal.updateMany({
      where: heldBy(lease),
      data: {
        ...LEASE_ENDED,
        status: "revoked",
        statusSince: now,
        revokedAt: now,
        nextRefreshAt: null,
        lastErrorAt: null,
        lastErrorKind: null,
        lastErrorStatus: null,
        lastErrorHttpStatus: null,
        lastErrorCorrelationId: null,
        consecutiveFailures: 0,
      },
    });
    if (count === 0) throw new AppError("conflict");
    const { count: grants } = await tx.grant.updateMany({
      where: { portalId: portal.id, refreshTokenSealed: { not: null } },
      data: {
        accessTokenSealed: null,
        refreshTokenSealed: null,
        revokedAt: now,
        revokedById: ctx.actor.id,
        revokeProof: "inactive",
        revokeCorrelationId: correlationId,
        endedAt: now,
        endReason: "revoked",
      },
    });
    await recordEvent(tx, ctx, {
      action: "portal.revoked",
      target: targetOf(portal),
      appId: portal.appId,
      portalId: portal.id,
      correlationId,
      details: {
        proof: "introspection says active:false",
        grants,
        accessWorksUntil: accessTokenExpiresAt?.toISOString() ?? null,
      },
    });
  });
  return { outcome: "revoked", accessTokenExpiresAt };
}

async function storePending(
  ctx: Context,
  portal: PortalWithGrant,
  lease: Lease,
  error: HubSpotError | "still_active",
): Promise<RevokeResult> {
  const failure = error instanceof HubSpotError ? error : undefined;
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.portal.updateMany({
      where: heldBy(lease),
      data: {
        ...LEASE_ENDED,
        lastErrorAt: ctx.now(),
        lastErrorKind: failure?.kind ?? "still_active",
        lastErrorStatus: failure?.status ?? null,
        lastErrorHttpStatus: failure?.httpStatus ?? null,
        lastErrorCorrelationId: failure?.correlationId ?? null,
      },
    });
    if (count === 0) return;
    await recordEvent(tx, ctx, {
      action: "portal.revoke_failed",
      outcome: "failed",
      target: targetOf(portal),
      appId: portal.appId,
      portalId: portal.id,
      correlationId: failure?.correlationId,
      details: {
        kind: failure?.kind ?? "still_active",
        hubspotStatus: failure?.status ?? null,
        httpStatus: failure?.httpStatus ?? null,
      },
    });
  });
  return { outcome: "pending", error };
}
