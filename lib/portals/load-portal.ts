import "server-only";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import {
  PORTAL_COLUMNS,
  readPortalRow,
  type PortalRow,
  type PortalWithGrant,
} from "@/lib/portals/portal-rows";

export type { PortalWithGrant };

/** A portal with its app and its current grant in one statement, or null when it was deleted. */
export async function findPortal(
  ctx: { db: DbTransaction },
  portalId: string,
): Promise<PortalWithGrant | null> {
  const [row] = await ctx.db.$queryRaw<PortalRow[]>`
    SELECT ${PORTAL_COLUMNS} FROM "Portal" p JOIN "HubSpotApp" a ON a."id" = p."appId"
    LEFT JOIN "Grant" g ON g."id" = p."currentGrantId" WHERE p."id" = ${portalId}::uuid`;
  return row ? readPortalRow(row) : null;
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
