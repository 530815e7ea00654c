import { randomBytes } from "node:crypto";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { NOBODY, type World } from "./world";

/** A customer's browser: no session, an address of its own, and the binding it was given. */
export function makeStranger(world: World) {
  const ip = `203.0.113.${randomBytes(1)[0] ?? 0}`;
  const browserToken = randomBytes(16).toString("hex");
  world.secrets.push(browserToken);
  return { ctx: world.context({ ...NOBODY, ip }), browserToken };
}

/** Sets columns of an app behind the product's back. */
export async function setApp(
  world: World,
  app: Pick<HubSpotApp, "id">,
  data: Partial<
    Pick<
      HubSpotApp,
      "installLinkEnabled" | "installLandingUrl" | "marketplaceEnabled" | "redirectUri"
    >
  >,
): Promise<void> {
  await world.db.hubSpotApp.update({ where: { id: app.id }, data });
}
