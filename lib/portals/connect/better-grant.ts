import "server-only";
import type { DbTransaction } from "@/lib/db/client";
import type { Grant } from "@/lib/db/generated/client";
import { hasLiveGrant } from "@/lib/portals/status";

/**
 * The grant in use, when it works and may do something that a newly arrived one may not. When HubSpot handed out the very
 * same token again there is only one grant to speak of, whoever asked for it.
 */
export async function findBetterGrant(
  tx: DbTransaction,
  portalId: string,
  arrived: { refreshTokenFingerprint: string; scopes: string[] },
): Promise<Grant | null> {
  const portal = await tx.portal.findUnique({
    where: { id: portalId },
    include: { currentGrant: true },
  });
  const current = portal?.currentGrant;
  if (!portal || !current?.refreshTokenSealed || !hasLiveGrant(portal.status)) return null;
  if (current.refreshTokenFingerprint === arrived.refreshTokenFingerprint) return null;
  const arrivedScopes = new Set(arrived.scopes);
  return current.grantedScopes.every((scope) => arrivedScopes.has(scope)) ? null : current;
}
