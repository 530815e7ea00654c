import "server-only";
import { withMeanings, type ScopeWithMeaning } from "@/lib/hubspot-apps/scope-meanings";
import type { Context } from "@/lib/context";

export interface ConnectApp {
  id: string;
  slug: string;
  name: string;
  redirectsHere: boolean;
  credentialsRefused: boolean;
  requiredScopes: ScopeWithMeaning[];
  conditionalScopes: ScopeWithMeaning[];
  optionalScopes: ScopeWithMeaning[];
}

/** The apps a portal can be connected through, with the scopes that can be chosen. */
export async function listConnectApps(ctx: Context): Promise<ConnectApp[]> {
  const apps = await ctx.db.hubSpotApp.findMany({ orderBy: { name: "asc" }, take: 500 });
  const ownCallback = `${ctx.env.origin}/oauth/callback`;
  return apps.map((app) => ({
    id: app.id,
    slug: app.slug,
    name: app.name,
    redirectsHere: app.redirectUri === ownCallback,
    credentialsRefused: app.credentialsRefusedAt !== null,
    requiredScopes: withMeanings(app.requiredScopes),
    conditionalScopes: withMeanings(app.conditionalScopes),
    optionalScopes: withMeanings(app.optionalScopes),
  }));
}
