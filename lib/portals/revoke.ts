import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { claimPortal } from "./claim-portal";
import { NO_FAILURE, revokeGrants, StillActive, wipeGrants } from "./end-grants";
import { heldBy, LEASE_ENDED, releaseLease, type Lease } from "./lease";
import { loadPortal, type PortalWithGrant } from "./refresh";
import { targetOf } from "./refresh-outcome";

export type RevokeResult =
  | { outcome: "revoked"; accessTokenExpiresAt: Date | null }
  /** HubSpot did not confirm: the portal stays visible as "revocation pending" until a retry succeeds. */
  | { outcome: "pending"; error: HubSpotError | "still_active" };

/**
 * Revokes the refresh tokens of a portal (RFC 7009): marks the intention, which stops the refresher, calls HubSpot,
 * introspects as proof, then wipes the stored tokens. The app stays installed and issued access tokens live until they
 * expire (fact 7). Safe to repeat: HubSpot answers 200 for a token that is dead already.
 * @throws AppError not_found, portal_not_active, uninstall_pending, conflict
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

async function claimForRevoke(
  ctx: Context,
  portalId: string,
): Promise<{ lease: Lease; portal: PortalWithGrant }> {
  const { lease, seen } = await claimPortal(ctx, portalId, (portal) => {
    if (portal.status === "revoked" || portal.status === "uninstalled")
      throw new AppError("portal_not_active");
    // The app is gone at HubSpot: what is left is the rest of the uninstall, which revokes too.
    if (portal.uninstalledAt) throw new AppError("uninstall_pending");
  });
  await markRequested(ctx, lease, seen);
  return { lease, portal: await loadPortal(ctx, portalId) };
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
        // A revoke instead of an uninstall that did not get anywhere.
        uninstallRequestedAt: null,
        uninstallRequestedById: null,
        ...NO_FAILURE,
      },
    });
    if (count === 0) throw new AppError("conflict");
    const { grants, sharers } = await wipeGrants(tx, ctx, portal, {
      reason: "revoked",
      correlationId,
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
        ...(sharers.length > 0 && { alsoEnded: sharers.map(({ hubId }) => hubId) }),
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
