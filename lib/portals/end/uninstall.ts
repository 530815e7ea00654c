import "server-only";
import { recordEvent } from "@/lib/audit/record";
import { personIdOf, type Context } from "@/lib/context";
import { AppError, isAppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { claimPortal } from "@/lib/portals/claim-portal";
import { revokeGrants, StillActive } from "./end-grants";
import { releaseLease } from "@/lib/portals/lease";
import { loadPortal, type PortalWithGrant } from "@/lib/portals/load-portal";
import { targetOf } from "@/lib/portals/target-of";
import { AnswerLost, removeApp } from "./remove-app";
import { hasLiveGrant } from "@/lib/portals/status";
import { reachPortal } from "@/lib/reach/reach";
import { assertNoneBeyond } from "./shared-tokens";
import {
  storeUninstalled,
  storeUninstallPending,
  type UninstallFailure,
  type UninstallResult,
} from "./uninstall-outcome";

/**
 * Uninstalls the app from a portal, in HubSpot's order: the app is removed with a live access token, then the refresh
 * tokens are revoked and proved dead, then everything is wiped. Each step is stored before the next begins, so a failure
 * in the middle loses nothing; calling this again goes on with the step that is missing.
 * @throws AppError not_found, portal_not_active, revocation_pending, conflict
 */
export async function uninstallPortal(given: Context, portalId: string): Promise<UninstallResult> {
  const ctx = await reachPortal(given, portalId);
  await assertNoneBeyond(given, ctx, portalId);
  const portal = await loadPortal(ctx, portalId);
  assertMayUninstall(portal);
  await markRequested(ctx, portal);
  try {
    await removeApp(ctx, portalId);
  } catch (error) {
    return storeUninstallPending(ctx, portalId, "remove", failureOf(error));
  }
  return revokeAndWipe(ctx, portalId);
}

function assertMayUninstall(portal: PortalWithGrant): void {
  if (portal.revokeRequestedAt && !portal.revokedAt) throw new AppError("revocation_pending");
  const isActive = hasLiveGrant(portal.status) || portal.status === "needs_reconnect";
  if (!isActive) throw new AppError("portal_not_active");
}

/** From here on no token is handed out and none is renewed by schedule. */
async function markRequested(ctx: Context, portal: PortalWithGrant): Promise<void> {
  if (portal.uninstallRequestedAt) return;
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.portal.updateMany({
      where: { id: portal.id, uninstallRequestedAt: null },
      data: {
        uninstallRequestedAt: ctx.now(),
        uninstallRequestedById: personIdOf(ctx.actor),
        nextRefreshAt: null,
      },
    });
    if (count === 0) return;
    await recordEvent(tx, ctx, {
      action: "portal.uninstall_requested",
      target: targetOf(portal),
      appId: portal.appId,
      portalId: portal.id,
    });
  });
}

async function revokeAndWipe(ctx: Context, portalId: string): Promise<UninstallResult> {
  // Two people at once: the second finds the work done.
  if ((await loadPortal(ctx, portalId)).status === "uninstalled") return doneBefore(ctx, portalId);
  const { lease } = await claimPortal(ctx, portalId, () => undefined);
  const portal = await loadPortal(ctx, portalId);
  try {
    if (portal.status === "uninstalled") {
      await releaseLease(ctx, lease);
      return await doneBefore(ctx, portalId);
    }
    const revoked = await revokeGrants(ctx, portal);
    return await storeUninstalled(ctx, portal, lease, revoked);
  } catch (error) {
    await releaseLease(ctx, lease);
    return storeUninstallPending(ctx, portalId, "revoke", failureOf(error));
  }
}

async function doneBefore(ctx: Context, portalId: string): Promise<UninstallResult> {
  const { currentGrant } = await loadPortal(ctx, portalId);
  return {
    outcome: "uninstalled",
    accessTokenExpiresAt: currentGrant?.accessTokenExpiresAt ?? null,
  };
}

/** What is known about a failure; one that is no answer of HubSpot's and no refusal of ours goes on. */
function failureOf(error: unknown): UninstallFailure {
  if (error instanceof HubSpotError) return error;
  if (error instanceof StillActive) return "still_active";
  if (error instanceof AnswerLost) return "answer_lost";
  if (isAppError(error)) return error.code;
  throw error;
}
