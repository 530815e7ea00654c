import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { Grant } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import type { AppCredentials } from "@/lib/hubspot/client";
import { HubSpotError, isPassing } from "@/lib/hubspot/errors";
import type { TokenSet } from "@/lib/hubspot/read";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import { observeRefresh } from "@/lib/metrics/observe";
import { extendLease, releaseLease, type Lease } from "@/lib/portals/lease";
import type { PortalWithGrant } from "@/lib/portals/load-portal";
import { previousRefreshTokenPlace, refreshTokenPlace } from "@/lib/portals/token-places";
import { holdUntilStored } from "@/lib/spill/hold";
import type { SpillRoom } from "@/lib/spill/spill";
import { storeRefreshFailure } from "./refresh-failure";
import { storeRefreshed } from "./refresh-outcome";
import type { RefreshTrigger } from "./trigger";

export interface Asked {
  portal: PortalWithGrant;
  lease: Lease;
  /** Room that was reserved before the lease was claimed. */
  room: SpillRoom;
  trigger: RefreshTrigger;
  /** The call proves a secret that is not stored yet: that it is refused says nothing about portal and app. */
  isProof?: boolean;
  /** Hears of HubSpot's answer before it is stored. */
  onAnswer?: OnAnswer;
}

/**
 * Hears how HubSpot took a call, and says whether the outcome is one of so many that it gets no line of its own in the
 * log.
 */
export type OnAnswer = (failure: HubSpotError | undefined) => { isQuiet: boolean };

/** What became of a call. */
export interface Asking {
  /** Why HubSpot gave nothing. */
  failure?: HubSpotError;
  /** The portal as it is afterwards, where it was learned with the storing. */
  portal?: PortalWithGrant;
}

/** Works with the credentials of an app; `withCredentials` for those that are stored. */
type AsApp = (work: (app: AppCredentials) => Promise<TokenSet>) => Promise<TokenSet>;

/**
 * Asks HubSpot for new tokens under a lease. What it gives is on the disk before anything judges it and held until the
 * database has it; what it refuses is stored as a failure.
 */
export async function askForTokens(
  ctx: Context,
  { portal, lease, room, trigger, isProof = false, onAnswer = NOBODY_LISTENS }: Asked,
  asApp: AsApp = (work) => withCredentials(ctx, portal.app, work),
): Promise<Asking> {
  const startedAt = ctx.now();
  const grant = portal.currentGrant;
  const observed = observeRefresh(trigger);
  let tokens: TokenSet;
  try {
    if (!grant) throw new AppError("portal_not_active");
    tokens = await ask(ctx, { portal, grant, lease, asApp });
  } catch (error) {
    const failure = error instanceof HubSpotError ? error : undefined;
    observed(failure?.kind ?? "internal");
    const { isQuiet } = failure ? onAnswer(failure) : LOUD;
    if (isProof && failure?.kind === "app_credentials") await releaseLease(ctx, lease);
    else await storeRefreshFailure(ctx, { portal, lease, failure, trigger, isQuiet });
    if (!failure) throw error;
    return { failure };
  }
  observed("renewed");
  const { isQuiet } = onAnswer(undefined);
  const { id: portalId, appId } = portal;
  const answer = { portalId, appId, grantId: grant.id, fence: lease.version, startedAt, tokens };
  await room.keep({ kind: "refresh", ...answer });
  const asker = { lease, trigger, resumesApp: !isProof, seen: portal, isQuiet };
  const stored = await holdUntilStored({ portalId }, () => storeRefreshed(ctx, answer, asker));
  return { portal: stored };
}

const LOUD = { isQuiet: false };
const NOBODY_LISTENS: OnAnswer = () => LOUD;

interface Call {
  portal: PortalWithGrant;
  grant: Grant;
  lease: Lease;
  asApp: AsApp;
}

/**
 * One call with the refresh token of the grant. When it is dead and nobody knows what became of the call before, the
 * token from before the last rotation is tried: HubSpot may never have carried that rotation out (SEC-34).
 */
async function ask(ctx: Context, { portal, grant, lease, asApp }: Call): Promise<TokenSet> {
  const call = (token: Secret) => asApp((app) => ctx.hubspot.refresh(app, token));
  const { refreshTokenSealed, previousRefreshTokenSealed } = grant;
  if (!refreshTokenSealed) throw new AppError("portal_not_active");
  try {
    return await call(ctx.vault.open(refreshTokenPlace(grant.id), refreshTokenSealed));
  } catch (error) {
    const isDead = error instanceof HubSpotError && error.kind === "dead_grant";
    if (!isDead || !portal.outcomeUnknownAt || !previousRefreshTokenSealed) throw error;
    const previous = ctx.vault.open(
      previousRefreshTokenPlace(grant.id),
      previousRefreshTokenSealed,
    );
    if (!(await extendLease(ctx, lease))) throw error;
    return callWithPrevious(error, previous, call);
  }
}

/** A token that works is the one to keep, also when HubSpot names no other. Silence is no answer, so it decides nothing. */
async function callWithPrevious(
  first: HubSpotError,
  previous: Secret,
  call: (token: Secret) => Promise<TokenSet>,
): Promise<TokenSet> {
  try {
    const tokens = await call(previous);
    return { ...tokens, refreshToken: tokens.refreshToken ?? previous };
  } catch (second) {
    throw second instanceof HubSpotError && isPassing(second.kind) ? second : first;
  }
}
