import { beforeEach, describe, expect, it } from "vitest";
import { refreshStaleMetadata } from "@/lib/jobs/refresh-metadata";
import { eventsOf, portalRow } from "../support/checks";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const LONG_AGO = new Date("2026-01-01T00:00:00Z");
let connected: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  await world().db.portal.updateMany({ data: { metadataAt: new Date() } });
  connected = await makePortal(world());
});

const age = (data: { metadataAt?: Date; status?: "needs_reconnect" } = {}) =>
  world().db.portal.update({
    where: { id: connected.portal.id },
    data: { metadataAt: LONG_AGO, ...data },
  });
const run = () => refreshStaleMetadata(world().context());
const row = () => portalRow(world(), connected.portal.id);
const events = () =>
  eventsOf(world(), "portal.metadata_refreshed", { portalId: connected.portal.id });

describe("the daily look at metadata", () => {
  it("leaves fresh portals alone", async () => {
    expect(await run()).toBe(0);
    expect(await events()).toHaveLength(0);
  });

  it("renews what is older than a day, without a line in the log when nothing changed", async () => {
    await age();
    expect(await run()).toBe(1);
    expect((await row()).metadataAt?.getTime()).toBeGreaterThan(LONG_AGO.getTime());
    expect(await events()).toHaveLength(0);
    expect(await run()).toBe(0);
  });

  it("follows a move to another region and records it", async () => {
    await age();
    const to = { uiDomain: "app-eu1.hubspot.com", dataHostingLocation: "eu1" };
    await world().control.movePortal(connected.hubId, to);
    await run();
    expect(await row()).toMatchObject(to);
    const [event] = await events();
    expect(event).toMatchObject({
      actorKind: "system",
      changes: { uiDomain: ["app.hubspot.com", "app-eu1.hubspot.com"] },
    });
  });

  it("never fails a portal, and does not ask again at once", async () => {
    await age();
    await world().control.addFault({ match: { path: "/account-info" }, times: 0, status: 503 });
    const before = await row();
    expect(await run()).toBe(0);
    expect(await row()).toEqual(before);
    await world().control.clearFaults();
    await world().control.clearRequests();
    expect(await run()).toBe(0);
    expect(await world().control.requests({ path: "/account-info" })).toEqual([]);
  });

  it("does not cause a refresh: a portal whose token has run out waits", async () => {
    await age();
    await world().db.grant.updateMany({
      where: { portalId: connected.portal.id },
      data: { accessTokenExpiresAt: new Date() },
    });
    await world().control.clearRequests();
    expect(await run()).toBe(0);
    expect(await world().control.requests()).toEqual([]);
  });

  it("does not touch portals that need a new consent", async () => {
    await age({ status: "needs_reconnect" });
    await world().control.clearRequests();
    expect(await run()).toBe(0);
    expect(await world().control.requests()).toEqual([]);
  });
});
