import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError, type AppErrorCode } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { RevokedGrants } from "./end-grants";
import { storeEnded, unconfirmed } from "./store-ended";
import { heldBy, LEASE_ENDED, type Lease } from "@/lib/portals/lease";
import { loadPortal, type PortalWithGrant } from "@/lib/portals/load-portal";

export type UninstallStep = "remove" | "revoke";

export type UninstallResult =
  | { outcome: "uninstalled"; accessTokenExpiresAt: Date | null }
  /** HubSpot did not confirm a step: the portal stays visible as "uninstall pending" until it is resumed. */
  | { outcome: "pending"; step: UninstallStep; error: UninstallFailure };

export type UninstallFailure = HubSpotError | "still_active" | "answer_lost" | AppErrorCode;

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

/** The end of an uninstall. @throws AppError conflict when the lease was lost */
export async function storeUninstalled(
  ctx: Context,
  portal: PortalWithGrant,
  lease: Lease,
  revoked: RevokedGrants,
): Promise<UninstallResult> {
  const details = {
    how:
      portal.uninstalledHow === "us"
        ? "HubSpot removed the app when asked"
        : "HubSpot no longer accepted the grant, so there was nothing left to remove the app with",
    removedAt: portal.uninstalledAt?.toISOString() ?? null,
  };
  const ending = { portal, lease, status: "uninstalled", revoked, details } as const;
  return { outcome: "uninstalled", accessTokenExpiresAt: await storeEnded(ctx, ending) };
}

/** Stores why a step did not finish. What a refresh has just written about its own failure is left as it is. */
export async function storeUninstallPending(
  ctx: Context,
  portalId: string,
  step: UninstallStep,
  error: UninstallFailure,
): Promise<UninstallResult> {
  const portal = await loadPortal(ctx, portalId);
  const { columns, event, details } = unconfirmed(ctx, portal, error);
  const isOwnWords =
    error instanceof HubSpotError || error === "still_active" || error === "answer_lost";
  await ctx.db.$transaction(async (tx) => {
    if (isOwnWords) await tx.portal.update({ where: { id: portalId }, data: columns });
    await recordEvent(tx, ctx, {
      action: "portal.uninstall_failed",
      ...event,
      details: {
        step: step === "remove" ? "removing the app" : "revoking the refresh token",
        ...details,
      },
    });
  });
  return { outcome: "pending", step, error };
}
