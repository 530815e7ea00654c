import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { ownCallback } from "@/lib/portals/connect/own-callback";

/** How portals may come in without a person of this console. */
export interface WaysInView {
  appId: string;
  appName: string;
  /** Both ways need HubSpot to come back to this console. */
  redirectsHere: boolean;
  ownCallback: string;
  installLink: { isOn: boolean; url: string; landingUrl: string | null };
  marketplace: {
    isOn: boolean;
    /** Another app at the same redirect URI that takes Marketplace installs already. */
    takenBy: { slug: string; name: string } | null;
  };
}

/** The ways in of one app. @throws AppError not_found */
export async function getWaysIn(ctx: Context, slug: string): Promise<WaysInView> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { slug } });
  if (!app) throw new AppError("not_found");
  const takenBy = await ctx.db.hubSpotApp.findFirst({
    where: { marketplaceEnabled: true, redirectUri: app.redirectUri, id: { not: app.id } },
    select: { slug: true, name: true },
  });
  return {
    appId: app.id,
    appName: app.name,
    redirectsHere: app.redirectUri === ownCallback(ctx),
    ownCallback: ownCallback(ctx),
    installLink: {
      isOn: app.installLinkEnabled,
      url: `${ctx.env.origin}/install/${app.slug}`,
      landingUrl: app.installLandingUrl,
    },
    marketplace: { isOn: app.marketplaceEnabled, takenBy },
  };
}
