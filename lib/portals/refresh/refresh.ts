import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { HubSpotError } from "@/lib/hubspot/errors";
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

/** How an attempt ended; what it stored is read from the database. */
interface Attempt {
  called: boolean;
  pending: boolean;
  /** The fence the caller saw. */
  seenVersion: number;
  /** Why HubSpot gave nothing, when it was asked. */
  failure?: HubSpotError;
}

// Shared by the bundles of the server, which hold this file once each.
const shared = globalThis as typeof globalThis & {
  porticoRefreshes?: Map<string, Promise<Attempt>>;
};
const inFlight: Map<string, Promise<Attempt>> = (shared.porticoRefreshes ??= new Map());

/**
 * Renews the access token of a portal: in-process single flight, then a fenced lease, then HubSpot, then one
 * compare-and-swap (SEC-30 to SEC-37). Whatever HubSpot answers is stored; the portal of the result tells which.
 * @throws AppError not_found, portal_not_active, revocation_pending, uninstall_pending, spill_unwritable
 */
export async function refreshPortal(ctx: Context, input: RefreshInput): Promise<RefreshResult> {
  const { portalId } = input;
  const running = inFlight.get(portalId);
  if (!running) return resultOf(ctx, portalId, await begin(ctx, input));
  const joined = await running;
  // Background work that left the portal to another server has no answer: that one is waited for.
  if (joined.called || !joined.pending)
    return resultOf(ctx, portalId, { ...joined, called: false });
  const next = inFlight.get(portalId);
  return resultOf(
    ctx,
    portalId,
    next ? { ...(await next), called: false } : await begin(ctx, input),
  );
}

async function resultOf(
  ctx: Context,
  portalId: string,
  { called, pending, seenVersion }: Attempt,
): Promise<RefreshResult> {
  const portal = await loadPortal(ctx, portalId);
  const renewed = (portal.currentGrant?.tokenFence ?? 0) > seenVersion;
  return { called, pending, renewed, portal };
}

/**
 * The same for the background work, which has just read that the portal is due and needs no answer but how HubSpot took
 * it. What somebody else is at is left to them.
 * @throws AppError portal_not_active, revocation_pending, uninstall_pending, spill_unwritable
 */
export async function renewDuePortal(
  ctx: Context,
  { id, leaseVersion }: { id: string; leaseVersion: number },
): Promise<{ called: boolean; failure?: HubSpotError }> {
  if (inFlight.has(id)) return { called: false };
  return begin(ctx, { portalId: id, seenVersion: leaseVersion, trigger: "schedule" });
}

function begin(ctx: Context, input: RefreshInput): Promise<Attempt> {
  const attempt = run(ctx, input).finally(() => inFlight.delete(input.portalId));
  inFlight.set(input.portalId, attempt);
  return attempt;
}

async function run(ctx: Context, input: RefreshInput): Promise<Attempt> {
  const isDue = input.trigger === "schedule" && input.seenVersion !== undefined;
  const look = isDue
    ? { leaseVersion: input.seenVersion ?? 0, seenVersion: input.seenVersion ?? 0 }
    : await lookFirst(ctx, input);
  if ("called" in look) return look;
  const { leaseVersion, seenVersion } = look;
  // Before the lease is claimed, so that a disk that cannot keep an answer stops no one else.
  const room = await ctx.spill.reserve();
  try {
    const lease = await claimLease(ctx, input.portalId, leaseVersion);
    if (!lease) {
      // Whoever only waits keeps no room: a server that is stopped would wait for it.
      room.release();
      if (isDue) return { called: false, pending: true, seenVersion };
      return await waitFor(ctx, input, leaseVersion);
    }
    const failure = await renewUnder(ctx, lease, room, input);
    return { called: true, pending: false, seenVersion, failure };
  } finally {
    room.release();
  }
}

/** Reads the portal; whoever is at it already answers for this attempt too. */
async function lookFirst(
  ctx: Context,
  input: RefreshInput,
): Promise<Attempt | { leaseVersion: number; seenVersion: number }> {
  let before = await loadPortal(ctx, input.portalId);
  assertRefreshable(before, input.purpose);
  const isHeld = before.leaseUntil !== null && before.leaseUntil > ctx.now();
  const seenVersion = input.seenVersion ?? (isHeld ? before.leaseVersion - 1 : before.leaseVersion);
  if (before.leaseVersion > seenVersion) {
    const answered = await waitFor(ctx, input, seenVersion);
    before = await loadPortal(ctx, input.portalId);
    // An attempt whose holder died answers for nobody.
    if (answered.pending || !isAbandoned(before, ctx.now())) return answered;
    assertRefreshable(before, input.purpose);
  }
  return { leaseVersion: before.leaseVersion, seenVersion };
}

/** Waits for whoever is at it. */
async function waitFor(
  ctx: Context,
  { portalId, trigger }: RefreshInput,
  seenVersion: number,
): Promise<Attempt> {
  const patienceMs = trigger === "person" ? PERSON_PATIENCE_MS : LEASE_MS;
  const isOver = await waitForLease(ctx, portalId, patienceMs);
  return { called: false, pending: !isOver, seenVersion };
}

async function renewUnder(
  ctx: Context,
  lease: Lease,
  room: SpillRoom,
  { portalId, trigger, purpose }: RefreshInput,
): Promise<HubSpotError | undefined> {
  // Read again under the lease: the grant may have changed between reading and claiming.
  const portal = await loadPortal(ctx, portalId);
  try {
    assertRefreshable(portal, purpose);
  } catch (error) {
    await releaseLease(ctx, lease);
    throw error;
  }
  return askForTokens(ctx, { portal, lease, room, trigger });
}

function assertRefreshable(portal: PortalWithGrant, purpose: RefreshInput["purpose"]): void {
  if (portal.revokeRequestedAt && !portal.revokedAt) throw new AppError("revocation_pending");
  if (purpose !== "uninstall" && isUninstallPending(portal))
    throw new AppError("uninstall_pending");
  const isActive = hasLiveGrant(portal.status) || portal.status === "needs_reconnect";
  if (!isActive || !portal.currentGrant?.refreshTokenSealed)
    throw new AppError("portal_not_active");
}
