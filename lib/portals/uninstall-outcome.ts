import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { NO_FAILURE, wipeGrants } from "./end-grants";
import { heldBy, LEASE_ENDED, type Lease } from "./lease";
import { loadPortal, type PortalWithGrant } from "./refresh";
import { targetOf } from "./refresh-outcome";
import type { UninstallFailure, UninstallResult, UninstallStep } from "./uninstall";

/** Keeps that the app is gone at HubSpot, whatever becomes of the steps after it. */
export async function storeRemoved(
  ctx: Context,
  lease: Lease,
  removed: { how: "us" | "refresh"; correlationId?: string },
): Promise<void> {
  const { count } = await ctx.db.portal.updateMany({
    where: heldBy(lease),
    data: { ...LEASE_ENDED, uninstalledAt: ctx.now(), uninstalledHow: removed.how },
  });
  if (count === 0) throw new AppError("conflict");
}

/** The end: tokens wiped, status uninstalled, and the event with its proof, in one transaction. */
export async function storeUninstalled(
  ctx: Context,
  portal: PortalWithGrant,
  lease: Lease,
  correlationId: string | undefined,
): Promise<UninstallResult> {
  const now = ctx.now();
  const accessTokenExpiresAt = portal.currentGrant?.accessTokenExpiresAt ?? null;
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.portal.updateMany({
      where: heldBy(lease),
      data: {
        ...LEASE_ENDED,
        ...NO_FAILURE,
        status: "uninstalled",
        statusSince: now,
        nextRefreshAt: null,
      },
    });
    if (count === 0) throw new AppError("conflict");
    const { grants, sharers } = await wipeGrants(tx, ctx, portal, {
      reason: "uninstalled",
      correlationId,
    });
    await recordEvent(tx, ctx, {
      action: "portal.uninstalled",
      target: targetOf(portal),
      appId: portal.appId,
      portalId: portal.id,
      correlationId,
      details: {
        proof: "introspection says active:false",
        how:
          portal.uninstalledHow === "us"
            ? "HubSpot removed the app when asked"
            : "HubSpot no longer accepted the grant, so there was nothing left to remove the app with",
        removedAt: portal.uninstalledAt?.toISOString() ?? null,
        grants,
        ...(sharers.length > 0 && { alsoEnded: sharers.map(({ hubId }) => hubId) }),
        accessWorksUntil: accessTokenExpiresAt?.toISOString() ?? null,
      },
    });
  });
  return { outcome: "uninstalled", accessTokenExpiresAt };
}

/** Stores why a step did not finish. What a refresh has just written about its own failure is left as it is. */
export async function storeUninstallPending(
  ctx: Context,
  portalId: string,
  step: UninstallStep,
  error: UninstallFailure,
): Promise<UninstallResult> {
  const portal = await loadPortal(ctx, portalId);
  const failure = error instanceof HubSpotError ? error : undefined;
  const kind = failure?.kind ?? (error as Exclude<UninstallFailure, HubSpotError>);
  const isOwnWords = failure !== undefined || error === "still_active";
  await ctx.db.$transaction(async (tx) => {
    if (isOwnWords) {
      await tx.portal.update({
        where: { id: portalId },
        data: {
          lastErrorAt: ctx.now(),
          lastErrorKind: kind,
          lastErrorStatus: failure?.status ?? null,
          lastErrorHttpStatus: failure?.httpStatus ?? null,
          lastErrorCorrelationId: failure?.correlationId ?? null,
        },
      });
    }
    await recordEvent(tx, ctx, {
      action: "portal.uninstall_failed",
      outcome: "failed",
      target: targetOf(portal),
      appId: portal.appId,
      portalId: portal.id,
      correlationId: failure?.correlationId,
      details: {
        step: step === "remove" ? "removing the app" : "revoking the refresh token",
        kind,
        hubspotStatus: failure?.status ?? null,
        httpStatus: failure?.httpStatus ?? null,
      },
    });
  });
  return { outcome: "pending", step, error };
}
