import "server-only";
import type { DbTransaction } from "@/lib/db/client";
import type { Grant, HubSpotApp, Portal } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";

export type PortalWithGrant = Portal & { app: HubSpotApp; currentGrant: Grant | null };

/** A portal with its app and its current grant, or null when it was deleted. */
export function findPortal(
  ctx: { db: DbTransaction },
  portalId: string,
): Promise<PortalWithGrant | null> {
  return ctx.db.portal.findUnique({
    where: { id: portalId },
    include: { app: true, currentGrant: true },
  });
}

/** The same where it must be there. @throws AppError not_found */
export async function loadPortal(
  ctx: { db: DbTransaction },
  portalId: string,
): Promise<PortalWithGrant> {
  const portal = await findPortal(ctx, portalId);
  if (!portal) throw new AppError("not_found");
  return portal;
}
