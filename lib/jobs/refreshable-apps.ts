import "server-only";
import type { Context } from "@/lib/context";
import type { AppOfTrouble } from "@/lib/portals/breaker/report-trouble";

export type RefreshableApp = AppOfTrouble;

/** The apps that HubSpot accepts. */
export function listRefreshableApps({ db }: Context): Promise<RefreshableApp[]> {
  return db.hubSpotApp.findMany({
    where: { credentialsRefusedAt: null },
    select: { id: true, breakerOpenedAt: true },
    orderBy: { id: "asc" },
  });
}
