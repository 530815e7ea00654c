import "server-only";
import { z } from "zod";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { ownCallback } from "@/lib/portals/connect/own-callback";
import { landingUrlProblem } from "./landing-url";
import { say } from "@/lib/say/say";

export const setInstallLinkInput = z.strictObject({
  appId: z.uuid(),
  /** A checkbox: absent when off. */
  installLinkEnabled: z.literal("on").optional(),
  installLandingUrl: z
    .string()
    .trim()
    .max(2_000, "Use at most 2,000 characters.")
    .superRefine((value, ctx) => {
      const message = value ? landingUrlProblem(value) : undefined;
      if (message) ctx.addIssue({ code: "custom", message });
    })
    .default(""),
});

/**
 * Switches the public install link of an app, and says where customers go on to afterwards. Switching it off also ends
 * installs that are under way. @throws AppError not_found, invalid_input when the redirect URI lives elsewhere
 */
export async function setInstallLink(
  ctx: Context,
  input: z.infer<typeof setInstallLinkInput>,
): Promise<{ isOn: boolean }> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: input.appId } });
  if (!app) throw new AppError("not_found");
  const isOn = input.installLinkEnabled === "on";
  if (isOn && app.redirectUri !== ownCallback(ctx)) {
    const installLinkEnabled = say(
      "First set the app's redirect URI to {address}: a customer has to come back here.",
      { address: ownCallback(ctx) },
    );
    throw new AppError("invalid_input", { details: { fields: { installLinkEnabled } } });
  }
  const { installLinkEnabled, installLandingUrl } = app;
  const after = { installLinkEnabled: isOn, installLandingUrl: input.installLandingUrl || null };
  const changes = changesBetween({ installLinkEnabled, installLandingUrl }, after);
  if (Object.keys(changes).length === 0) return { isOn };
  await ctx.db.$transaction(async (tx) => {
    await tx.hubSpotApp.update({ where: { id: app.id }, data: after });
    await recordEvent(tx, ctx, {
      action: "app.updated",
      target: { kind: "app", id: app.id, label: app.name },
      appId: app.id,
      changes,
    });
  });
  return { isOn };
}
