import "server-only";
import { randomUUID } from "node:crypto";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { HubSpotApp, Portal } from "@/lib/db/generated/client";
import { isAbandoned, LEASE_ENDED } from "@/lib/portals/lease";
import { NO_FAILURE } from "@/lib/portals/no-failure";
import { lockApp, resumeApp } from "@/lib/portals/refresh/app-health";
import { plannedRefreshAt } from "@/lib/portals/refresh/schedule";
import { accessTokenPlace, refreshTokenPlace } from "@/lib/portals/token-places";
import type { AttemptWithApp } from "./fail-attempt";
import type { FetchedGrant } from "./fetch-grant";
import { findBetterGrant } from "./better-grant";
import { nextIdentifyAt } from "./identify-schedule";
import { isStrangerSource } from "./stranger";

/**
 * Stores a fetched grant in the caller's transaction, which holds the attempt: portal (new or the same again), grant as the
 * current one, earlier grants superseded, attempt completed, event written.
 */
export async function storeGrant(
  tx: DbTransaction,
  ctx: Context,
  attempt: AttemptWithApp,
  fetched: FetchedGrant,
): Promise<void> {
  const isStranger = isStrangerSource(attempt.source);
  const origin = { ...attempt, startedById: attempt.personId, isStranger };
  const written = await writeGrant(tx, ctx, origin, fetched);
  const { portalId, grantId, wasKnown, isHeldBack, doubt } = written;
  await tx.connectAttempt.update({
    where: { id: attempt.id },
    select: { id: true },
    data: {
      status: "completed",
      portalId,
      grantId,
      wasReconnect: wasKnown,
      codeVerifierSealed: null,
      askingSince: null,
      finishedAt: ctx.now(),
    },
  });
  // A code was just redeemed with these credentials, so whatever paused the app is over.
  if (attempt.app.credentialsRefusedAt) await resumeApp(tx, attempt.appId);
  await recordEvent(tx, ctx, {
    action: isHeldBack
      ? "portal.grant_held_back"
      : wasKnown
        ? "portal.reconnected"
        : "portal.connected",
    target: { kind: "portal", id: portalId, label: fetched.hubDomain ?? `Hub ${fetched.hubId}` },
    appId: attempt.appId,
    portalId,
    details: { source: attempt.source, ...grantFacts(fetched), ...doubt },
  });
}

/** What an event says about a grant that came in. */
export function grantFacts(fetched: FetchedGrant) {
  return {
    hubId: fetched.hubId.toString(),
    installer: fetched.installerEmail ?? null,
    installerUserId: fetched.installerUserId?.toString() ?? null,
    scopes: fetched.scopes,
    ...(!fetched.isIdentified && { stillAsking: true }),
  };
}

/** Who began it and what was asked for. How it came is said by its attempt; a grant without one was imported. */
export interface GrantOrigin {
  app: Pick<HubSpotApp, "id" | "credentialsRefusedAt" | "hubspotAppId" | "refreshPolicy">;
  startedById: string | null;
  requestedScopes: string[];
  requestedOptionalScopes: string[];
  /** Somebody without an account here brought it: it does not take the place of a grant that can do more. */
  isStranger?: boolean;
}

interface WrittenGrant {
  portalId: string;
  grantId: string;
  wasKnown: boolean;
  isHeldBack: boolean;
  /** For the event: an answer for the grant before was lost, so HubSpot may go on accepting a token that nobody has. */
  doubt: { answerLostSince?: string };
}

/** Writes portal and grant inside the caller's transaction; the caller says the rest and records the event. */
export async function writeGrant(
  tx: DbTransaction,
  ctx: Context,
  origin: GrantOrigin,
  fetched: FetchedGrant,
): Promise<WrittenGrant> {
  const grantId = randomUUID();
  const appId = origin.app.id;
  if (origin.app.credentialsRefusedAt) await lockApp(tx, appId);
  await learnAppNumber(tx, origin.app, fetched);
  const known = await lockPortal(tx, appId, fetched.hubId);
  const portal = known ?? (await createPortal(tx, appId, fetched));
  const refreshTokenFingerprint = ctx.vault.fingerprint("refresh_token", fetched.refreshToken);
  const better =
    origin.isStranger && known
      ? await findBetterGrant(tx, portal.id, { refreshTokenFingerprint, scopes: fetched.scopes })
      : null;
  // A new portal has no earlier grants.
  if (known && !better) await supersede(tx, ctx, portal.id, refreshTokenFingerprint);
  await tx.grant.create({
    select: { id: true },
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
      ...accessColumns(ctx, grantId, fetched),
      refreshTokenSealed: ctx.vault.seal(refreshTokenPlace(grantId), fetched.refreshToken),
      refreshTokenFingerprint,
      identifyAt: fetched.isIdentified ? null : nextIdentifyAt(ctx.now(), ctx.now()),
      heldBackAt: better ? ctx.now() : null,
      createdAt: ctx.now(),
    },
  });
  if (!better) {
    await tx.portal.update({
      where: { id: portal.id },
      select: { id: true },
      data: {
        ...metadataOf(ctx, fetched),
        ...freshState(ctx, origin.app, fetched.expiresAt),
        currentGrantId: grantId,
      },
    });
  }
  const wasKnown = known !== undefined;
  const doubt = known && !better ? doubtAbout(ctx, known) : {};
  return { portalId: portal.id, grantId, wasKnown, isHeldBack: better !== null, doubt };
}

/** What becomes of a call that somebody is still at, its answer will say. */
function doubtAbout(ctx: Context, known: KnownPortal): WrittenGrant["doubt"] {
  const { outcomeUnknownAt, refreshStartedAt } = known;
  const since = outcomeUnknownAt ?? (isAbandoned(known, ctx.now()) ? refreshStartedAt : null);
  return since ? { answerLostSince: since.toISOString() } : {};
}

function accessColumns(ctx: Context, grantId: string, { accessToken, expiresAt }: FetchedGrant) {
  if (!accessToken) return {};
  return {
    accessTokenSealed: ctx.vault.seal(accessTokenPlace(grantId), accessToken),
    accessTokenFingerprint: ctx.vault.fingerprint("access_token", accessToken),
    accessTokenExpiresAt: expiresAt,
  };
}

/** The first answer that names HubSpot's number of the app is what later ones are compared with (SEC-16). */
export async function learnAppNumber(
  tx: DbTransaction,
  app: Pick<HubSpotApp, "id" | "hubspotAppId">,
  { hubspotAppId }: FetchedGrant,
): Promise<void> {
  if (!hubspotAppId || app.hubspotAppId !== null) return;
  await tx.$executeRaw`
    UPDATE "HubSpotApp" SET "hubspotAppId" = ${hubspotAppId}
    WHERE "id" = ${app.id}::uuid AND "hubspotAppId" IS NULL`;
}

type KnownPortal = Pick<Portal, "id" | "outcomeUnknownAt" | "refreshStartedAt" | "leaseUntil">;

async function lockPortal(
  tx: DbTransaction,
  appId: string,
  hubId: bigint,
): Promise<KnownPortal | undefined> {
  const rows = await tx.$queryRaw<KnownPortal[]>`
    SELECT "id", "outcomeUnknownAt", "refreshStartedAt", "leaseUntil" FROM "Portal" WHERE "appId" = ${appId}::uuid AND "hubId" = ${hubId} FOR UPDATE`;
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
export async function supersede(
  tx: DbTransaction,
  ctx: Context,
  portalId: string,
  refreshTokenFingerprint: string | null,
): Promise<void> {
  const earlier = { portalId, supersededAt: null };
  if (refreshTokenFingerprint) {
    await tx.grant.updateMany({
      where: { portalId, refreshTokenFingerprint },
      data: { refreshTokenSealed: null },
    });
  }
  await tx.grant.updateMany({
    where: earlier,
    data: {
      supersededAt: ctx.now(),
      accessTokenSealed: null,
      previousRefreshTokenSealed: null,
      identifyAt: null,
      heldBackAt: null,
    },
  });
}

export function metadataOf(ctx: Context, fetched: FetchedGrant) {
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
export function freshState(
  ctx: Context,
  { refreshPolicy }: Pick<HubSpotApp, "refreshPolicy">,
  expiresAt: Date,
) {
  return {
    ...NO_FAILURE,
    ...LEASE_ENDED,
    status: "connected" as const,
    statusSince: ctx.now(),
    leaseVersion: { increment: 1 },
    lastRefreshAt: null,
    nextRefreshAt: plannedRefreshAt(refreshPolicy, { expiresAt, lastReadAt: null }, ctx.now()),
    revokeRequestedAt: null,
    revokeRequestedById: null,
    revokedAt: null,
    uninstallRequestedAt: null,
    uninstallRequestedById: null,
    uninstalledAt: null,
    uninstalledHow: null,
  };
}
