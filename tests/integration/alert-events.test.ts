import { beforeEach, describe, expect, it } from "vitest";
import { handOutAlerts } from "@/lib/alerts/hand-out";
import { lookAfterAlerts } from "@/lib/alerts/look-after";
import type { PortalStatus } from "@/lib/portals/status";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { revokePortal } from "@/lib/portals/end/revoke";
import { eventTypes, makeDue } from "../support/alerts";
import { makeApp, makePerson, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
  await world().db.alertEvent.deleteMany({});
});

const become = (status: PortalStatus, portalId = made.portal.id) =>
  world().db.portal.update({ where: { id: portalId }, data: { status } });
const told = () => eventTypes(world(), { portalId: made.portal.id });

describe("events of a portal", () => {
  it("begin with its connection, once", async () => {
    const { portal } = await makePortal(world());
    expect(await eventTypes(world(), { portalId: portal.id })).toEqual(["portal.connected"]);
  });

  it("come once per transition, however often the row is written", async () => {
    await become("needs_reconnect");
    await become("needs_reconnect");
    await world().db.portal.update({ where: { id: made.portal.id }, data: { lastErrorKind: "x" } });
    await become("connected");
    expect(await told()).toEqual(["portal.needs_reconnect", "portal.recovered"]);
  });

  it("stand or fall with the transaction of the transition", async () => {
    const failed = world().db.$transaction(async (tx) => {
      await tx.portal.update({ where: { id: made.portal.id }, data: { status: "revoked" } });
      throw new Error("something else failed");
    });
    await expect(failed).rejects.toThrow("something else failed");
    expect(await told()).toEqual([]);
  });

  it("say nothing of a trouble that did not last", async () => {
    await become("degraded");
    await become("connected");
    expect(await told()).toEqual([]);
  });

  it("tell a trouble that lasted, and then its end", async () => {
    await become("degraded");
    await makeDue(world());
    await handOutAlerts(world().context());
    await become("connected");
    expect(await told()).toEqual(["portal.degraded", "portal.recovered"]);
  });

  it("wait as many minutes as was chosen", async () => {
    await world().db.systemFact.create({ data: { name: "alert_degraded_minutes", value: "45" } });
    await become("degraded");
    const [row] = await world().db.alertEvent.findMany({ where: { portalId: made.portal.id } });
    expect((row?.dueAt.getTime() ?? 0) - (row?.at.getTime() ?? 0)).toBe(45 * 60_000);
    await world().db.systemFact.delete({ where: { name: "alert_degraded_minutes" } });
  });

  it("leave a paused app to the app's own event, and remember what was told before", async () => {
    await become("degraded");
    await makeDue(world());
    await handOutAlerts(world().context());
    await become("app_error");
    await become("connected");
    expect(await told()).toEqual(["portal.degraded", "portal.recovered"]);
    await become("app_error");
    await become("connected");
    expect(await told()).toEqual(["portal.degraded", "portal.recovered"]);
  });

  it("name what was revoked, and what is connected again after it", async () => {
    await revokePortal(made.owner.ctx, made.portal.id);
    await become("connected");
    expect(await told()).toEqual(["portal.revoked", "portal.connected"]);
  });

  it("carry what HubSpot said", async () => {
    await world().control.addFault({
      match: { clientId: made.app.clientId, path: "/token" },
      status: 400,
      body: { status: "BAD_REFRESH_TOKEN", message: "gone", correlationId: "corr-1" },
    });
    await refreshPortal(made.owner.ctx, { portalId: made.portal.id, trigger: "person" }).catch(
      () => undefined,
    );
    const [row] = await world().db.alertEvent.findMany({ where: { portalId: made.portal.id } });
    expect(row).toMatchObject({
      type: "portal.needs_reconnect",
      facts: {
        hubId: String(made.portal.hubId),
        errorKind: "dead_grant",
        previousStatus: "connected",
      },
    });
  });

  it("tell which scopes came and went, and nothing when their order changed", async () => {
    const grantId = made.portal.currentGrantId ?? "";
    const set = (grantedScopes: string[]) =>
      world().db.grant.update({ where: { id: grantId }, data: { grantedScopes } });
    await set(["oauth", "content"]);
    await world().db.alertEvent.deleteMany({});
    await set(["content", "oauth"]);
    expect(await told()).toEqual([]);
    await set(["oauth", "crm.lists.read"]);
    const [row] = await world().db.alertEvent.findMany({ where: { portalId: made.portal.id } });
    expect(row).toMatchObject({
      type: "portal.scopes_changed",
      facts: { added: ["crm.lists.read"], removed: ["content"] },
    });
  });
});

describe("events of an app and of HubSpot", () => {
  const setApp = (data: object, id = made.app.id) =>
    world().db.hubSpotApp.update({ where: { id }, data });
  const opened = (kind = "unavailable") => ({ breakerOpenedAt: new Date(), breakerKind: kind });
  const closed = { breakerOpenedAt: null, breakerKind: null };
  const ofHubSpot = () => eventTypes(world(), { appId: null as never });

  it("tell that its credentials are refused, and accepted again", async () => {
    await setApp({ credentialsRefusedAt: new Date() });
    await setApp({ credentialsRefusedAt: new Date() });
    await setApp({ credentialsRefusedAt: null });
    expect(await eventTypes(world(), { appId: made.app.id })).toEqual([
      "app.credentials_refused",
      "app.recovered",
    ]);
  });

  it("tell once that the install limit is near, and again only after it was not", async () => {
    const capped = (installCap: number) => setApp({ installCap });
    const look = () => lookAfterAlerts(world().context());
    await capped(1);
    await look();
    await look();
    expect(await eventTypes(world(), { appId: made.app.id })).toEqual(["app.install_cap_near"]);
    await capped(100);
    await look();
    await capped(1);
    await look();
    expect(await eventTypes(world(), { appId: made.app.id })).toHaveLength(2);
  });

  it("tell an outage when every app with portals fails, and its end when none does", async () => {
    const owner = await makePerson(world(), "owner");
    const other = await makeApp(world(), owner.ctx);
    await world().db.hubSpotApp.updateMany({ data: closed });
    await world().db.portal.updateMany({
      where: { appId: { not: made.app.id } },
      data: { status: "revoked" },
    });
    await world().db.alertEvent.deleteMany({});
    await setApp(opened());
    await setApp(opened(), other.id);
    expect(await ofHubSpot()).toEqual(["hubspot.outage"]);
    await makeDue(world());
    await handOutAlerts(world().context());
    await setApp(closed);
    expect(await ofHubSpot()).toEqual(["hubspot.outage"]);
    await setApp(closed, other.id);
    expect(await ofHubSpot()).toEqual(["hubspot.outage", "hubspot.recovered"]);
  });

  it("say nothing of an outage that is over within a minute, nor of an app that asks too much", async () => {
    await setApp(opened("rate_limited"));
    await setApp(closed);
    expect(await ofHubSpot()).toEqual([]);
    await world().db.portal.updateMany({
      where: { appId: { not: made.app.id } },
      data: { status: "revoked" },
    });
    await world().db.alertEvent.deleteMany({});
    await setApp(opened());
    await setApp(closed);
    expect(await ofHubSpot()).toEqual([]);
  });
});
