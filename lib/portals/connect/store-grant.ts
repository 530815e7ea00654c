import "server-only";
import { randomUUID } from "node:crypto";
import type { AuditEventInput } from "@/lib/audit/events";
import { insertLine } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { Prisma, type HubSpotApp } from "@/lib/db/generated/client";
import { orderedId } from "@/lib/db/ordered-id";
import { assigned, type Written } from "@/lib/db/written-columns";
import { isAbandoned, LEASE_ENDED } from "@/lib/portals/lease";
import { NO_FAILURE } from "@/lib/portals/no-failure";
import { lockApp, resumeApp } from "@/lib/portals/refresh/app-health";
import { plannedRefreshAt } from "@/lib/portals/refresh/schedule";
import { accessTokenPlace, refreshTokenPlace } from "@/lib/portals/token-places";
import type { AttemptWithApp } from "./fail-attempt";
import type { FetchedGrant } from "./fetch-grant";
import { findBetterGrant } from "./better-grant";
import { writeGrantRows, type PortalColumns } from "./grant-rows";
import { nextIdentifyAt } from "./identify-schedule";
import { lockPortal, type FoundForGrant, type KnownPortal } from "./lock-for-grant";
import { isStrangerSource } from "./stranger";

/**
 * Stores a fetched grant in the caller's transaction, which holds what was found, in one statement: portal (new or the same
 * again), grant as the current one, earlier grants superseded, attempt completed, event written.
 */
export async function storeGrant(
  tx: DbTransaction,
  ctx: Context,
  attempt: AttemptWithApp,
  fetched: FetchedGrant,
  { known, seq }: FoundForGrant,
): Promise<void> {
  const isStranger = isStrangerSource(attempt.source);
  const origin = { ...attempt, startedById: attempt.personId, isStranger };
  const { rows, portalId, grantId, isHeldBack, doubt } = await prepareGrant(
    tx,
    ctx,
    origin,
    fetched,
    known,
  );
  const completed: Partial<Written<Prisma.ConnectAttemptCreateManyInput>> = {
    status: "completed",
    portalId,
    grantId,
    wasReconnect: known !== undefined,
    codeVerifierSealed: null,
    askingSince: null,
    finishedAt: ctx.now(),
  };
  const event: AuditEventInput = {
    action: isHeldBack
      ? "portal.grant_held_back"
      : known
        ? "portal.reconnected"
        : "portal.connected",
    target: { kind: "portal", id: portalId, label: fetched.hubDomain ?? `Hub ${fetched.hubId}` },
    appId: attempt.appId,
    portalId,
    details: { source: attempt.source, ...grantFacts(fetched), ...doubt },
  };
  await tx.$executeRaw`
    WITH ${rows}, attempt AS (UPDATE "ConnectAttempt" SET ${assigned(completed)} WHERE "id" = ${attempt.id}::uuid)
    ${insertLine(ctx, event, seq)}`;
  // A code was just redeemed with these credentials, so whatever paused the app is over.
  if (attempt.app.credentialsRefusedAt) await resumeApp(tx, attempt.appId);
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
  isHeldBack: boolean;
  /** For the event: an answer for the grant before was lost, so HubSpot may go on accepting a token that nobody has. */
  doubt: { answerLostSince?: string };
}

/**
 * What is written of an app whose grant came in. Before any of its portals is held: transactions that write all of them
 * begin with the app too. A grant for another portal than was meant teaches the number as well: the client ID is this app's.
 */
export async function writeApp(
  tx: DbTransaction,
  app: GrantOrigin["app"],
  fetched: FetchedGrant,
): Promise<void> {
  if (app.credentialsRefusedAt) await lockApp(tx, app.id);
  await learnAppNumber(tx, app, fetched);
}

/** Writes portal and grant inside the caller's transaction; the caller says the rest and records the event. */
export async function writeGrant(
  tx: DbTransaction,
  ctx: Context,
  origin: GrantOrigin,
  fetched: FetchedGrant,
): Promise<WrittenGrant> {
  await writeApp(tx, origin.app, fetched);
  const known = await lockPortal(tx, origin.app.id, fetched.hubId);
  const { rows, ...written } = await prepareGrant(tx, ctx, origin, fetched, known);
  await tx.$executeRaw`WITH ${rows} SELECT 1`;
  return written;
}

/** Decides what a grant becomes, with its portal held. @returns rows: what writes it, see {@link writeGrantRows} */
async function prepareGrant(
  tx: DbTransaction,
  ctx: Context,
  origin: GrantOrigin,
  fetched: FetchedGrant,
  known: KnownPortal | undefined,
): Promise<WrittenGrant & { rows: Prisma.Sql }> {
  const grantId = randomUUID();
  const portalId = known?.id ?? orderedId();
  const appId = origin.app.id;
  const refreshTokenFingerprint = ctx.vault.fingerprint("refresh_token", fetched.refreshToken);
  const better =
    origin.isStranger && known
      ? await findBetterGrant(tx, portalId, { refreshTokenFingerprint, scopes: fetched.scopes })
      : null;
  const rows = writeGrantRows({
    grant: {
      id: grantId,
      portalId,
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
    portal: better
      ? null
      : { ...metadataOf(ctx, fetched), ...freshState(ctx, origin.app, fetched.expiresAt) },
    isNewOf: known ? null : { appId, hubId: fetched.hubId },
  });
  const doubt = known && !better ? doubtAbout(ctx, known) : {};
  return { rows, portalId, grantId, isHeldBack: better !== null, doubt };
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
): PortalColumns {
  return {
    ...NO_FAILURE,
    ...LEASE_ENDED,
    status: "connected",
    statusSince: ctx.now(),
    leaseVersion: Prisma.sql`"leaseVersion" + 1`,
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
