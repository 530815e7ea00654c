import { describe, expect, it } from "vitest";
import { getAttempt } from "@/lib/portals/connect/attempts";
import { getPortal } from "@/lib/portals/look-up/get";
import { revokePortal } from "@/lib/portals/end/revoke";
import { eventsOf, expectNoPlaintext, portalRow, storedTokens } from "../support/checks";
import { connect, makeAccount, makePortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();

describe("connecting the same portal again", () => {
  it("makes a new current grant, keeps the history and wipes the old access token", async () => {
    const { portal, app, owner, hubId } = await makePortal(world());
    const { attempt } = await connect(world(), owner.ctx, app, { hubId });
    expect(attempt).toMatchObject({ portalId: portal.id, wasReconnect: true });
    expect(await world().db.portal.count({ where: { appId: app.id } })).toBe(1);
    const grants = await world().db.grant.findMany({ where: { portalId: portal.id } });
    expect(grants).toHaveLength(2);
    const old = grants.find((grant) => grant.id === portal.currentGrantId);
    expect(old?.supersededAt).toBeInstanceOf(Date);
    expect(old?.accessTokenSealed).toBeNull();
    // Still sealed, so that a revoke can end it too.
    expect(old?.refreshTokenSealed).not.toBeNull();
    const row = await portalRow(world(), portal.id);
    expect(row.currentGrantId).toBe(attempt.grantId);
    expect(row.leaseVersion).toBeGreaterThan(portal.leaseVersion);
    expect(await eventsOf(world(), "portal.reconnected", { portalId: portal.id })).toHaveLength(1);
    const view = await getPortal(owner.ctx, portal.id);
    expect(view.grants.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    expect(view.liveRefreshTokens).toBe(2);
    await expectNoPlaintext(world());
  });

  it("keeps one copy when HubSpot hands out the same refresh token again", async () => {
    const { portal, app, owner, hubId } = await makePortal(world());
    await world().control.setSettings({ reauthorizeReturnsSameRefreshToken: true });
    const before = await storedTokens(world(), portal.id);
    await connect(world(), owner.ctx, app, { hubId });
    await world().control.setSettings({ reauthorizeReturnsSameRefreshToken: false });
    const after = await storedTokens(world(), portal.id);
    expect(after.refresh).toBe(before.refresh);
    const held = await world().db.grant.count({
      where: { portalId: portal.id, refreshTokenSealed: { not: null } },
    });
    expect(held).toBe(1);
  });

  it("brings a revoked portal back to life", async () => {
    const { portal, app, owner, hubId } = await makePortal(world());
    await revokePortal(owner.ctx, portal.id);
    await connect(world(), owner.ctx, app, { hubId, portalId: portal.id });
    const row = await portalRow(world(), portal.id);
    expect(row).toMatchObject({ status: "connected", revokedAt: null, revokeRequestedAt: null });
    expect((await storedTokens(world(), portal.id)).refresh).toBeTruthy();
  });
});

describe("a reconnect that lands on another portal", () => {
  it("is stopped, stores nothing and gives the grant back", async () => {
    const { portal, app, owner, hubId } = await makePortal(world());
    const elsewhere = await makeAccount(world());
    const before = await storedTokens(world(), portal.id);
    const { attempt } = await connect(world(), owner.ctx, app, {
      hubId: elsewhere.hubId,
      portalId: portal.id,
    });
    expect(attempt).toMatchObject({ status: "failed", failureCode: "other_portal" });
    const view = await getAttempt(owner.ctx, attempt.id);
    expect(view).toMatchObject({ expectedPortal: { hubId: String(hubId) }, portal: null });
    expect(view.failure?.status).toBe(String(elsewhere.hubId));
    expect(await world().db.portal.count({ where: { hubId: BigInt(elsewhere.hubId) } })).toBe(0);
    const { grants } = await world().control.state();
    expect(grants.find((grant) => grant.hubId === elsewhere.hubId)?.endedBy).toBe("revoked");
    expect(grants.find((grant) => grant.hubId === hubId)?.alive).toBe(true);
    expect(await storedTokens(world(), portal.id)).toEqual(before);
    await expectNoPlaintext(world());
  });

  it("does not give back a refresh token that another row lives on", async () => {
    const first = await makePortal(world());
    const second = await makePortal(world(), { app: first.app, owner: first.owner });
    await world().control.setSettings({ reauthorizeReturnsSameRefreshToken: true });
    const { attempt } = await connect(world(), first.owner.ctx, first.app, {
      hubId: second.hubId,
      portalId: first.portal.id,
    });
    await world().control.setSettings({ reauthorizeReturnsSameRefreshToken: false });
    expect(attempt.failureCode).toBe("other_portal");
    const { grants } = await world().control.state();
    expect(grants.find((grant) => grant.hubId === second.hubId)?.alive).toBe(true);
  });
});
