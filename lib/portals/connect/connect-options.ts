import "server-only";
import { withMeanings, type ScopeWithMeaning } from "@/lib/hubspot-apps/scopes/scope-meanings";
import { listInstallCaps } from "@/lib/hubspot-apps/ways-in/install-cap";
import type { InstallCap } from "@/lib/hubspot-apps/ways-in/install-caps";
import type { Context } from "@/lib/context";
import { ownCallback } from "./own-callback";

export interface ConnectApp {
  id: string;
  slug: string;
  name: string;
  redirectUri: string;
  redirectsHere: boolean;
  credentialsRefused: boolean;
  /** HubSpot's limit of installs, when one is set. */
  installCap: InstallCap | null;
  requiredScopes: ScopeWithMeaning[];
  conditionalScopes: ScopeWithMeaning[];
  optionalScopes: ScopeWithMeaning[];
}

/** The apps a portal can be connected through, with the scopes that can be chosen. */
export async function listConnectApps(ctx: Context): Promise<ConnectApp[]> {
  const [apps, caps] = await Promise.all([
    ctx.db.hubSpotApp.findMany({ orderBy: { name: "asc" }, take: 500 }),
    listInstallCaps(ctx),
  ]);
  return apps.map((app) => ({
    id: app.id,
    slug: app.slug,
    name: app.name,
    redirectUri: app.redirectUri,
    redirectsHere: app.redirectUri === ownCallback(ctx),
    credentialsRefused: app.credentialsRefusedAt !== null,
    installCap: caps.get(app.id) ?? null,
    requiredScopes: withMeanings(app.requiredScopes),
    conditionalScopes: withMeanings(app.conditionalScopes),
    optionalScopes: withMeanings(app.optionalScopes),
  }));
}
