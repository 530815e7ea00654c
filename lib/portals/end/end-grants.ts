import "server-only";
import { recordEvent } from "@/lib/audit/record";
import { personIdOf, type Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { DbTransaction } from "@/lib/db/client";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import type { PortalWithGrant } from "@/lib/portals/load-portal";
import { NO_FAILURE, TOKENS_WIPED } from "@/lib/portals/no-failure";
import { findTokenSharers, type TokenSharer } from "./shared-tokens";
import { refreshTokenPlace } from "@/lib/portals/token-places";

/** HubSpot said yes to the revoke and then called the token active. */
export class StillActive extends Error {}

export interface RevokedGrants {
  grantIds: string[];
  correlationId?: string;
}

/**
 * Revokes every refresh token that a portal still holds, superseded grants included, and introspects each as proof.
 * Safe to repeat: HubSpot answers 200 for a token that is dead already.
 * @returns which grants it was, and the correlation id of the last revoke
 * @throws HubSpotError, StillActive
 */
export async function revokeGrants(ctx: Context, portal: PortalWithGrant): Promise<RevokedGrants> {
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
  return { grantIds: grants.map(({ id }) => id), correlationId: lastCorrelationId };
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

interface Ending extends RevokedGrants {
  reason: "revoked" | "uninstalled";
}

/**
 * Wipes the tokens of the grants that were revoked inside the caller's transaction, and of grants elsewhere that hold the
 * same refresh token: HubSpot has just ended it for them as well. A grant that came in between was not revoked and stays.
 * @returns how many grants of this portal ended, and who shared a token with it
 */
export async function wipeGrants(
  tx: DbTransaction,
  ctx: Context,
  portal: PortalWithGrant,
  ending: Ending,
): Promise<{ grants: number; sharers: TokenSharer[] }> {
  const sharers = await findTokenSharers(tx, portal.id, ending.grantIds);
  const { count } = await tx.grant.updateMany({
    where: {
      OR: [
        { portalId: portal.id, id: { in: ending.grantIds }, refreshTokenSealed: { not: null } },
        { id: { in: sharers.map(({ grantId }) => grantId) } },
      ],
    },
    data: {
      ...TOKENS_WIPED,
      revokedAt: ctx.now(),
      // A retry in the background is still what somebody asked for.
      revokedById: personIdOf(ctx.actor) ?? portal.revokeRequestedById,
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
