import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { Grant } from "@/lib/db/generated/client";
import { returnGrant } from "@/lib/portals/end/return-grant";
import { returnOrphan } from "@/lib/portals/end/return-orphan";
import { LEASE_ENDED } from "@/lib/portals/lease";
import { loadPortal, type PortalWithGrant } from "@/lib/portals/load-portal";
import { hasLiveGrant } from "@/lib/portals/status";
import { targetOf } from "@/lib/portals/target-of";
import { judgeTokens, renewedColumns, type RefreshAnswer } from "./answer";
import { failureColumns } from "./refresh-failure";
import { tokenColumns } from "./token-columns";

/**
 * Stores an answer whose asker no longer holds the lease: it came too late, or was found on the disk after a crash. It is
 * stored only when it is newer than what the grant holds, and the bumped fence makes whoever works with the older token
 * at this moment lose. For a grant that has ended meanwhile, or is gone, the new token goes back to HubSpot. Safe to repeat.
 */
export async function storeLateAnswer(ctx: Context, answer: RefreshAnswer): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const grant = await lockGrant(tx, answer);
    const { appId, tokens } = answer;
    if (!grant) return returnOrphan(tx, ctx, { appId, refreshToken: tokens.refreshToken });
    const portal = await loadPortal({ db: tx }, answer.portalId);
    if (grant.tokenFence >= answer.fence) return;
    const isEnding = portal.revokeRequestedAt !== null && portal.revokedAt === null;
    if (!grant.refreshTokenSealed || isEnding) return giveBack(tx, ctx, portal, grant, answer);
    await writeLate(tx, ctx, portal, grant, answer);
  });
}

/** Portal before grant, as every writer takes them. */
async function lockGrant(tx: DbTransaction, answer: RefreshAnswer): Promise<Grant | null> {
  await tx.$queryRaw`SELECT "id" FROM "Portal" WHERE "id" = ${answer.portalId}::uuid FOR UPDATE`;
  const { grantId: id, portalId } = answer;
  const grant = await tx.grant.findFirst({ where: { id, portalId } });
  if (!grant || grant.refreshTokenSealed) return grant;
  // HubSpot handed the same token out again, to a newer grant: what the token became is that grant's.
  const { refreshTokenFingerprint } = grant;
  const heir = await tx.grant.findFirst({
    where: { portalId, refreshTokenFingerprint, refreshTokenSealed: { not: null } },
  });
  return heir ?? grant;
}

async function writeLate(
  tx: DbTransaction,
  ctx: Context,
  portal: PortalWithGrant,
  grant: Grant,
  answer: RefreshAnswer,
): Promise<void> {
  const isCurrent = portal.currentGrantId === grant.id;
  const isLive = hasLiveGrant(portal.status) || portal.status === "needs_reconnect";
  const unusable = judgeTokens(portal, answer.tokens);
  const isUsable = isCurrent && isLive && !unusable;
  await tx.grant.update({
    where: { id: grant.id },
    data: tokenColumns(ctx, grant, answer, { isUsable }),
  });
  if (!isCurrent || !isLive) return;
  await tx.portal.update({
    where: { id: portal.id },
    data: {
      ...LEASE_ENDED,
      leaseVersion: { increment: 1 },
      ...(unusable
        ? failureColumns(ctx, portal, unusable)
        : { ...renewedColumns(ctx, portal, answer), ...keptStatus(portal) }),
    },
  });
  await recordEvent(tx, ctx, {
    action: "portal.answer_recovered",
    target: targetOf(portal),
    appId: portal.appId,
    portalId: portal.id,
    correlationId: answer.tokens.correlationId,
    details: { answeredAt: answer.startedAt.toISOString(), statusBefore: portal.status },
  });
}

/** A pause of the app is not over because of an answer from before it. */
function keptStatus(portal: PortalWithGrant) {
  return portal.status === "app_error" ? { status: portal.status, nextRefreshAt: null } : {};
}

async function giveBack(
  tx: DbTransaction,
  ctx: Context,
  portal: PortalWithGrant,
  grant: Grant,
  { tokens, fence }: RefreshAnswer,
): Promise<void> {
  await tx.grant.update({ where: { id: grant.id }, data: { tokenFence: fence } });
  const { refreshToken } = tokens;
  if (!refreshToken) return;
  // The very token that was revoked or handed on needs no second end.
  if (ctx.vault.fingerprint("refresh_token", refreshToken) === grant.refreshTokenFingerprint)
    return;
  await returnGrant(tx, ctx, {
    appId: portal.appId,
    hubId: portal.hubId,
    refreshToken,
    reason: "ended_meanwhile",
  });
}
