import "server-only";
import type { Context } from "@/lib/context";

/** A portal that a refresh is wanted for, as it was seen. */
export interface DuePortal {
  id: string;
  leaseVersion: number;
  appId: string;
}

/** The apps that HubSpot accepts. */
export async function listRefreshableApps({ db }: Context): Promise<string[]> {
  const apps = await db.hubSpotApp.findMany({
    where: { credentialsRefusedAt: null },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return apps.map(({ id }) => id);
}

/**
 * Up to `each` portals of each app that are to be refreshed now, not forbidden, and that nobody is at: first those whose
 * last attempt was begun by somebody who died, because what HubSpot answered is unknown (SEC-34), then by when they are due.
 * @param except portals that are left out
 */
export function listDuePortals(
  ctx: Context,
  appIds: string[],
  each: number,
  except: string[],
): Promise<DuePortal[]> {
  const now = ctx.now();
  return ctx.db.$queryRaw<DuePortal[]>`
    SELECT due.* FROM unnest(${appIds}::uuid[]) AS app(id)
    CROSS JOIN LATERAL (
      SELECT * FROM (
        (SELECT p."id", p."leaseVersion", p."appId"
          FROM "Portal" p JOIN "Grant" g ON g."id" = p."currentGrantId"
          WHERE p."appId" = app.id AND p."refreshStartedAt" IS NOT NULL
            AND p."status" IN ('connected', 'degraded', 'needs_reconnect') AND g."refreshTokenSealed" IS NOT NULL
            AND (p."revokeRequestedAt" IS NULL OR p."revokedAt" IS NOT NULL) AND p."uninstallRequestedAt" IS NULL
            AND (p."leaseUntil" IS NULL OR p."leaseUntil" < ${now}) AND p."id" <> ALL(${except}::uuid[])
          ORDER BY p."refreshStartedAt" LIMIT ${each})
        UNION ALL
        (SELECT p."id", p."leaseVersion", p."appId"
          FROM "Portal" p
          WHERE p."appId" = app.id AND p."nextRefreshAt" <= ${now} AND p."refreshStartedAt" IS NULL
            AND p."status" IN ('connected', 'degraded')
            AND (p."revokeRequestedAt" IS NULL OR p."revokedAt" IS NOT NULL) AND p."uninstallRequestedAt" IS NULL
            AND (p."leaseUntil" IS NULL OR p."leaseUntil" < ${now}) AND p."id" <> ALL(${except}::uuid[])
          ORDER BY p."nextRefreshAt" LIMIT ${each})
      ) AS both_kinds LIMIT ${each}
    ) AS due`;
}
