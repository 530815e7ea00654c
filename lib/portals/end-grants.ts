import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { DbTransaction } from "@/lib/db/client";
import { withCredentials } from "@/lib/hubspot-apps/with-credentials";
import type { PortalWithGrant } from "./refresh";
import { findTokenSharers, type TokenSharer } from "./shared-tokens";
import { refreshTokenPlace } from "./token-places";

/** HubSpot said yes to the revoke and then called the token active. */
export class StillActive extends Error {}

/** Columns of a portal without a failure on it. */
export const NO_FAILURE = {
  consecutiveFailures: 0,
  lastErrorAt: null,
  lastErrorKind: null,
  lastErrorStatus: null,
  lastErrorHttpStatus: null,
  lastErrorCorrelationId: null,
} as const;

/**
 * Revokes every refresh token that a portal still holds, superseded grants included, and introspects each as proof.
 * Safe to repeat: HubSpot answers 200 for a token that is dead already.
 * @returns the correlation id of the last revoke
 * @throws HubSpotError, StillActive
 */
export async function revokeGrants(
  ctx: Context,
  portal: PortalWithGrant,
): Promise<string | undefined> {
  const grants = await ctx.db.grant.findMany({
    where: { portalId: portal.id, refreshTokenSealed: { not: null } },
    select: { id: true, refreshTokenSealed: true },
  });
  let lastCorrelationId: string | undefined;
  for (const { id, refreshTokenSealed } of grants) {
    if (!refreshTokenSealed) continue;
    const token = ctx.vault.open(refreshTokenPlace(id), refreshTokenSealed);
    lastCorrelationId = (await revokeWithProof(ctx, portal.app, token)) ?? lastCorrelationId;
  }
  return lastCorrelationId;
}

/** Revokes one refresh token and proves it dead. @throws HubSpotError, StillActive */
export function revokeWithProof(
  ctx: Context,
  app: PortalWithGrant["app"],
  token: Secret,
): Promise<string | undefined> {
  return withCredentials(ctx, app, async (credentials) => {
    const { correlationId } = await ctx.hubspot.revoke(credentials, token);
    const proof = await ctx.hubspot.introspect(credentials, token, "refresh_token");
    if (proof.active) throw new StillActive();
    return correlationId;
  });
}

interface Ending {
  reason: "revoked" | "uninstalled";
  correlationId?: string;
}

/**
 * Wipes the tokens of a portal's live grants inside the caller's transaction, and of grants elsewhere that hold the same
 * refresh token: HubSpot has just ended it for them as well.
 * @returns how many grants of this portal ended, and who shared a token with it
 */
export async function wipeGrants(
  tx: DbTransaction,
  ctx: Context,
  portal: PortalWithGrant,
  ending: Ending,
): Promise<{ grants: number; sharers: TokenSharer[] }> {
  const sharers = await findTokenSharers(tx, portal.id);
  const { count } = await tx.grant.updateMany({
    where: {
      OR: [
        { portalId: portal.id, refreshTokenSealed: { not: null } },
        { id: { in: sharers.map(({ grantId }) => grantId) } },
      ],
    },
    data: {
      accessTokenSealed: null,
      refreshTokenSealed: null,
      revokedAt: ctx.now(),
      revokedById: ctx.actor.id,
      revokeProof: "inactive",
      revokeCorrelationId: ending.correlationId,
      endedAt: ctx.now(),
      endReason: ending.reason,
    },
  });
  for (const sharer of sharers) {
    if (sharer.isCurrent) await endSharer(tx, ctx, portal, sharer);
  }
  return { grants: count - sharers.length, sharers };
}

/** The bumped fence makes a refresh of that portal which is under way lose. */
async function endSharer(
  tx: DbTransaction,
  ctx: Context,
  portal: PortalWithGrant,
  sharer: TokenSharer,
): Promise<void> {
  const now = ctx.now();
  await tx.portal.update({
    where: { id: sharer.portalId },
    data: {
      ...NO_FAILURE,
      status: "revoked",
      statusSince: now,
      revokedAt: now,
      nextRefreshAt: null,
      leaseVersion: { increment: 1 },
      leaseOwner: null,
      leaseUntil: null,
      refreshStartedAt: null,
    },
  });
  await recordEvent(tx, ctx, {
    action: "portal.revoked",
    target: { kind: "portal", id: sharer.portalId, label: sharer.label },
    appId: sharer.appId,
    portalId: sharer.portalId,
    details: {
      because: "it held the same refresh token as another portal that was ended",
      otherPortalId: portal.id,
      otherHubId: portal.hubId.toString(),
    },
  });
}
