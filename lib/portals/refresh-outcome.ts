import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { Grant } from "@/lib/db/generated/client";
import { isPassing, type HubSpotError } from "@/lib/hubspot/errors";
import type { TokenSet } from "@/lib/hubspot/read";
import { logger } from "@/lib/logger";
import { lockApp, pauseApp, resumeApp } from "./app-health";
import { heldBy, LEASE_ENDED, type Lease } from "./lease";
import type { PortalWithGrant, RefreshInput } from "./refresh";
import { nextRefreshAt, nextRetryAt } from "./schedule";
import { accessTokenPlace, refreshTokenPlace } from "./token-places";

interface Refreshed {
  portal: PortalWithGrant;
  grant: Grant;
  lease: Lease;
  tokens: TokenSet;
  startedAt: Date;
  trigger: RefreshInput["trigger"];
}

const STORE_TRIES = 5;
const NO_ERROR = {
  consecutiveFailures: 0,
  lastErrorAt: null,
  lastErrorKind: null,
  lastErrorStatus: null,
  lastErrorHttpStatus: null,
  lastErrorCorrelationId: null,
} as const;

/**
 * Stores what HubSpot returned, tokens first. HubSpot may have rotated the refresh token already, so a failing store
 * is tried again with the reply in memory before it is given up (SEC-35). Whoever lost the lease writes nothing.
 */
export async function storeRefreshed(ctx: Context, outcome: Refreshed): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ctx.db.$transaction((tx) => writeRefreshed(tx, ctx, outcome));
      return;
    } catch (error) {
      if (attempt >= STORE_TRIES) throw error;
      logger.warn({ err: error, portalId: outcome.portal.id, attempt }, "storing a refresh failed");
      await sleep(100 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

async function writeRefreshed(tx: DbTransaction, ctx: Context, outcome: Refreshed): Promise<void> {
  const { portal, grant, lease, tokens, startedAt, trigger } = outcome;
  const now = ctx.now();
  const expiresAt = new Date(startedAt.getTime() + tokens.expiresInSeconds * 1000);
  if (portal.app.credentialsRefusedAt) await lockApp(tx, portal.appId);
  const { count } = await tx.portal.updateMany({
    where: { ...heldBy(lease), currentGrantId: grant.id },
    data: {
      ...LEASE_ENDED,
      ...NO_ERROR,
      status: "connected",
      ...(portal.status !== "connected" && { statusSince: now }),
      lastRefreshAt: now,
      nextRefreshAt: nextRefreshAt(expiresAt, now),
    },
  });
  if (count === 0) return;
  const rotated = tokens.refreshToken && {
    refreshTokenSealed: ctx.vault.seal(refreshTokenPlace(grant.id), tokens.refreshToken),
    refreshTokenFingerprint: ctx.vault.fingerprint("refresh_token", tokens.refreshToken),
  };
  await tx.grant.update({
    where: { id: grant.id },
    data: {
      accessTokenSealed: ctx.vault.seal(accessTokenPlace(grant.id), tokens.accessToken),
      accessTokenFingerprint: ctx.vault.fingerprint("access_token", tokens.accessToken),
      accessTokenExpiresAt: expiresAt,
      ...rotated,
      ...(tokens.scopes?.length && { grantedScopes: tokens.scopes }),
      refreshedAt: now,
      refreshCount: { increment: 1 },
    },
  });
  if (portal.app.credentialsRefusedAt) await acceptApp(tx, ctx, outcome);
  const recovered = portal.status === "degraded" || portal.status === "needs_reconnect";
  // Routine renewals are counted on the grant; the log keeps what somebody did and what changed.
  if (trigger !== "person" && !recovered) return;
  await recordEvent(tx, ctx, {
    action: recovered ? "portal.refresh_recovered" : "portal.refreshed",
    target: targetOf(portal),
    appId: portal.appId,
    portalId: portal.id,
    correlationId: tokens.correlationId,
    details: {
      trigger,
      expiresInSeconds: tokens.expiresInSeconds,
      refreshTokenRotated:
        Boolean(rotated) && rotated?.refreshTokenFingerprint !== grant.refreshTokenFingerprint,
      ...(recovered && { failuresBefore: portal.consecutiveFailures }),
    },
  });
}

async function acceptApp(tx: DbTransaction, ctx: Context, { portal }: Refreshed): Promise<void> {
  await resumeApp(tx, portal.appId);
  await recordEvent(tx, ctx, {
    action: "app.credentials_accepted",
    target: { kind: "app", id: portal.app.id, label: portal.app.name },
    appId: portal.appId,
  });
}

interface Failed {
  portal: PortalWithGrant;
  lease: Lease;
  /** Absent when the failure is our own, for example a sealed value that does not open. */
  failure?: HubSpotError;
  trigger: RefreshInput["trigger"];
}

/** Stores a failed refresh: only a definite answer about this grant marks it dead. */
export async function storeRefreshFailure(ctx: Context, outcome: Failed): Promise<void> {
  await ctx.db.$transaction((tx) => writeFailure(tx, ctx, outcome));
}

async function writeFailure(tx: DbTransaction, ctx: Context, outcome: Failed): Promise<void> {
  const { portal, lease, failure } = outcome;
  const now = ctx.now();
  const failures = portal.consecutiveFailures + 1;
  const status = statusAfter(portal, failure);
  if (failure?.kind === "app_credentials") await lockApp(tx, portal.appId);
  const retryAt =
    status === "degraded" ? nextRetryAt(failures, failure?.retryAfterSeconds, now) : null;
  const { count } = await tx.portal.updateMany({
    where: heldBy(lease),
    data: {
      ...LEASE_ENDED,
      status,
      ...(portal.status !== status && { statusSince: now }),
      nextRefreshAt: retryAt,
      consecutiveFailures: failures,
      lastErrorAt: now,
      lastErrorKind: failure?.kind ?? "internal",
      lastErrorStatus: failure?.status ?? null,
      lastErrorHttpStatus: failure?.httpStatus ?? null,
      lastErrorCorrelationId: failure?.correlationId ?? null,
    },
  });
  if (count === 0) return;
  if (failure?.kind === "app_credentials") await pauseApp(tx, ctx, portal.app, failure);
  await recordEvent(tx, ctx, {
    action: status === "needs_reconnect" ? "portal.grant_lost" : "portal.refresh_failed",
    outcome: "failed",
    target: targetOf(portal),
    appId: portal.appId,
    portalId: portal.id,
    correlationId: failure?.correlationId,
    details: {
      trigger: outcome.trigger,
      kind: failure?.kind ?? "internal",
      hubspotStatus: failure?.status ?? null,
      httpStatus: failure?.httpStatus ?? null,
      attempt: failures,
      nextTryAt: retryAt?.toISOString() ?? null,
      passing: failure ? isPassing(failure.kind) : false,
    },
  });
}

/** An answer we do not know never marks a portal dead; a dead one stays dead until HubSpot says otherwise. */
function statusAfter(portal: PortalWithGrant, failure?: HubSpotError) {
  if (failure?.kind === "dead_grant") return "needs_reconnect" as const;
  if (failure?.kind === "app_credentials") {
    return portal.status === "needs_reconnect" ? portal.status : ("app_error" as const);
  }
  return portal.status === "needs_reconnect" ? portal.status : ("degraded" as const);
}

export function targetOf(portal: PortalWithGrant) {
  const label = portal.hubDomain ?? `Hub ${portal.hubId}`;
  return { kind: "portal", id: portal.id, label } as const;
}
