import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { HubSpotError } from "@/lib/hubspot/errors";
import { claimWithPortal, isAbandoned, LEASE_MS, releaseLease } from "@/lib/portals/lease";
import { waitForLease } from "@/lib/portals/lease-watch";
import { loadPortal, type PortalWithGrant } from "@/lib/portals/load-portal";
import { hasLiveGrant, isUninstallPending } from "@/lib/portals/status";
import { beginCall, restOf } from "@/lib/portals/breaker/gates";
import type { SpillRoom } from "@/lib/spill/spill";
import { inSpan } from "@/lib/tracing/spans";
import { reachPortal } from "@/lib/reach/reach";
import { askForTokens, type Asked, type Asking, type OnAnswer } from "./ask-for-tokens";
import type { ClaimedPortal } from "./claim-due";
import { outcomeFacts, refreshSpan } from "./refresh-span";
import type { RefreshTrigger } from "./trigger";

export interface RefreshResult {
  /** False when somebody else's attempt answered for this one. */
  called: boolean;
  /** True when an attempt of somebody else is still under way: nobody knows yet what becomes of it. */
  pending: boolean;
  /** True when the tokens stored now came after the ones the caller saw. */
  renewed: boolean;
  portal: PortalWithGrant;
  /** Why HubSpot gave nothing this time, when it was asked. */
  failure?: HubSpotError;
}

export interface RefreshInput {
  portalId: string;
  /**
   * The fence the caller saw. An attempt made since then counts as this one, so two clicks, two tabs or two servers
   * make one call. Without it, only an attempt that is under way right now is joined.
   */
  seenVersion?: number;
  /**
   * The app of the portal, where the caller read the fence this moment and found that the portal may be renewed: then the
   * portal is read by the claim alone.
   */
  justReadOf?: string;
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
  /** The portal as the attempt left it, read once for all who joined it. */
  portal?: PortalWithGrant;
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
 * compare-and-swap (SEC-30 to SEC-37). Whatever HubSpot answers is stored; the portal of the result tells which. While
 * the breaker is open, a program that needs a token learns at once that there is none; a person's wish is tried.
 * @throws AppError not_found, portal_not_active, revocation_pending, uninstall_pending, spill_unwritable,
 *   hubspot_unavailable with `restMs`
 */
export async function refreshPortal(given: Context, input: RefreshInput): Promise<RefreshResult> {
  const { portalId, trigger } = input;
  // Before an attempt is joined: it is somebody else's, who may reach more.
  const ctx = await reachPortal(given, portalId);
  return inSpan(refreshSpan(ctx, trigger), async ({ note }) => {
    const running = inFlight.get(portalId);
    const attempt = running
      ? { ...(await running), called: false }
      : await register(portalId, () => run(ctx, input));
    const result = await resultOf(ctx, portalId, attempt);
    note(outcomeFacts({ ...attempt, hubId: result.portal.hubId }));
    return result;
  });
}

async function resultOf(
  ctx: Context,
  portalId: string,
  { called, pending, seenVersion, failure, ...attempt }: Attempt,
): Promise<RefreshResult> {
  const portal = attempt.portal ?? (await loadPortal(ctx, portalId));
  const renewed = (portal.currentGrant?.tokenFence ?? 0) > seenVersion;
  return { called, pending, renewed, portal, failure };
}

/**
 * The same for the background work, which has claimed the portal because it is due and needs no answer but how HubSpot
 * took it.
 * @param room reserved before the portal was claimed; given back here
 * @throws AppError portal_not_active, revocation_pending, uninstall_pending
 */
export async function renewClaimedPortal(
  ctx: Context,
  { lease, portal }: ClaimedPortal,
  room: SpillRoom,
  onAnswer: OnAnswer,
): Promise<void> {
  const seenVersion = lease.version - 1;
  const asked = { portal, lease, room, trigger: "schedule" as const, onAnswer };
  const spec = { ...refreshSpan(ctx, "schedule"), isRoot: true };
  await inSpan(spec, async ({ note }) => {
    const { failure } = await register(portal.id, async () => {
      const { failure } = await renewUnder(ctx, asked).finally(() => room.release());
      return { called: true, pending: false, seenVersion, failure };
    });
    note(outcomeFacts({ called: true, pending: false, failure, hubId: portal.hubId }));
  });
}

/** The portals that this process is at. */
export function portalsUnderWay(): string[] {
  return [...inFlight.keys()];
}

/** Whether this process is at a portal: who asks for it now shares that attempt. */
export function isUnderWay(portalId: string): boolean {
  return inFlight.has(portalId);
}

/** Lets others of this process join the work while it is under way. */
function register(portalId: string, work: () => Promise<Attempt>): Promise<Attempt> {
  const attempt = work().finally(() => {
    if (inFlight.get(portalId) === attempt) inFlight.delete(portalId);
  });
  inFlight.set(portalId, attempt);
  return attempt;
}

async function run(ctx: Context, input: RefreshInput): Promise<Attempt> {
  const { portalId, trigger, purpose } = input;
  const known = whatIsKnown(input);
  const look = known ?? (await lookFirst(ctx, input));
  if ("called" in look) return look;
  const { leaseVersion, seenVersion, appId } = look;
  const restMs = trigger === "need" && purpose !== "uninstall" ? restOf(ctx, appId) : 0;
  // Somebody elsewhere may be at it all the same.
  if (restMs > 0 && known) return run(ctx, { ...input, justReadOf: undefined });
  if (restMs > 0) throw new AppError("hubspot_unavailable", { details: { restMs } });
  // Before the lease is claimed, so that a disk that cannot keep an answer stops no one else.
  const room = await ctx.spill.reserve();
  try {
    const claimed = await claimWithPortal(ctx, portalId, leaseVersion);
    if (!claimed) {
      // Whoever only waits keeps no room: a server that is stopped would wait for it.
      room.release();
      // Somebody was quicker: that has to be read after all.
      return known
        ? await run(ctx, { ...input, justReadOf: undefined })
        : await waitFor(ctx, input, leaseVersion);
    }
    const callEnded = beginCall(ctx, appId);
    const onAnswer: OnAnswer = (failure) => {
      callEnded(failure);
      return { isQuiet: false };
    };
    const asked = { ...claimed, room, trigger, onAnswer };
    const asking = await renewUnder(ctx, asked, purpose).finally(() => callEnded(null));
    const portal = asking.portal ?? (await loadPortal(ctx, portalId));
    return { called: true, pending: false, seenVersion, ...asking, portal };
  } finally {
    room.release();
  }
}

interface Look {
  leaseVersion: number;
  seenVersion: number;
  appId: string;
}

/** What the caller has read already. */
function whatIsKnown({ seenVersion, justReadOf: appId }: RefreshInput): Look | undefined {
  if (seenVersion === undefined || appId === undefined) return undefined;
  return { leaseVersion: seenVersion, seenVersion, appId };
}

/** Reads the portal; whoever is at it already answers for this attempt too. */
async function lookFirst(ctx: Context, input: RefreshInput): Promise<Attempt | Look> {
  let before = await loadPortal(ctx, input.portalId);
  assertRefreshable(before, input.purpose);
  const isHeld = before.leaseUntil !== null && before.leaseUntil > ctx.now();
  const seenVersion = input.seenVersion ?? (isHeld ? before.leaseVersion - 1 : before.leaseVersion);
  if (before.leaseVersion > seenVersion) {
    const answered = await waitFor(ctx, input, seenVersion);
    before = answered.portal;
    // An attempt whose holder died answers for nobody.
    if (answered.pending || !isAbandoned(before, ctx.now())) return answered;
    assertRefreshable(before, input.purpose);
  }
  return { leaseVersion: before.leaseVersion, seenVersion, appId: before.appId };
}

/** Waits for whoever is at it. */
async function waitFor(
  ctx: Context,
  { portalId, trigger }: RefreshInput,
  seenVersion: number,
): Promise<Attempt & { portal: PortalWithGrant }> {
  const patienceMs = trigger === "person" ? PERSON_PATIENCE_MS : LEASE_MS;
  const isOver = await waitForLease(ctx, portalId, patienceMs);
  const portal = await loadPortal(ctx, portalId);
  return { called: false, pending: !isOver, seenVersion, portal };
}

async function renewUnder(
  ctx: Context,
  asked: Asked,
  purpose?: RefreshInput["purpose"],
): Promise<Asking> {
  try {
    assertRefreshable(asked.portal, purpose);
  } catch (error) {
    await releaseLease(ctx, asked.lease);
    throw error;
  }
  return askForTokens(ctx, asked);
}

function assertRefreshable(portal: PortalWithGrant, purpose: RefreshInput["purpose"]): void {
  if (portal.revokeRequestedAt && !portal.revokedAt) throw new AppError("revocation_pending");
  if (purpose !== "uninstall" && isUninstallPending(portal))
    throw new AppError("uninstall_pending");
  const isActive = hasLiveGrant(portal.status) || portal.status === "needs_reconnect";
  if (!isActive || !portal.currentGrant?.refreshTokenSealed)
    throw new AppError("portal_not_active");
}
