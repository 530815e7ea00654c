import "server-only";
import { recordEvent } from "@/lib/audit/record";
import { personIdOf, type Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { claimPortal } from "@/lib/portals/claim-portal";
import { revokeGrants, StillActive, type RevokedGrants } from "./end-grants";
import { assertNoneBeyond } from "./shared-tokens";
import { storeEnded, unconfirmed } from "./store-ended";
import { heldBy, LEASE_ENDED, releaseLease, type Lease } from "@/lib/portals/lease";
import { loadPortal, type PortalWithGrant } from "@/lib/portals/load-portal";
import { targetOf } from "@/lib/portals/target-of";
import { reachPortal } from "@/lib/reach/reach";

export type RevokeResult =
  | { outcome: "revoked"; accessTokenExpiresAt: Date | null }
  /** HubSpot did not confirm: the portal stays visible as "revocation pending" until a retry succeeds. */
  | { outcome: "pending"; error: HubSpotError | "still_active" };

/**
 * Revokes the refresh tokens of a portal (RFC 7009): marks the intention, which stops the refresher, calls HubSpot,
 * introspects as proof, then wipes the stored tokens. The app stays installed and issued access tokens live until they
 * expire (fact 7). Safe to repeat: HubSpot answers 200 for a token that is dead already.
 * @throws AppError not_found, portal_not_active, uninstall_pending, conflict; grant_in_use by an app beyond the actor's reach
 */
export async function revokePortal(given: Context, portalId: string): Promise<RevokeResult> {
  const ctx = await reachPortal(given, portalId);
  await assertNoneBeyond(given, ctx, portalId);
  const { lease, portal } = await claimForRevoke(ctx, portalId);
  try {
    const revoked = await revokeGrants(ctx, portal);
    return await storeRevoked(ctx, portal, lease, revoked);
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
        revokeRequestedById: personIdOf(ctx.actor),
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
  revoked: RevokedGrants,
): Promise<RevokeResult> {
  const columns = {
    revokedAt: ctx.now(),
    // A revoke instead of an uninstall that did not get anywhere.
    uninstallRequestedAt: null,
    uninstallRequestedById: null,
    // What nobody has nobody can revoke: the doubt stays, because HubSpot may go on accepting it.
    outcomeUnknownAt: portal.outcomeUnknownAt,
  };
  const details = {
    ...(portal.outcomeUnknownAt && { answerLostSince: portal.outcomeUnknownAt.toISOString() }),
  };
  const ending = { portal, lease, status: "revoked", revoked, columns, details } as const;
  return { outcome: "revoked", accessTokenExpiresAt: await storeEnded(ctx, ending) };
}

async function storePending(
  ctx: Context,
  portal: PortalWithGrant,
  lease: Lease,
  error: HubSpotError | "still_active",
): Promise<RevokeResult> {
  const { columns, event, details } = unconfirmed(ctx, portal, error);
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.portal.updateMany({
      where: heldBy(lease),
      data: { ...LEASE_ENDED, ...columns },
    });
    if (count > 0)
      await recordEvent(tx, ctx, { action: "portal.revoke_failed", ...event, details });
  });
  return { outcome: "pending", error };
}
