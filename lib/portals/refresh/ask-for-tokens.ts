import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { Grant } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import type { AppCredentials } from "@/lib/hubspot/client";
import { HubSpotError, isPassing } from "@/lib/hubspot/errors";
import type { TokenSet } from "@/lib/hubspot/read";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import { extendLease, releaseLease, type Lease } from "@/lib/portals/lease";
import type { PortalWithGrant } from "@/lib/portals/load-portal";
import { previousRefreshTokenPlace, refreshTokenPlace } from "@/lib/portals/token-places";
import { holdUntilStored } from "@/lib/spill/hold";
import type { SpillRoom } from "@/lib/spill/spill";
import { storeRefreshFailure } from "./refresh-failure";
import { storeRefreshed } from "./refresh-outcome";
import type { RefreshTrigger } from "./trigger";

interface Asked {
  portal: PortalWithGrant;
  lease: Lease;
  /** Room that was reserved before the lease was claimed. */
  room: SpillRoom;
  trigger: RefreshTrigger;
  /** The call proves a secret that is not stored yet: that it is refused says nothing about portal and app. */
  isProof?: boolean;
}

/** Works with the credentials of an app; `withCredentials` for those that are stored. */
type AsApp = (work: (app: AppCredentials) => Promise<TokenSet>) => Promise<TokenSet>;

/**
 * Asks HubSpot for new tokens under a lease. What it gives is on the disk before anything judges it and held until the
 * database has it; what it refuses is stored as a failure.
 * @returns the failure, when HubSpot gave nothing
 */
export async function askForTokens(
  ctx: Context,
  { portal, lease, room, trigger, isProof = false }: Asked,
  asApp: AsApp = (work) => withCredentials(ctx, portal.app, work),
): Promise<HubSpotError | undefined> {
  const startedAt = ctx.now();
  const grant = portal.currentGrant;
  let tokens: TokenSet;
  try {
    if (!grant) throw new AppError("portal_not_active");
    tokens = await ask(ctx, { portal, grant, lease, asApp });
  } catch (error) {
    const failure = error instanceof HubSpotError ? error : undefined;
    if (isProof && failure?.kind === "app_credentials") await releaseLease(ctx, lease);
    else await storeRefreshFailure(ctx, { portal, lease, failure, trigger });
    if (!failure) throw error;
    return failure;
  }
  const { id: portalId, appId } = portal;
  const answer = { portalId, appId, grantId: grant.id, fence: lease.version, startedAt, tokens };
  await room.keep({ kind: "refresh", ...answer });
  await holdUntilStored({ portalId }, () =>
    storeRefreshed(ctx, answer, { lease, trigger, resumesApp: !isProof }),
  );
  return undefined;
}

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
