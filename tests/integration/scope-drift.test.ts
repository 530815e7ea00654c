import { beforeEach, describe, expect, it } from "vitest";
import { getInstallCap, setInstallCap } from "@/lib/hubspot-apps/ways-in/install-cap";
import { moveToDatedApi } from "@/lib/hubspot-apps/move-version";
import { getScopeDrift, listGrantedSets } from "@/lib/hubspot-apps/scopes/scope-drift";
import { portalsBehind } from "@/lib/hubspot-apps/scopes/scope-impact";
import { countPortalsBehind } from "@/lib/hubspot-apps/update";
import { listConnectApps } from "@/lib/portals/connect/connect-options";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { revokePortal } from "@/lib/portals/end/revoke";
import { eventsOf, expectRefused } from "../support/checks";
import { connect, CONTACTS_SCOPE, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const DEALS = "crm.objects.deals.read";
let first: ConnectedPortal;
let second: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  first = await makePortal(world(), { appOptions: { conditionalScopes: [] } });
  second = await makePortal(world(), { app: first.app, owner: first.owner });
});

/** The app asks for more from now on, here and at HubSpot. */
async function requireDeals() {
  const requiredScopes = ["oauth", CONTACTS_SCOPE, DEALS];
  const { app } = first;
  const known = (await world().control.apps()).find((one) => one.clientId === app.clientId);
  if (!known) throw new Error("the simulator forgot the app");
  await world().control.putApp({ ...known, requiredScopes });
  await world().db.hubSpotApp.update({ where: { id: app.id }, data: { requiredScopes } });
}

describe("scope drift", () => {
  const drift = () => getScopeDrift(first.owner.ctx, first.app.slug);

  it("lists the portals behind with what they lack, and forgets them when they consent again", async () => {
    expect(await drift()).toMatchObject({ live: 2, behind: 0, portals: [] });
    await requireDeals();
    const board = await drift();
    expect(board).toMatchObject({ live: 2, behind: 2, nextAfter: null });
    expect(board.portals[0]).toMatchObject({ hubId: String(first.hubId), missing: [DEALS] });
    expect(board.coverage.find(({ name }) => name === DEALS)).toMatchObject({ granted: 0 });

    await connect(world(), first.owner.ctx, first.app, {
      hubId: first.hubId,
      portalId: first.portal.id,
    });
    const later = await drift();
    expect(later).toMatchObject({ live: 2, behind: 1 });
    expect(later.portals.map(({ hubId }) => hubId)).toEqual([String(second.hubId)]);
    expect(later.coverage.find(({ name }) => name === DEALS)).toMatchObject({ granted: 1 });
  });

  it("says beforehand what the change would leave behind, exactly as it comes to be", async () => {
    const sets = await listGrantedSets(first.owner.ctx, first.app.id);
    const wanted = ["oauth", CONTACTS_SCOPE, DEALS];
    expect(portalsBehind(sets, ["oauth", CONTACTS_SCOPE])).toBe(0);
    expect(portalsBehind(sets, wanted)).toBe(2);
    expect(await countPortalsBehind(first.owner.ctx, first.app.id, wanted)).toBe(2);
  });

  it("pages on by Hub ID", async () => {
    await requireDeals();
    const rest = await getScopeDrift(first.owner.ctx, first.app.slug, BigInt(first.hubId));
    expect(rest).toMatchObject({ behind: 2 });
    expect(rest.portals.map(({ hubId }) => hubId)).toEqual([String(second.hubId)]);
  });

  it("offers the install link only while it is switched on", async () => {
    expect((await drift()).app.installLink).toBeNull();
    await world().db.hubSpotApp.update({
      where: { id: first.app.id },
      data: { installLinkEnabled: true },
    });
    expect((await drift()).app.installLink).toMatch(new RegExp(`/install/${first.app.slug}$`));
  });

  it("is not found for an app that is not there", async () => {
    await expectRefused(getScopeDrift(first.owner.ctx, "no-such-app"), "not_found");
  });
});

describe("the install cap", () => {
  it("counts what is installed, revoked portals included, and shows when connecting", async () => {
    const { app, owner } = first;
    expect(await getInstallCap(owner.ctx, app.id)).toBeNull();
    await setInstallCap(owner.ctx, { appId: app.id, installCap: 10 });
    expect(await getInstallCap(owner.ctx, app.id)).toEqual({ cap: 10, installed: 2 });
    await revokePortal(owner.ctx, second.portal.id);
    await world().db.portal.update({
      where: { id: first.portal.id },
      data: { status: "uninstalled" },
    });
    const choice = (await listConnectApps(owner.ctx)).find(({ id }) => id === app.id);
    expect(choice?.installCap).toEqual({ cap: 10, installed: 1 });
    const [event] = await eventsOf(world(), "app.updated", { appId: app.id });
    expect(event?.changes).toEqual({ installCap: [null, 10] });
  });
});

describe("moving off v1", () => {
  const onV1 = () =>
    world().db.hubSpotApp.update({ where: { id: first.app.id }, data: { apiVersion: "v1" } });
  const version = async () =>
    (await world().db.hubSpotApp.findUniqueOrThrow({ where: { id: first.app.id } })).apiVersion;

  it("asks HubSpot on the dated API first, and grants keep working", async () => {
    await onV1();
    await moveToDatedApi(first.owner.ctx, first.app.id);
    expect(await version()).toBe("2026-09");
    const { portal } = await refreshPortal(first.owner.ctx, {
      portalId: first.portal.id,
      trigger: "person",
    });
    expect(portal.status).toBe("connected");
    const [event] = await eventsOf(world(), "app.updated", { appId: first.app.id });
    expect(event?.changes).toEqual({ apiVersion: ["v1", "2026-09"] });
  });

  it("changes nothing when HubSpot does not answer there", async () => {
    await onV1();
    await world().control.addFault({ match: { path: "/oauth/2026-09" }, status: 503 });
    await expectRefused(moveToDatedApi(first.owner.ctx, first.app.id), "hubspot_unavailable");
    expect(await version()).toBe("v1");
  });
});
