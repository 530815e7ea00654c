import "server-only";
import { randomUUID } from "node:crypto";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { ConnectAttempt, HubSpotApp, Portal } from "@/lib/db/generated/client";
import { lockApp, resumeApp } from "./app-health";
import type { FetchedGrant } from "./fetch-grant";
import { nextRefreshAt } from "./schedule";
import { accessTokenPlace, refreshTokenPlace } from "./token-places";

type AttemptWithApp = ConnectAttempt & { app: HubSpotApp };

/**
 * Stores a fetched grant in one transaction: portal (new or the same again), grant as the current one, earlier grants
 * superseded, attempt completed, event written.
 */
export async function storeGrant(
  ctx: Context,
  attempt: AttemptWithApp,
  fetched: FetchedGrant,
): Promise<{ portalId: string; grantId: string }> {
  return ctx.db.$transaction(async (tx) => {
    const origin = { ...attempt, startedById: attempt.personId };
    const { portalId, grantId, wasKnown } = await writeGrant(tx, ctx, origin, fetched);
    await tx.connectAttempt.update({
      where: { id: attempt.id },
      data: {
        status: "completed",
        portalId,
        grantId,
        wasReconnect: wasKnown,
        codeVerifierSealed: null,
        finishedAt: ctx.now(),
      },
    });
    // A code was just redeemed with these credentials, so whatever paused the app is over.
    if (attempt.app.credentialsRefusedAt) await resumeApp(tx, attempt.appId);
    await recordEvent(tx, ctx, {
      action: wasKnown ? "portal.reconnected" : "portal.connected",
      target: { kind: "portal", id: portalId, label: fetched.hubDomain ?? `Hub ${fetched.hubId}` },
      appId: attempt.appId,
      portalId,
      details: { source: attempt.source, ...grantFacts(fetched) },
    });
    return { portalId, grantId };
  });
}

/** What an event says about a grant that came in. */
export function grantFacts(fetched: FetchedGrant) {
  return {
    hubId: fetched.hubId.toString(),
    installer: fetched.installerEmail ?? null,
    installerUserId: fetched.installerUserId?.toString() ?? null,
    scopes: fetched.scopes,
  };
}

/** Who began it and what was asked for. How it came is said by its attempt; a grant without one was imported. */
export interface GrantOrigin {
  app: Pick<HubSpotApp, "id" | "credentialsRefusedAt">;
  startedById: string | null;
  requestedScopes: string[];
  requestedOptionalScopes: string[];
}

/** Writes portal and grant inside the caller's transaction; the caller says the rest and records the event. */
export async function writeGrant(
  tx: DbTransaction,
  ctx: Context,
  origin: GrantOrigin,
  fetched: FetchedGrant,
): Promise<{ portalId: string; grantId: string; wasKnown: boolean }> {
  const grantId = randomUUID();
  const appId = origin.app.id;
  if (origin.app.credentialsRefusedAt) await lockApp(tx, appId);
  const known = await lockPortal(tx, appId, fetched.hubId);
  const portal = known ?? (await createPortal(tx, appId, fetched));
  const refreshTokenFingerprint = ctx.vault.fingerprint("refresh_token", fetched.refreshToken);
  await supersede(tx, ctx, portal.id, refreshTokenFingerprint);
  await tx.grant.create({
    data: {
      id: grantId,
      portalId: portal.id,
      appId,
      startedById: origin.startedById,
      installerEmail: fetched.installerEmail,
      installerUserId: fetched.installerUserId,
      requestedScopes: origin.requestedScopes,
      requestedOptionalScopes: origin.requestedOptionalScopes,
      grantedScopes: fetched.scopes,
      accessTokenSealed: ctx.vault.seal(accessTokenPlace(grantId), fetched.accessToken),
      accessTokenFingerprint: ctx.vault.fingerprint("access_token", fetched.accessToken),
      accessTokenExpiresAt: fetched.expiresAt,
      refreshTokenSealed: ctx.vault.seal(refreshTokenPlace(grantId), fetched.refreshToken),
      refreshTokenFingerprint,
      createdAt: ctx.now(),
    },
  });
  await tx.portal.update({
    where: { id: portal.id },
    data: { ...metadataOf(ctx, fetched), ...freshState(ctx, fetched), currentGrantId: grantId },
  });
  return { portalId: portal.id, grantId, wasKnown: known !== undefined };
}

async function lockPortal(
  tx: DbTransaction,
  appId: string,
  hubId: bigint,
): Promise<Pick<Portal, "id"> | undefined> {
  const rows = await tx.$queryRaw<Pick<Portal, "id">[]>`
    SELECT "id" FROM "Portal" WHERE "appId" = ${appId}::uuid AND "hubId" = ${hubId} FOR UPDATE`;
  return rows[0];
}

async function createPortal(
  tx: DbTransaction,
  appId: string,
  { hubId }: FetchedGrant,
): Promise<Pick<Portal, "id">> {
  return tx.portal.create({ data: { appId, hubId, status: "connected" }, select: { id: true } });
}

/**
 * Earlier grants step back. Their access tokens are of no further use; a refresh token is kept sealed so that it can
 * still be revoked, unless HubSpot handed out the very same one again.
 */
async function supersede(
  tx: DbTransaction,
  ctx: Context,
  portalId: string,
  refreshTokenFingerprint: string,
): Promise<void> {
  const earlier = { portalId, supersededAt: null };
  await tx.grant.updateMany({
    where: { portalId, refreshTokenFingerprint },
    data: { refreshTokenSealed: null },
  });
  await tx.grant.updateMany({
    where: earlier,
    data: { supersededAt: ctx.now(), accessTokenSealed: null },
  });
}

function metadataOf(ctx: Context, fetched: FetchedGrant) {
  const { details } = fetched;
  return {
    ...(fetched.hubDomain && { hubDomain: fetched.hubDomain }),
    ...(details && {
      uiDomain: details.uiDomain,
      accountType: details.accountType,
      dataHostingLocation: details.dataHostingLocation,
      timeZone: details.timeZone,
      currency: details.currency,
      metadataAt: ctx.now(),
    }),
  };
}

/** A new grant starts clean; the bumped fence makes a refresh of the old grant that is still under way lose. */
function freshState(ctx: Context, fetched: FetchedGrant) {
  return {
    status: "connected" as const,
    statusSince: ctx.now(),
    leaseVersion: { increment: 1 },
    leaseOwner: null,
    leaseUntil: null,
    refreshStartedAt: null,
    lastRefreshAt: null,
    nextRefreshAt: nextRefreshAt(fetched.expiresAt, ctx.now()),
    consecutiveFailures: 0,
    lastErrorAt: null,
    lastErrorKind: null,
    lastErrorStatus: null,
    lastErrorHttpStatus: null,
    lastErrorCorrelationId: null,
    revokeRequestedAt: null,
    revokeRequestedById: null,
    revokedAt: null,
    uninstallRequestedAt: null,
    uninstallRequestedById: null,
    uninstalledAt: null,
    uninstalledHow: null,
  };
}
