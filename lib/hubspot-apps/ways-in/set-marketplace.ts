import "server-only";
import { z } from "zod";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { ownCallback } from "@/lib/portals/connect/own-callback";
import { appsOf, reachApp } from "@/lib/reach/reach";
import { say } from "@/lib/say/say";

export const setMarketplaceInput = z.strictObject({
  appId: z.uuid(),
  /** A checkbox: absent when off. */
  marketplaceEnabled: z.literal("on").optional(),
});

/**
 * Switches installs that begin in HubSpot's Marketplace. They name no app, so only one app per redirect URI can take
 * them. @throws AppError not_found, invalid_input when the redirect URI lives elsewhere or another app takes them
 */
export async function setMarketplace(
  given: Context,
  input: z.infer<typeof setMarketplaceInput>,
): Promise<{ isOn: boolean }> {
  const ctx = await reachApp(given, input.appId);
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: input.appId } });
  if (!app) throw new AppError("not_found");
  const isOn = input.marketplaceEnabled === "on";
  if (app.marketplaceEnabled === isOn) return { isOn };
  if (isOn && app.redirectUri !== ownCallback(ctx)) {
    throw atField(
      say("First set the app's redirect URI to {address}: a customer has to come back here.", {
        address: ownCallback(ctx),
      }),
    );
  }
  await ctx.db.$transaction(async (tx) => {
    if (isOn) await assertOnlyOne(tx, ctx, app);
    await tx.hubSpotApp.update({ where: { id: app.id }, data: { marketplaceEnabled: isOn } });
    await recordEvent(tx, ctx, {
      action: "app.updated",
      target: { kind: "app", id: app.id, label: app.name },
      appId: app.id,
      changes: { marketplaceEnabled: [!isOn, isOn] },
    });
  });
  return { isOn };
}

/** Locks the apps of this redirect URI, so that two of them cannot be switched on at once. */
async function assertOnlyOne(tx: DbTransaction, ctx: Context, app: HubSpotApp): Promise<void> {
  const apps = await tx.$queryRaw<{ id: string; name: string; marketplaceEnabled: boolean }[]>`
    SELECT "id", "name", "marketplaceEnabled" FROM "HubSpotApp"
    WHERE "redirectUri" = ${app.redirectUri} ORDER BY "id" FOR NO KEY UPDATE`;
  const other = apps.find(({ id, marketplaceEnabled }) => id !== app.id && marketplaceEnabled);
  if (!other) return;
  const isTold = appsOf(ctx)?.includes(other.id) ?? true;
  throw atField(
    isTold
      ? say(
          "{app} takes Marketplace installs at the same redirect URI. Switch it off there first.",
          { app: other.name },
        )
      : say(
          "Another app takes Marketplace installs at the same redirect URI. Switch it off there first.",
        ),
  );
}

function atField(message: string): AppError {
  return new AppError("invalid_input", { details: { fields: { marketplaceEnabled: message } } });
}
