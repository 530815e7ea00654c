import { beforeEach, describe, expect, it } from "vitest";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { revokePortal } from "@/lib/portals/end/revoke";
import { expectNoPlaintext, portalRow, tokenCalls } from "../support/checks";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  await world().db.portal.updateMany({ data: { nextRefreshAt: null } });
  made = await makePortal(world());
});

const due = (portal = made, at = new Date(0)) =>
  world().db.portal.update({ where: { id: portal.portal.id }, data: { nextRefreshAt: at } });
const calls = async (portal = made) =>
  (await tokenCalls(world(), portal.app.clientId, "refresh_token")).length;
const run = () => refreshDuePortals(world().context());

describe("the background refresh", () => {
  it("renews what is due and leaves the rest", async () => {
    const later = await makePortal(world());
    await due();
    expect(await run()).toBe(1);
    expect([await calls(), await calls(later)]).toEqual([1, 0]);
    const row = await portalRow(world(), made.portal.id);
    expect(row.nextRefreshAt?.getTime()).toBeGreaterThan(Date.now());
    expect(await run()).toBe(0);
    await expectNoPlaintext(world());
  });

  it("is due before the token expires", async () => {
    const { nextRefreshAt, currentGrant } = await portalRow(world(), made.portal.id);
    const expiresAt = currentGrant?.accessTokenExpiresAt?.getTime() ?? 0;
    expect(nextRefreshAt?.getTime()).toBeLessThan(expiresAt);
  });

  it("makes one call per portal when several servers run at once", async () => {
    const portals = [made, await makePortal(world()), await makePortal(world())];
    await world().control.addFault({ match: { path: "/token" }, times: 0, delayMs: 40 });
    for (const portal of portals) await due(portal);
    await Promise.all([run(), run(), run()]);
    expect(await Promise.all(portals.map(calls))).toEqual([1, 1, 1]);
  });

  it("leaves alone what is revoked, pending, dead or leased", async () => {
    const [revoked, pending, dead, leased] = [
      made,
      await makePortal(world()),
      await makePortal(world()),
      await makePortal(world()),
    ];
    await revokePortal(revoked.owner.ctx, revoked.portal.id);
    await world().control.addFault({
      match: { clientId: pending.app.clientId, path: "/revoke" },
      status: 503,
    });
    await revokePortal(pending.owner.ctx, pending.portal.id);
    await world().db.portal.update({
      where: { id: dead.portal.id },
      data: { status: "needs_reconnect" },
    });
    const leaseUntil = new Date(Date.now() + 60_000);
    await world().db.portal.update({
      where: { id: leased.portal.id },
      data: { leaseUntil, leaseOwner: "another" },
    });
    for (const portal of [revoked, pending, dead, leased]) await due(portal);
    expect(await run()).toBe(0);
    expect(await Promise.all([revoked, pending, dead, leased].map(calls))).toEqual([0, 0, 0, 0]);
  });

  it("goes on after a portal that fails", async () => {
    const healthy = await makePortal(world());
    await world().db.grant.update({
      where: { id: made.portal.currentGrantId ?? "" },
      data: { refreshTokenSealed: "p1.k1.AAAA.AAAA" },
    });
    await due(made, new Date(0));
    await due(healthy, new Date(1_000));
    expect(await run()).toBe(2);
    expect(await calls(healthy)).toBe(1);
    expect(await portalRow(world(), made.portal.id)).toMatchObject({
      status: "degraded",
      lastErrorKind: "internal",
    });
  });
});
