import type { Context } from "@/lib/context";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { replaceSecret } from "@/lib/hubspot-apps/secret/replace-secret";
import { setInstallCap } from "@/lib/hubspot-apps/ways-in/install-cap";
import { setRefreshPolicy } from "@/lib/hubspot-apps/renewal/set-refresh-policy";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { beginInstall } from "@/lib/portals/connect/begin-install";
import { finishStranger } from "@/lib/portals/connect/stranger-callback";
import { revokePortal } from "@/lib/portals/end/revoke";
import { uninstallPortal } from "@/lib/portals/end/uninstall";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { connect, consent, makeApp } from "../makers";
import { makeStranger, setApp } from "../strangers";
import type { World } from "../world";
import type { FilledPeople } from "./fill-people";

type App = HubSpotApp & { clientSecret: string };

/** Its ids in Portico and at HubSpot. */
export interface FilledPortal {
  portalId: string;
  hubId: number;
}

export interface FilledPortals {
  app: App;
  connected: FilledPortal[];
}

let lastHubId = 62_600;

/** One connection from click to callback. */
export async function connectOne(world: World, ctx: Context, app: App): Promise<FilledPortal> {
  lastHubId += 1;
  const hubId = lastHubId;
  await world.control.putPortal({ hubId, domain: `customer-${hubId}.example` });
  const { attempt } = await connect(world, ctx, app, { hubId });
  return { hubId, portalId: attempt.portalId ?? "" };
}

/** Apps, and portals in every status that a portal can have, each by way of what leads there. */
export async function fillPortals(
  world: World,
  { owner, admin }: FilledPeople,
): Promise<FilledPortals> {
  const { control } = world;
  const app = await makeApp(world, owner, { name: "Acme Sync" });
  const refused = await makeApp(world, admin, { name: "Acme Reports" });
  const refresh = (portalId: string) => refreshPortal(admin, { portalId, trigger: "person" });
  const at = (hubId: number, path: string) => ({ clientId: app.clientId, hubId, path });

  const fresh = [await connectOne(world, owner, app), await connectOne(world, admin, app)];
  for (const { portalId } of fresh) await refresh(portalId);
  const rotated = await connectOne(world, admin, app);
  await control.addFault({ match: at(rotated.hubId, "/token"), rotate: true });
  await refresh(rotated.portalId);
  const degraded = await connectOne(world, admin, app);
  await control.addFault({ match: at(degraded.hubId, "/token"), times: 0, status: 503 });
  await refresh(degraded.portalId);
  const lost = await connectOne(world, owner, app);
  await control.revokeGrants({ clientId: app.clientId, hubId: lost.hubId });
  await refresh(lost.portalId);
  await revokePortal(admin, (await connectOne(world, admin, app)).portalId);
  await uninstallPortal(admin, (await connectOne(world, admin, app)).portalId);
  const pending = await connectOne(world, admin, app);
  await control.addFault({ match: at(pending.hubId, "/revoke"), times: 0, status: 503 });
  await revokePortal(admin, pending.portalId);
  const paused = await connectOne(world, admin, refused);
  await control.setSecret(refused.clientId, "another secret, at HubSpot alone");
  await refresh(paused.portalId);

  await fillAttempts(world, owner, app, fresh[0]?.portalId ?? "");
  await fillApp(world, owner, app);
  return { app, connected: [...fresh, rotated] };
}

/** Connections that were begun, that ended at another portal, and that a customer made alone. */
async function fillAttempts(world: World, ctx: Context, app: App, expected: string) {
  await beginConnect(ctx, { appId: app.id, extraScopes: [] }, "a browser".padEnd(43, "-"));
  lastHubId += 1;
  const other = lastHubId;
  await world.control.putPortal({ hubId: other, domain: `customer-${other}.example` });
  // The grant it brought goes back, and HubSpot does not take it yet.
  await world.control.addFault({ match: { hubId: other, path: "/revoke" }, times: 0, status: 503 });
  await connect(world, ctx, app, { hubId: other, portalId: expected });
  await setApp(world, app, {
    installLinkEnabled: true,
    installLandingUrl: "https://www.acme.example/welcome",
  });
  const stranger = makeStranger(world);
  const { url } = await beginInstall(stranger.ctx, { slug: app.slug }, stranger.browserToken);
  lastHubId += 1;
  await world.control.putPortal({ hubId: lastHubId, domain: `customer-${lastHubId}.example` });
  await finishStranger(stranger.ctx, await consent(world, url, lastHubId), stranger.browserToken);
}

/** An app whose secret is being replaced, with a limit of installs. */
async function fillApp(world: World, ctx: Context, app: App): Promise<void> {
  const secret = "a client secret for tests alone";
  await world.control.setSecret(app.clientId, secret);
  await replaceSecret(ctx, { appId: app.id, clientSecret: secret, grace: "24h" });
  await setInstallCap(ctx, { appId: app.id, installCap: 10 });
  await setRefreshPolicy(ctx, { appId: app.id, refreshPolicy: "when_used" });
  await setRefreshPolicy(ctx, { appId: app.id, refreshPolicy: "ahead" });
}
