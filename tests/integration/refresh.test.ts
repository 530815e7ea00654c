import { beforeEach, describe, expect, it } from "vitest";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { getTimeline } from "@/lib/portals/look-up/timeline";
import {
  eventsOf,
  expectNoPlaintext,
  expectRefused,
  portalRow,
  storedTokens,
  tokenCalls,
} from "../support/checks";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
});

const refresh = () =>
  refreshPortal(made.owner.ctx, { portalId: made.portal.id, trigger: "person" });

describe("a refresh that succeeds", () => {
  it("stores the new access token, its expiry and an event", async () => {
    const before = await storedTokens(world(), made.portal.id);
    const { called, portal } = await refresh();
    expect(called).toBe(true);
    expect(portal).toMatchObject({
      status: "connected",
      leaseOwner: null,
      leaseUntil: null,
      refreshStartedAt: null,
    });
    const after = await storedTokens(world(), made.portal.id);
    expect(after.access).not.toBe(before.access);
    expect(after.refresh).toBe(before.refresh);
    expect(portal.currentGrant?.refreshCount).toBe(1);
    const [event] = await eventsOf(world(), "portal.refreshed", { portalId: made.portal.id });
    expect(event?.details).toMatchObject({
      trigger: "person",
      refreshTokenRotated: false,
      expiresInSeconds: 1800,
    });
    const { entries } = await getTimeline(made.owner.ctx, made.portal.id);
    expect(entries[0]).toMatchObject({ title: "Refreshed the access token", facts: [] });
    await expectNoPlaintext(world());
  });

  it("stores a rotated refresh token and uses that one next time", async () => {
    await world().control.setSettings({ rotateRefreshTokens: true });
    const before = await storedTokens(world(), made.portal.id);
    await refresh();
    const after = await storedTokens(world(), made.portal.id);
    expect(after.refresh).not.toBe(before.refresh);
    await refresh();
    await world().control.setSettings({ rotateRefreshTokens: false });
    const { counters, grants } = await world().control.state();
    expect(counters.reusedRotatedTokens).toBe(0);
    const live = grants.find(({ hubId }) => hubId === made.hubId)?.refreshToken;
    expect((await storedTokens(world(), made.portal.id)).refresh).toBe(live);
    const { entries } = await getTimeline(made.owner.ctx, made.portal.id);
    expect(entries[0]?.facts).toContain("HubSpot issued a new refresh token");
    await expectNoPlaintext(world());
  });

  it("keeps the old refresh token when HubSpot sends none", async () => {
    const before = await storedTokens(world(), made.portal.id);
    await world().control.addFault({
      match: { clientId: made.app.clientId },
      omit: ["refresh_token"],
    });
    await refresh();
    const after = await storedTokens(world(), made.portal.id);
    expect(after.refresh).toBe(before.refresh);
    expect(after.access).not.toBe(before.access);
  });

  it("takes the lifetime HubSpot names", async () => {
    await world().control.setSettings({ accessTokenTtlSeconds: 600 });
    await refresh();
    await world().control.setSettings({ accessTokenTtlSeconds: 1800 });
    const { currentGrant } = await portalRow(world(), made.portal.id);
    const [event] = await eventsOf(world(), "portal.refreshed", { portalId: made.portal.id });
    const lifeMs =
      (currentGrant?.accessTokenExpiresAt?.getTime() ?? 0) - (event?.at.getTime() ?? 0);
    expect(lifeMs).toBeGreaterThan(0);
    expect(lifeMs).toBeLessThanOrEqual(600_000);
  });

  it("routine renewals are counted and leave no event each", async () => {
    const ctx = world().context();
    await refreshPortal(ctx, { portalId: made.portal.id, trigger: "schedule" });
    expect(await eventsOf(world(), "portal.refreshed", { portalId: made.portal.id })).toHaveLength(
      0,
    );
    expect((await portalRow(world(), made.portal.id)).currentGrant?.refreshCount).toBe(1);
  });

  it("works through the v1 family as well", async () => {
    const old = await makePortal(world(), { appOptions: { apiVersion: "v1" } });
    const { portal } = await refreshPortal(old.owner.ctx, {
      portalId: old.portal.id,
      trigger: "person",
    });
    expect(portal.status).toBe("connected");
    const [call] = (await tokenCalls(world(), old.app.clientId, "refresh_token")).slice(-1);
    expect(call?.path).toBe("/oauth/v1/token");
    expect(call?.query).toEqual({});
  });
});

describe("a dead grant", () => {
  it("after an uninstall: needs a reconnect, and the row says what HubSpot said", async () => {
    await world().control.uninstall({ hubId: made.hubId, clientId: made.app.clientId });
    const { portal } = await refresh();
    expect(portal).toMatchObject({
      status: "needs_reconnect",
      nextRefreshAt: null,
      lastErrorKind: "dead_grant",
      lastErrorStatus: "BAD_REFRESH_TOKEN",
      lastErrorHttpStatus: 400,
    });
    const [event] = await eventsOf(world(), "portal.grant_lost", { portalId: made.portal.id });
    expect(event).toMatchObject({
      outcome: "failed",
      correlationId: portal.lastErrorCorrelationId,
    });
    expect(portal.currentGrant?.refreshTokenSealed).not.toBeNull();
    await expectNoPlaintext(world());
  });

  it("after the account was deleted (BAD_HUB)", async () => {
    await world().control.deletePortal(made.hubId);
    const { portal } = await refresh();
    expect(portal).toMatchObject({ status: "needs_reconnect", lastErrorStatus: "BAD_HUB" });
  });

  it("stays dead through a passing failure and comes back when HubSpot accepts it again", async () => {
    const refused = { status: 400, body: { error: "invalid_grant" } };
    const match = { clientId: made.app.clientId, path: "/token" };
    await world().control.addFault({ match, ...refused });
    await refresh();
    await world().control.addFault({ match, status: 503 });
    expect((await refresh()).portal.status).toBe("needs_reconnect");
    expect((await refresh()).portal.status).toBe("connected");
    const [event] = await eventsOf(world(), "portal.refresh_recovered", {
      portalId: made.portal.id,
    });
    expect(event?.details).toMatchObject({ failuresBefore: 2 });
  });
});

describe("what cannot be refreshed", () => {
  it("an unknown portal", async () => {
    const portalId = "00000000-0000-4000-8000-000000000000";
    await expectRefused(
      refreshPortal(made.owner.ctx, { portalId, trigger: "person" }),
      "not_found",
    );
  });

  it("a refresh answered for another account stores nothing", async () => {
    const before = await storedTokens(world(), made.portal.id);
    const body = { access_token: "foreign-access-token", expires_in: 1800, hub_id: 1 };
    await world().control.addFault({
      match: { clientId: made.app.clientId, path: "/token" },
      status: 200,
      body,
    });
    const { portal } = await refresh();
    expect(portal).toMatchObject({
      status: "degraded",
      lastErrorKind: "malformed",
      lastErrorStatus: "OTHER_HUB",
    });
    expect(await storedTokens(world(), made.portal.id)).toEqual(before);
  });

  it("a sealed token that does not open: an internal failure, not a dead grant", async () => {
    await world().db.grant.update({
      where: { id: made.portal.currentGrantId ?? "" },
      data: { refreshTokenSealed: "p1.k1.AAAA.AAAA" },
    });
    await expectRefused(refresh(), "sealed_unreadable");
    expect(await portalRow(world(), made.portal.id)).toMatchObject({
      status: "degraded",
      lastErrorKind: "internal",
      leaseOwner: null,
    });
  });
});
