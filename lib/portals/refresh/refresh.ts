import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import {
  claimLease,
  isAbandoned,
  LEASE_MS,
  releaseLease,
  waitForLease,
  type Lease,
} from "@/lib/portals/lease";
import { loadPortal, type PortalWithGrant } from "@/lib/portals/load-portal";
import { hasLiveGrant, isUninstallPending } from "@/lib/portals/status";
import type { SpillRoom } from "@/lib/spill/spill";
import { askForTokens } from "./ask-for-tokens";
import type { RefreshTrigger } from "./trigger";

export interface RefreshResult {
  /** False when somebody else's attempt answered for this one. */
  called: boolean;
  /** True when an attempt of somebody else is still under way: nobody knows yet what becomes of it. */
  pending: boolean;
  /** True when the tokens stored now came after the ones the caller saw. */
  renewed: boolean;
  portal: PortalWithGrant;
}

export interface RefreshInput {
  portalId: string;
  /**
   * The fence the caller saw. An attempt made since then counts as this one, so two clicks, two tabs or two servers
   * make one call. Without it, only an attempt that is under way right now is joined.
   */
  seenVersion?: number;
  trigger: RefreshTrigger;
  /** While the app is being uninstalled only that work may still renew the token it needs. */
  purpose?: "use" | "uninstall";
}

/** How long a person watches an attempt of somebody else: a little longer than HubSpot may take for one. */
const PERSON_PATIENCE_MS = 75_000;

// Shared by the bundles of the server, which hold this file once each.
const shared = globalThis as typeof globalThis & {
  porticoRefreshes?: Map<string, Promise<RefreshResult>>;
};
const inFlight: Map<string, Promise<RefreshResult>> = (shared.porticoRefreshes ??= new Map());

/**
 * Renews the access token of a portal: in-process single flight, then a fenced lease, then HubSpot, then one
 * compare-and-swap (SEC-30 to SEC-37). Whatever HubSpot answers is stored; the portal of the result tells which.
 * @throws AppError not_found, portal_not_active, revocation_pending, uninstall_pending, spill_unwritable
 */
export function refreshPortal(ctx: Context, input: RefreshInput): Promise<RefreshResult> {
  const running = inFlight.get(input.portalId);
  if (running) return running.then((result) => ({ ...result, called: false }));
  const attempt = run(ctx, input).finally(() => inFlight.delete(input.portalId));
  inFlight.set(input.portalId, attempt);
  return attempt;
}

/** True while this process is at a portal: waiting for HubSpot, or for the database to take its answer. */
export function isRefreshing(portalId: string): boolean {
  return inFlight.has(portalId);
}

async function run(ctx: Context, input: RefreshInput): Promise<RefreshResult> {
  const { portalId, trigger } = input;
  let before = await loadPortal(ctx, portalId);
  assertRefreshable(before, input.purpose);
  const isHeld = before.leaseUntil !== null && before.leaseUntil > ctx.now();
  const seen = input.seenVersion ?? (isHeld ? before.leaseVersion - 1 : before.leaseVersion);
  if (before.leaseVersion > seen) {
    const answered = await waitFor(ctx, before, trigger, seen);
    // An attempt whose holder died answers for nobody.
    if (answered.pending || !isAbandoned(answered.portal, ctx.now())) return answered;
    before = answered.portal;
    assertRefreshable(before, input.purpose);
  }
  // Before the lease is claimed, so that a disk that cannot keep an answer stops no one else.
  const room = await ctx.spill.reserve();
  try {
    const lease = await claimLease(ctx, portalId, before.leaseVersion);
    if (!lease) {
      // Whoever only waits keeps no room: a server that is stopped would wait for it.
      room.release();
      return await waitFor(ctx, before, trigger, before.leaseVersion);
    }
    await renewUnder(ctx, lease, room, input);
    return { called: true, pending: false, ...(await outcome(ctx, portalId, seen)) };
  } finally {
    room.release();
  }
}

async function outcome(ctx: Context, portalId: string, seenVersion: number) {
  const portal = await loadPortal(ctx, portalId);
  return { portal, renewed: (portal.currentGrant?.tokenFence ?? 0) > seenVersion };
}

/** Waits for whoever is at it. */
async function waitFor(
  ctx: Context,
  { id }: PortalWithGrant,
  trigger: RefreshTrigger,
  seenVersion: number,
): Promise<RefreshResult> {
  const patienceMs = trigger === "person" ? PERSON_PATIENCE_MS : LEASE_MS;
  const isOver = await waitForLease(ctx, id, patienceMs);
  return { called: false, pending: !isOver, ...(await outcome(ctx, id, seenVersion)) };
}

async function renewUnder(
  ctx: Context,
  lease: Lease,
  room: SpillRoom,
  { portalId, trigger, purpose }: RefreshInput,
): Promise<void> {
  // Read again under the lease: the grant may have changed between reading and claiming.
  const portal = await loadPortal(ctx, portalId);
  try {
    assertRefreshable(portal, purpose);
  } catch (error) {
    await releaseLease(ctx, lease);
    throw error;
  }
  await askForTokens(ctx, { portal, lease, room, trigger });
}

function assertRefreshable(portal: PortalWithGrant, purpose: RefreshInput["purpose"]): void {
  if (portal.revokeRequestedAt && !portal.revokedAt) throw new AppError("revocation_pending");
  if (purpose !== "uninstall" && isUninstallPending(portal))
    throw new AppError("uninstall_pending");
  const isActive = hasLiveGrant(portal.status) || portal.status === "needs_reconnect";
  if (!isActive || !portal.currentGrant?.refreshTokenSealed)
    throw new AppError("portal_not_active");
}
