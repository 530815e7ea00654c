import "server-only";
import type { Context } from "@/lib/context";
import type { Grant, HubSpotApp, Portal } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { withCredentials } from "@/lib/hubspot-apps/with-credentials";
import { claimLease, waitForLease, type Lease } from "./lease";
import { storeRefreshFailure, storeRefreshed } from "./refresh-outcome";
import { hasLiveGrant, isUninstallPending } from "./status";
import { refreshTokenPlace } from "./token-places";

export type PortalWithGrant = Portal & { app: HubSpotApp; currentGrant: Grant | null };

export interface RefreshResult {
  /** False when somebody else's attempt answered for this one. */
  called: boolean;
  portal: PortalWithGrant;
}

export interface RefreshInput {
  portalId: string;
  /**
   * The fence the caller saw. An attempt made since then counts as this one, so two clicks, two tabs or two servers
   * make one call. Without it, only an attempt that is under way right now is joined.
   */
  seenVersion?: number;
  trigger: "person" | "schedule" | "need";
  /** While the app is being uninstalled only that work may still renew the token it needs. */
  purpose?: "use" | "uninstall";
}

const inFlight = new Map<string, Promise<RefreshResult>>();

/**
 * Renews the access token of a portal: in-process single flight, then a fenced lease, then HubSpot, then one
 * compare-and-swap (SEC-30 to SEC-37). Whatever HubSpot answers is stored; the portal of the result tells which.
 * @throws AppError not_found, portal_not_active, revocation_pending, uninstall_pending
 */
export function refreshPortal(ctx: Context, input: RefreshInput): Promise<RefreshResult> {
  const running = inFlight.get(input.portalId);
  if (running) return running.then(({ portal }) => ({ portal, called: false }));
  const attempt = run(ctx, input).finally(() => inFlight.delete(input.portalId));
  inFlight.set(input.portalId, attempt);
  return attempt;
}

async function run(ctx: Context, input: RefreshInput): Promise<RefreshResult> {
  const { portalId } = input;
  const before = await loadPortal(ctx, portalId);
  assertRefreshable(before, input.purpose);
  const isHeld = before.leaseUntil !== null && before.leaseUntil > ctx.now();
  const seen = input.seenVersion ?? (isHeld ? before.leaseVersion - 1 : before.leaseVersion);
  const lease =
    before.leaseVersion > seen ? null : await claimLease(ctx, portalId, before.leaseVersion);
  if (!lease) {
    await waitForLease(ctx, portalId);
    return { called: false, portal: await loadPortal(ctx, portalId) };
  }
  // Read again under the lease: the grant may have changed between reading and claiming.
  await callHubSpot(ctx, await loadPortal(ctx, portalId), lease, input.trigger);
  return { called: true, portal: await loadPortal(ctx, portalId) };
}

async function callHubSpot(
  ctx: Context,
  portal: PortalWithGrant,
  lease: Lease,
  trigger: RefreshInput["trigger"],
): Promise<void> {
  const grant = portal.currentGrant;
  try {
    if (!grant?.refreshTokenSealed) throw new AppError("portal_not_active");
    const startedAt = ctx.now();
    const refreshToken = ctx.vault.open(refreshTokenPlace(grant.id), grant.refreshTokenSealed);
    const tokens = await withCredentials(ctx, portal.app, (app) =>
      ctx.hubspot.refresh(app, refreshToken),
    );
    if (tokens.hubId && tokens.hubId !== portal.hubId.toString()) {
      throw new HubSpotError({
        kind: "malformed",
        status: "OTHER_HUB",
        correlationId: tokens.correlationId,
      });
    }
    await storeRefreshed(ctx, { portal, grant, lease, tokens, startedAt, trigger });
  } catch (error) {
    const failure = error instanceof HubSpotError ? error : undefined;
    await storeRefreshFailure(ctx, { portal, lease, failure, trigger });
    if (!failure) throw error;
  }
}

function assertRefreshable(portal: PortalWithGrant, purpose: RefreshInput["purpose"]): void {
  if (portal.revokeRequestedAt && !portal.revokedAt) throw new AppError("revocation_pending");
  if (purpose !== "uninstall" && isUninstallPending(portal))
    throw new AppError("uninstall_pending");
  const isActive = hasLiveGrant(portal.status) || portal.status === "needs_reconnect";
  if (!isActive || !portal.currentGrant?.refreshTokenSealed)
    throw new AppError("portal_not_active");
}

/** @throws AppError not_found */
export async function loadPortal(ctx: Context, portalId: string): Promise<PortalWithGrant> {
  const portal = await ctx.db.portal.findUnique({
    where: { id: portalId },
    include: { app: true, currentGrant: true },
  });
  if (!portal) throw new AppError("not_found");
  return portal;
}
