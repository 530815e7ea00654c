import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { isPassing, mayHaveTakenEffect, type HubSpotError } from "@/lib/hubspot/errors";
import { heldBy, LEASE_ENDED, type Lease } from "@/lib/portals/lease";
import type { PortalWithGrant } from "@/lib/portals/load-portal";
import { isUninstallPending } from "@/lib/portals/status";
import { targetOf } from "@/lib/portals/target-of";
import { lockApp, pauseApp } from "./app-health";
import { nextRetryAt } from "./schedule";
import type { RefreshTrigger } from "./trigger";

interface Failed {
  portal: PortalWithGrant;
  lease: Lease;
  /** Absent when the failure is our own, for example a sealed value that does not open. */
  failure?: HubSpotError;
  trigger: RefreshTrigger;
  /** One of so many that they are counted instead of told one by one. */
  isQuiet?: boolean;
}

/**
 * Stores a failed refresh: only a definite answer about this grant marks it dead, and one that leaves open whether
 * HubSpot rotated the token is remembered as that (SEC-37, SEC-39).
 */
export async function storeRefreshFailure(ctx: Context, outcome: Failed): Promise<void> {
  if (outcome.isQuiet) await writeQuietly(ctx, outcome);
  else await ctx.db.$transaction((tx) => writeFailure(tx, ctx, outcome));
}

/** One statement, and no line in the log. Only for failures that pass: they touch nothing but their portal. */
async function writeQuietly(ctx: Context, { portal, lease, failure }: Failed): Promise<void> {
  await ctx.db.portal.updateMany({
    where: heldBy(lease),
    data: { ...LEASE_ENDED, ...failureColumns(ctx, portal, failure) },
  });
}

async function writeFailure(tx: DbTransaction, ctx: Context, outcome: Failed): Promise<void> {
  const { portal, lease, failure, trigger } = outcome;
  if (failure?.kind === "app_credentials") await lockApp(tx, portal.appId);
  const columns = failureColumns(ctx, portal, failure);
  const { count } = await tx.portal.updateMany({
    where: heldBy(lease),
    data: { ...LEASE_ENDED, ...columns },
  });
  if (count === 0) return;
  if (failure?.kind === "app_credentials") await pauseApp(tx, ctx, portal.app, failure);
  await recordFailure(tx, ctx, { portal, failure, columns, trigger });
}

export type FailureColumns = ReturnType<typeof failureColumns>;

/** What a failed refresh changes about its portal. */
export function failureColumns(ctx: Context, portal: PortalWithGrant, failure?: HubSpotError) {
  const now = ctx.now();
  const failures = portal.consecutiveFailures + 1;
  const status = statusAfter(portal, failure);
  return {
    status,
    ...(portal.status !== status && { statusSince: now }),
    nextRefreshAt:
      status === "degraded" && !isUninstallPending(portal)
        ? nextRetryAt(failures, failure?.retryAfterSeconds, now)
        : null,
    consecutiveFailures: failures,
    ...(!isStillLost(portal, failure) && {
      lastErrorAt: now,
      lastErrorKind: kindFor(portal, failure),
      lastErrorStatus: failure?.status ?? null,
      lastErrorHttpStatus: failure?.httpStatus ?? null,
      lastErrorCorrelationId: failure?.correlationId ?? null,
      ...doubt(portal, failure, now),
    }),
  };
}

/**
 * A grant that is dead is tried again, and nothing is learned about it: why it is dead stays what the portal says, and a
 * dead token leaves nothing in doubt.
 */
function isStillLost({ status }: PortalWithGrant, failure?: HubSpotError): boolean {
  return status === "needs_reconnect" && failure?.kind !== "dead_grant";
}

/**
 * A refresh token that is dead after an answer went missing is dead because of that, as far as anybody knows: HubSpot may
 * have ended it with the answer, and asking again does not change why. A closed account is another matter, and HubSpot says so.
 */
function kindFor(portal: PortalWithGrant, failure?: HubSpotError) {
  const isLost = failure?.kind === "dead_grant" && failure.status !== "BAD_HUB";
  const wasLost = portal.status === "needs_reconnect" && portal.lastErrorKind === "answer_lost";
  if (isLost && (portal.outcomeUnknownAt || wasLost)) return "answer_lost" as const;
  return failure?.kind ?? ("internal" as const);
}

/** A dead grant ends the doubt; an answer that never came begins it, and a later one of that kind prolongs it. */
function doubt(portal: PortalWithGrant, failure: HubSpotError | undefined, now: Date) {
  if (failure?.kind === "dead_grant") return { outcomeUnknownAt: null };
  if (!failure || !mayHaveTakenEffect(failure)) return {};
  return { outcomeUnknownAt: portal.outcomeUnknownAt ?? now };
}

/** The event of a failed refresh, inside the transaction that stores it. */
export async function recordFailure(
  tx: DbTransaction,
  ctx: Context,
  { portal, failure, columns, trigger }: Omit<Failed, "lease"> & { columns: FailureColumns },
): Promise<void> {
  const { consecutiveFailures, nextRefreshAt } = columns;
  const kind = kindFor(portal, failure);
  await recordEvent(tx, ctx, {
    action: failure?.kind === "dead_grant" ? "portal.grant_lost" : "portal.refresh_failed",
    outcome: "failed",
    target: targetOf(portal),
    appId: portal.appId,
    portalId: portal.id,
    correlationId: failure?.correlationId,
    details: {
      trigger,
      kind,
      ...(kind === "answer_lost" && {
        answerLostSince: portal.outcomeUnknownAt?.toISOString(),
      }),
      hubspotStatus: failure?.status ?? null,
      httpStatus: failure?.httpStatus ?? null,
      attempt: consecutiveFailures,
      nextTryAt: nextRefreshAt?.toISOString() ?? null,
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
