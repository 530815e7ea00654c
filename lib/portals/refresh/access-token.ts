import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import { AppError } from "@/lib/errors";
import { loadPortal, type PortalWithGrant } from "@/lib/portals/load-portal";
import { refreshPortal } from "./refresh";
import { hasLiveGrant, isUninstallPending } from "@/lib/portals/status";
import { accessTokenPlace } from "@/lib/portals/token-places";

/**
 * An access token of a portal that lives at least `minTtlSeconds` more, refreshed first when the stored one does not.
 * @throws AppError not_found, portal_not_active, revocation_pending, uninstall_pending, grant_dead,
 *   app_credentials_refused, hubspot_unavailable
 */
export async function getAccessToken(
  ctx: Context,
  portalId: string,
  minTtlSeconds: number,
): Promise<{ token: Secret; portal: PortalWithGrant }> {
  const stored = await loadPortal(ctx, portalId);
  if (stored.revokeRequestedAt && !stored.revokedAt) throw new AppError("revocation_pending");
  if (isUninstallPending(stored)) throw new AppError("uninstall_pending");
  const ready = validToken(ctx, stored, minTtlSeconds);
  if (ready) return { token: ready, portal: stored };
  const { portal } = await refreshPortal(ctx, { portalId, trigger: "need" });
  const fresh = validToken(ctx, portal, Math.min(minTtlSeconds, 1));
  if (fresh) return { token: fresh, portal };
  if (portal.status === "needs_reconnect") throw new AppError("grant_dead");
  if (portal.status === "app_error") throw new AppError("app_credentials_refused");
  throw new AppError("hubspot_unavailable");
}

/** The stored access token of a portal that was just read, when it lives so long. */
export function validToken(
  ctx: Context,
  portal: PortalWithGrant,
  minTtlSeconds: number,
): Secret | undefined {
  const grant = portal.currentGrant;
  if (!hasLiveGrant(portal.status) || !grant?.accessTokenSealed || !grant.accessTokenExpiresAt) {
    return undefined;
  }
  const ttlMs = grant.accessTokenExpiresAt.getTime() - ctx.now().getTime();
  if (ttlMs < minTtlSeconds * 1000) return undefined;
  return ctx.vault.open(accessTokenPlace(grant.id), grant.accessTokenSealed);
}
