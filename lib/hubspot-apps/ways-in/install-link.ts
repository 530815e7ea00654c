import "server-only";
import type { Context } from "@/lib/context";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { ownCallback } from "@/lib/portals/connect/own-callback";

/**
 * The app behind a public install link. One that does not exist, is switched off, or whose redirect URI lives elsewhere
 * is refused alike, so that nobody learns which apps there are. @throws AppError not_found
 */
export async function findInstallApp(ctx: Context, slug: string): Promise<HubSpotApp> {
  const app = await ctx.db.hubSpotApp.findFirst({
    where: { slug, installLinkEnabled: true, redirectUri: ownCallback(ctx) },
  });
  if (!app) throw new AppError("not_found");
  return app;
}
