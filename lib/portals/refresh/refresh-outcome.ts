import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { Grant } from "@/lib/db/generated/client";
import type { TokenSet } from "@/lib/hubspot/read";
import { heldBy, LEASE_ENDED, type Lease } from "@/lib/portals/lease";
import { findPortal, type PortalWithGrant } from "@/lib/portals/load-portal";
import { targetOf } from "@/lib/portals/target-of";
import { judgeTokens, renewedColumns, type RefreshAnswer } from "./answer";
import { lockApp, resumeApp } from "./app-health";
import { observeLostLease } from "@/lib/metrics/observe";
import { storeLateAnswer } from "./late-answer";
import { failureColumns, recordFailure } from "./refresh-failure";
import { storeRenewal, type Renewal } from "./store-renewals";
import { tokenColumns } from "./token-columns";
import type { RefreshTrigger } from "./trigger";

interface Asker {
  lease: Lease;
  trigger: RefreshTrigger;
  /** False while a new secret is being proved: a pause of the app ends when that is stored, not before. */
  resumesApp?: boolean;
  /** The portal as it was under the lease. */
  seen?: PortalWithGrant;
  /** One of so many recoveries that they are counted instead of told one by one. */
  isQuiet?: boolean;
}

/**
 * Stores what HubSpot gave for a refresh, tokens first. Safe to repeat. Whoever lost the lease changes nothing about the
 * portal, but its tokens are kept where they belong: nobody else has them (SEC-35, SEC-36).
 * @returns the portal afterwards, where it was learned on the way
 */
export async function storeRefreshed(
  ctx: Context,
  answer: RefreshAnswer,
  asker: Asker,
): Promise<PortalWithGrant | undefined> {
  const renewal = asker.seen && renewalOf(ctx, asker.seen, answer, asker);
  const stored = renewal && (await storeRenewal(ctx, renewal));
  if (stored?.isStored) return stored.portal;
  const isOurs = await ctx.db.$transaction(async (tx) => {
    const portal = await findPortal({ db: tx }, answer.portalId);
    return portal !== null && writeRefreshed(tx, ctx, portal, answer, asker);
  });
  if (isOurs) return undefined;
  observeLostLease();
  await storeLateAnswer(ctx, answer);
  return undefined;
}

/** The outcome as one statement, when there is nothing to tell about it beside the tokens themselves. */
function renewalOf(
  ctx: Context,
  seen: PortalWithGrant,
  answer: RefreshAnswer,
  { lease, trigger, isQuiet }: Asker,
): Renewal | undefined {
  const grant = seen.currentGrant;
  const isRoutine = seen.status === "connected" || (isQuiet && seen.status === "degraded");
  if (!isRoutine || trigger === "person" || seen.app.credentialsRefusedAt) return undefined;
  if (grant?.id !== answer.grantId || judgeTokens(seen, answer.tokens)) return undefined;
  const { lastRefreshAt, nextRefreshAt } = renewedColumns(ctx, seen, answer);
  const tokens = tokenColumns(ctx, grant, answer, { isUsable: true });
  const { accessTokenSealed, accessTokenFingerprint, accessTokenExpiresAt } = tokens;
  if (!accessTokenSealed || !accessTokenFingerprint || !accessTokenExpiresAt) return undefined;
  const { grantedScopes, refreshTokenSealed, refreshTokenFingerprint } = tokens;
  return {
    lease,
    grantId: grant.id,
    columns: {
      lastRefreshAt,
      nextRefreshAt,
      refreshPolicy: seen.app.refreshPolicy,
      accessTokenSealed,
      accessTokenFingerprint,
      accessTokenExpiresAt,
      grantedScopes,
      refreshTokenSealed,
      refreshTokenFingerprint,
      previousRefreshTokenSealed: tokens.previousRefreshTokenSealed,
    },
    isRead: trigger !== "schedule",
  };
}

async function writeRefreshed(
  tx: DbTransaction,
  ctx: Context,
  portal: PortalWithGrant,
  answer: RefreshAnswer,
  { lease, trigger, resumesApp = true }: Asker,
): Promise<boolean> {
  const { tokens } = answer;
  const grant = portal.currentGrant;
  if (grant?.id !== answer.grantId) return false;
  const resumes = resumesApp && portal.app.credentialsRefusedAt !== null;
  if (resumes) await lockApp(tx, portal.appId);
  const unusable = judgeTokens(portal, tokens);
  const columns = unusable
    ? failureColumns(ctx, portal, unusable)
    : renewedColumns(ctx, portal, answer);
  const { count } = await tx.portal.updateMany({
    where: { ...heldBy(lease), currentGrantId: grant.id },
    data: { ...LEASE_ENDED, ...columns },
  });
  if (count === 0) return false;
  await tx.grant.update({
    where: { id: grant.id },
    data: tokenColumns(ctx, grant, answer, { isUsable: !unusable }),
  });
  if (resumes) await acceptApp(tx, ctx, portal);
  if (unusable) {
    const failed = failureColumns(ctx, portal, unusable);
    await recordFailure(tx, ctx, { portal, failure: unusable, columns: failed, trigger });
  } else {
    await recordRenewed(tx, ctx, { portal, grant, tokens, trigger });
  }
  return true;
}

interface Renewed {
  portal: PortalWithGrant;
  grant: Grant;
  tokens: TokenSet;
  trigger: RefreshTrigger;
}

/** Routine renewals are counted on the grant; the log keeps what somebody did and what changed. */
async function recordRenewed(
  tx: DbTransaction,
  ctx: Context,
  { portal, grant, tokens, trigger }: Renewed,
): Promise<void> {
  const recovered = portal.status === "degraded" || portal.status === "needs_reconnect";
  if (trigger !== "person" && !recovered) return;
  const fingerprint =
    tokens.refreshToken && ctx.vault.fingerprint("refresh_token", tokens.refreshToken);
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
        fingerprint !== undefined && fingerprint !== grant.refreshTokenFingerprint,
      ...(recovered && { failuresBefore: portal.consecutiveFailures }),
    },
  });
}

async function acceptApp(tx: DbTransaction, ctx: Context, portal: PortalWithGrant): Promise<void> {
  await resumeApp(tx, portal.appId);
  await recordEvent(tx, ctx, {
    action: "app.credentials_accepted",
    target: { kind: "app", id: portal.app.id, label: portal.app.name },
    appId: portal.appId,
  });
}
