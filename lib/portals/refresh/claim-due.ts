import "server-only";
import type { Context } from "@/lib/context";
import { LEASE_IS_FREE, leaseClaimed, newLeaseOwner, type Lease } from "@/lib/portals/lease";
import type { PortalWithGrant } from "@/lib/portals/load-portal";
import { PORTAL_COLUMNS, readPortalRow, type PortalRow } from "@/lib/portals/portal-rows";

/** A portal whose lease is ours, as it is under the lease. */
export interface ClaimedPortal {
  lease: Lease;
  portal: PortalWithGrant;
}

/** How many portals of an app are wanted. */
export interface Wanted {
  appId: string;
  count: number;
}

/**
 * Claims portals that are to be refreshed now, not forbidden, and that nobody is at, in one statement: first those whose
 * last attempt was begun by somebody who died, because what HubSpot answered is unknown (SEC-34), then by when they are
 * due. Rows that another server is claiming are passed over. What is read of a portal belongs to the version that was
 * claimed: one that changed while the statement ran is left for the next.
 * @param except portals that are left out
 */
export async function claimDuePortals(
  ctx: Context,
  wanted: Wanted[],
  except: string[],
): Promise<ClaimedPortal[]> {
  const owner = newLeaseOwner(ctx);
  const now = ctx.now();
  const rows = await ctx.db.$queryRaw<PortalRow[]>`
    WITH due AS MATERIALIZED (
      SELECT found.* FROM unnest(${wanted.map(({ appId }) => appId)}::uuid[],
        ${wanted.map(({ count }) => count)}::int[]) AS app(id, count)
      CROSS JOIN LATERAL (
        SELECT * FROM (
          SELECT * FROM (
            SELECT p."id", p."leaseVersion" FROM "Portal" p JOIN "Grant" g ON g."id" = p."currentGrantId"
            WHERE p."appId" = app.id AND p."refreshStartedAt" IS NOT NULL
              AND p."status" IN ('connected', 'degraded', 'needs_reconnect') AND g."refreshTokenSealed" IS NOT NULL
              AND (p."revokeRequestedAt" IS NULL OR p."revokedAt" IS NOT NULL) AND p."uninstallRequestedAt" IS NULL
              AND ${LEASE_IS_FREE} AND p."id" <> ALL(${except}::uuid[])
            ORDER BY p."refreshStartedAt" LIMIT app.count FOR NO KEY UPDATE OF p SKIP LOCKED) AS abandoned
          UNION ALL
          SELECT * FROM (
            SELECT p."id", p."leaseVersion" FROM "Portal" p
            WHERE p."appId" = app.id AND p."nextRefreshAt" <= ${now} AND p."refreshStartedAt" IS NULL
              AND p."status" IN ('connected', 'degraded')
              AND (p."revokeRequestedAt" IS NULL OR p."revokedAt" IS NOT NULL) AND p."uninstallRequestedAt" IS NULL
              AND ${LEASE_IS_FREE} AND p."id" <> ALL(${except}::uuid[])
            ORDER BY p."nextRefreshAt" LIMIT app.count FOR NO KEY UPDATE OF p SKIP LOCKED) AS scheduled
        ) AS both_kinds LIMIT app.count
      ) AS found
    ), claimed AS (
      UPDATE "Portal" p SET ${leaseClaimed(owner)}
      FROM due JOIN "Portal" seen ON seen."id" = due."id" AND seen."leaseVersion" = due."leaseVersion"
      WHERE p."id" = due."id"
      RETURNING p.*
    )
    SELECT ${PORTAL_COLUMNS} FROM claimed p JOIN "HubSpotApp" a ON a."id" = p."appId"
    LEFT JOIN "Grant" g ON g."id" = p."currentGrantId"
    ORDER BY p."nextRefreshAt" NULLS FIRST`;
  return rows.map((row) => {
    const portal = readPortalRow(row);
    return { portal, lease: { portalId: portal.id, owner, version: portal.leaseVersion } };
  });
}
