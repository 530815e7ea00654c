import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { Grant } from "@/lib/db/generated/client";
import { returnGrant } from "@/lib/portals/end/return-grant";
import { LEASE_ENDED } from "@/lib/portals/lease";
import { loadPortal, type PortalWithGrant } from "@/lib/portals/load-portal";
import { TOKENS_WIPED } from "@/lib/portals/no-failure";
import { getAccessToken } from "@/lib/portals/refresh/access-token";
import { targetOf } from "@/lib/portals/target-of";
import { refreshTokenPlace } from "@/lib/portals/token-places";
import { readGrant, type FetchedGrant } from "./fetch-grant";
import { GrantRefused } from "./grant-refused";
import { nextIdentifyAt } from "./identify-schedule";
import { learnAppNumber, metadataOf } from "./store-grant";

/**
 * Asks HubSpot again whose grant it is, for a consent that was stored while introspection failed: the one in use, or one
 * that is held back. An answer that shows another app or account sends the grant back to HubSpot.
 * @throws AppError as getAccessToken
 */
export async function identifyGrant(
  ctx: Context,
  { portalId, grantId }: { portalId: string; grantId: string },
): Promise<void> {
  await postpone(ctx, grantId);
  const isCurrent = (await loadPortal(ctx, portalId)).currentGrantId === grantId;
  // A grant that is held back is not refreshed for this: its refresh token names its owner too.
  const accessToken = isCurrent ? (await getAccessToken(ctx, portalId, 30)).token : undefined;
  const portal = await loadPortal(ctx, portalId);
  const grant = await ctx.db.grant.findUnique({ where: { id: grantId } });
  if (!grant?.refreshTokenSealed || !grant.identifyAt) return;
  const refreshToken = ctx.vault.open(refreshTokenPlace(grant.id), grant.refreshTokenSealed);
  const tokens = { accessToken, expiresInSeconds: 0, hubId: portal.hubId.toString() };
  const startedAt = ctx.now();
  try {
    const fetched = await readGrant(ctx, portal.app, { tokens, refreshToken, startedAt });
    if (fetched?.isIdentified) await storeIdentified(ctx, portal, grant, fetched);
  } catch (error) {
    if (!(error instanceof GrantRefused)) throw error;
    await storeForeign(ctx, portal, grant, error);
  }
}

/** Before HubSpot is asked, so that several servers take turns. */
async function postpone(ctx: Context, id: string): Promise<void> {
  const grant = await ctx.db.grant.findUnique({ where: { id }, select: { createdAt: true } });
  if (!grant) return;
  await ctx.db.grant.updateMany({
    where: { id, identifyAt: { not: null } },
    data: { identifyAt: nextIdentifyAt(grant.createdAt, ctx.now()) },
  });
}

async function storeIdentified(
  ctx: Context,
  portal: PortalWithGrant,
  grant: Grant,
  fetched: FetchedGrant,
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    await learnAppNumber(tx, portal.app, fetched);
    await tx.portal.update({ where: { id: portal.id }, data: metadataOf(ctx, fetched) });
    const { count } = await tx.grant.updateMany({
      where: { id: grant.id, identifyAt: { not: null } },
      data: {
        identifyAt: null,
        installerEmail: fetched.installerEmail,
        installerUserId: fetched.installerUserId ?? grant.installerUserId,
        ...(fetched.scopes.length > 0 && { grantedScopes: fetched.scopes }),
      },
    });
    if (count === 0) return;
    await recordEvent(tx, ctx, {
      action: "portal.identified",
      target: targetOf({ ...portal, hubDomain: fetched.hubDomain ?? portal.hubDomain }),
      appId: portal.appId,
      portalId: portal.id,
      details: {
        installer: fetched.installerEmail ?? null,
        installerUserId: fetched.installerUserId?.toString() ?? null,
      },
    });
  });
}

/** The grant must not be kept: it goes back, and if it was in use an earlier one that still can takes its place. */
async function storeForeign(
  ctx: Context,
  portal: PortalWithGrant,
  grant: Grant,
  refused: GrantRefused,
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Portal" WHERE "id" = ${portal.id}::uuid FOR UPDATE`;
    const held = await tx.grant.findFirst({ where: { id: grant.id, identifyAt: { not: null } } });
    if (!held?.refreshTokenSealed) return;
    const refreshToken = ctx.vault.open(refreshTokenPlace(held.id), held.refreshTokenSealed);
    await tx.grant.update({
      where: { id: held.id },
      data: { ...TOKENS_WIPED, heldBackAt: null, endedAt: ctx.now(), endReason: refused.code },
    });
    await returnGrant(tx, ctx, {
      appId: portal.appId,
      hubId: portal.hubId,
      refreshToken,
      reason: refused.code === "inactive_token" ? "inactive_token" : "foreign_app",
    });
    const now = await tx.portal.findUniqueOrThrow({ where: { id: portal.id } });
    if (now.currentGrantId === held.id) await fallBack(tx, ctx, portal, refused);
    await recordEvent(tx, ctx, {
      action: "portal.grant_lost",
      outcome: "failed",
      target: targetOf(portal),
      appId: portal.appId,
      portalId: portal.id,
      correlationId: refused.correlationId,
      details: { reason: refused.code, grantOf: held.installerUserId?.toString() ?? null },
    });
  });
}

async function fallBack(
  tx: DbTransaction,
  ctx: Context,
  portal: PortalWithGrant,
  refused: GrantRefused,
): Promise<void> {
  const earlier = await tx.grant.findFirst({
    where: { portalId: portal.id, refreshTokenSealed: { not: null }, supersededAt: { not: null } },
    orderBy: { createdAt: "desc" },
  });
  if (earlier) await tx.grant.update({ where: { id: earlier.id }, data: { supersededAt: null } });
  await tx.portal.update({
    where: { id: portal.id },
    data: {
      ...LEASE_ENDED,
      leaseVersion: { increment: 1 },
      status: earlier ? "degraded" : "needs_reconnect",
      statusSince: ctx.now(),
      nextRefreshAt: earlier ? ctx.now() : null,
      ...(earlier && { currentGrantId: earlier.id }),
      consecutiveFailures: 1,
      lastErrorAt: ctx.now(),
      lastErrorKind: "rejected",
      lastErrorStatus: refused.code === "inactive_token" ? "INACTIVE_TOKEN" : "FOREIGN_APP",
      lastErrorHttpStatus: null,
      lastErrorCorrelationId: refused.correlationId ?? null,
    },
  });
}
