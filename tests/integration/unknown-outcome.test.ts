import { beforeEach, describe, expect, it } from "vitest";
import { giveBackGrants } from "@/lib/portals/end/give-back-grants";
import { revokePortal } from "@/lib/portals/end/revoke";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { claimLease } from "@/lib/portals/lease";
import { getPortal } from "@/lib/portals/look-up/get";
import { describeRefresh } from "@/lib/portals/refresh/describe-refresh";
import { storeLateAnswer } from "@/lib/portals/refresh/late-answer";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { Secret } from "@/lib/crypto/secret";
import {
  eventsOf,
  expectNoPlaintext,
  portalRow,
  storedTokens,
  tokenCalls,
} from "../support/checks";
import { connect, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
});

const id = () => made.portal.id;
const row = () => portalRow(world(), id());
const refresh = () => refreshPortal(made.owner.ctx, { portalId: id(), trigger: "person" });
const calls = async () => (await tokenCalls(world(), made.app.clientId, "refresh_token")).length;

/** Somebody claimed the portal and died: the lease runs on, or is over. */
async function abandon(leaseUntil: Date): Promise<void> {
  await claimLease(world().context(), id(), (await row()).leaseVersion);
  await world().db.portal.update({ where: { id: id() }, data: { leaseUntil } });
}

describe("an attempt whose server died", () => {
  it("is shown as unknown once its lease is over, and tried at once by the next round", async () => {
    await abandon(new Date(Date.now() - 1));
    const view = await getPortal(made.owner.ctx, id());
    expect(view).toMatchObject({
      status: "connected",
      isOutcomeUnknown: true,
      isRefreshing: false,
    });
    expect(await refreshDuePortals(world().context())).toBe(1);
    expect(await calls()).toBe(1);
    expect(await getPortal(made.owner.ctx, id())).toMatchObject({ isOutcomeUnknown: false });
  });

  it("is never called refreshed: whoever clicks within its lease makes the call when it is over", async () => {
    const seenVersion = made.portal.leaseVersion;
    await abandon(new Date(Date.now() + 600));
    const result = await refreshPortal(made.owner.ctx, {
      portalId: id(),
      seenVersion,
      trigger: "person",
    });
    expect(result.called).toBe(true);
    expect(await calls()).toBe(1);
  });

  it("is said to be under way while nobody knows", async () => {
    await abandon(new Date(Date.now() + 60_000));
    const { currentGrant, ...portal } = await row();
    const app = await world().db.hubSpotApp.findUniqueOrThrow({ where: { id: portal.appId } });
    const seen = { called: false, renewed: false, portal: { ...portal, app, currentGrant } };
    for (const pending of [true, false]) {
      const words = describeRefresh({ ...seen, pending });
      expect(words.ok).toBe(false);
      expect(words.title).not.toMatch(/was refreshed/);
    }
  });

  it("of a paused app waits for the app", async () => {
    await abandon(new Date(Date.now() - 1));
    await world().db.hubSpotApp.update({
      where: { id: made.app.id },
      data: { credentialsRefusedAt: new Date() },
    });
    expect(await refreshDuePortals(world().context())).toBe(0);
    expect(await calls()).toBe(0);
  });
});

describe("the token from before the last rotation", () => {
  async function rotateOnce(): Promise<{ before: string | null; after: string | null }> {
    const before = (await storedTokens(world(), id())).refresh;
    await world().control.addFault({ match: { clientId: made.app.clientId }, rotate: true });
    await refresh();
    return { before, after: (await storedTokens(world(), id())).refresh };
  }

  it("is kept for one generation, sealed, until the new one has worked", async () => {
    const { before, after } = await rotateOnce();
    expect(after).not.toBe(before);
    expect((await row()).currentGrant?.previousRefreshTokenSealed).toMatch(/^p1\./);
    await refresh();
    expect((await row()).currentGrant?.previousRefreshTokenSealed).toBeNull();
    await expectNoPlaintext(world());
  });

  it("is tried once when the new one is dead and the outcome before is unknown", async () => {
    await rotateOnce();
    await world().db.portal.update({ where: { id: id() }, data: { outcomeUnknownAt: new Date() } });
    const before = await calls();
    await world().control.addFault({
      match: { clientId: made.app.clientId },
      answer: "BAD_REFRESH_TOKEN",
    });
    await refresh();
    expect((await calls()) - before).toBe(2);
    const [, second] = (await tokenCalls(world(), made.app.clientId, "refresh_token")).slice(-2);
    expect(second?.form.refresh_token).not.toBe((await storedTokens(world(), id())).refresh);
    expect(await row()).toMatchObject({ status: "needs_reconnect", outcomeUnknownAt: null });
  });

  it("is not tried when the answer leaves no doubt", async () => {
    await rotateOnce();
    const before = await calls();
    await world().control.addFault({
      match: { clientId: made.app.clientId },
      answer: "BAD_REFRESH_TOKEN",
    });
    await refresh();
    expect((await calls()) - before).toBe(1);
  });
});

describe("doubt about a call", () => {
  it.each<[string, object, boolean]>([
    ["a connection that broke after HubSpot had done it", { applyThenReset: true }, true],
    ["a page instead of an answer", { status: 200, body: "<h1>Hello</h1>" }, true],
    ["a gateway that waited in vain", { status: 504 }, true],
    ["a server that broke down at its work", { status: 500 }, true],
    ["a gateway that lost sight of it", { status: 524 }, true],
    ["a server that is not there", { status: 521 }, false],
    ["a refusal", { answer: "LOCKED" }, false],
    ["an overload", { status: 503 }, false],
  ])("%s", async (_name, effect, isUnknown) => {
    await world().control.addFault({ match: { clientId: made.app.clientId }, ...effect });
    await refresh();
    expect((await row()).outcomeUnknownAt !== null).toBe(isUnknown);
    await world().control.clearFaults();
    await refresh();
    expect((await row()).outcomeUnknownAt).toBeNull();
  });
});

describe("an answer that comes too late", () => {
  const late = (fence: number, refreshToken = `late-${fence}-token`) => {
    world().secrets.push(refreshToken);
    return {
      portalId: id(),
      appId: made.app.id,
      grantId: made.portal.currentGrantId ?? "",
      fence,
      startedAt: new Date(),
      tokens: {
        accessToken: new Secret("late-access-token"),
        refreshToken: new Secret(refreshToken),
        expiresInSeconds: 1800,
        hubId: made.portal.hubId.toString(),
      },
    };
  };

  it("is stored once, and only when it is newer than what is stored", async () => {
    const ctx = world().context();
    const newer = (await row()).leaseVersion + 3;
    await storeLateAnswer(ctx, late(newer));
    await storeLateAnswer(ctx, late(newer, "another-of-the-same-fence"));
    await storeLateAnswer(ctx, late(newer - 1));
    expect((await storedTokens(world(), id())).refresh).toBe(`late-${newer}-token`);
    expect((await row()).currentGrant?.refreshCount).toBe(1);
    expect(await eventsOf(world(), "portal.answer_recovered", { portalId: id() })).toHaveLength(1);
  });

  it("revives a portal that was given up for the token before it", async () => {
    await world().control.addFault({
      match: { clientId: made.app.clientId },
      answer: "BAD_REFRESH_TOKEN",
    });
    await refresh();
    expect((await row()).status).toBe("needs_reconnect");
    await storeLateAnswer(world().context(), late((await row()).leaseVersion));
    expect(await row()).toMatchObject({ status: "connected", consecutiveFailures: 0 });
  });

  it("makes a refresh with the older token that is under way at that moment lose", async () => {
    const ctx = world().context();
    const version = (await row()).leaseVersion;
    const lease = await claimLease(ctx, id(), version);
    await storeLateAnswer(ctx, late(version));
    const after = await row();
    expect(after.leaseVersion).toBeGreaterThan(lease?.version ?? Infinity);
    expect(after).toMatchObject({ leaseOwner: null, refreshStartedAt: null });
  });

  it("for a revoked portal goes back to HubSpot", async () => {
    const version = (await row()).leaseVersion;
    const { refresh: given } = await storedTokens(world(), id());
    await revokePortal(made.owner.ctx, id());
    await storeLateAnswer(world().context(), late(version + 9, "na1-late-and-unwanted"));
    expect(await row()).toMatchObject({ status: "revoked" });
    expect((await storedTokens(world(), id())).refresh).toBeNull();
    expect(await giveBackGrants(world().context())).toBe(1);
    const revokes = await world().control.requests({ path: "/revoke" });
    expect(revokes.map(({ form }) => form.token).slice(-2)).toEqual([
      given,
      "na1-late-and-unwanted",
    ]);
    expect(await eventsOf(world(), "grant.given_back", { appId: made.app.id })).toHaveLength(1);
    expect(await giveBackGrants(world().context())).toBe(0);
    await expectNoPlaintext(world());
  });

  it("for another account keeps its refresh token, and nothing else of it", async () => {
    const before = await storedTokens(world(), id());
    await world().control.addFault({
      match: { clientId: made.app.clientId },
      rotate: true,
      set: { hub_id: 99 },
    });
    await refresh();
    const after = await storedTokens(world(), id());
    expect(after.access).toBe(before.access);
    expect(after.refresh).not.toBe(before.refresh);
    expect(await row()).toMatchObject({ status: "degraded", lastErrorStatus: "OTHER_HUB" });
    await refresh();
    expect(await row()).toMatchObject({ status: "connected" });
  });
});

describe("giving a grant back", () => {
  async function toOtherPortal() {
    const other = await makePortal(world(), { app: made.app, owner: made.owner });
    return connect(world(), made.owner.ctx, made.app, { hubId: other.hubId, portalId: id() });
  }

  it("is tried again until HubSpot confirms it", async () => {
    const { clientId } = made.app;
    await world().control.addFault({ match: { clientId, path: "/revoke" }, status: 503, times: 2 });
    await toOtherPortal();
    const waiting = () =>
      world().db.grantReturn.findFirstOrThrow({ where: { appId: made.app.id } });
    expect(await waiting()).toMatchObject({
      finishedAt: null,
      tries: 1,
      lastErrorKind: "unavailable",
    });
    for (let round = 0; round < 3; round += 1) {
      world().clock.aheadMs += 20 * 60_000;
      await giveBackGrants(world().context());
    }
    world().clock.aheadMs = 0;
    expect(await waiting()).toMatchObject({
      outcome: "revoked",
      tries: 3,
      refreshTokenSealed: null,
      lastErrorKind: null,
    });
  });

  it("leaves a token alone that a connection here lives on", async () => {
    await world().control.setSettings({ reauthorizeReturnsSameRefreshToken: true });
    await toOtherPortal();
    await world().control.setSettings({ reauthorizeReturnsSameRefreshToken: false });
    expect(
      await world().db.grantReturn.findFirstOrThrow({ where: { appId: made.app.id } }),
    ).toMatchObject({ outcome: "kept" });
    const revokes = await world().control.requests({ path: "/revoke" });
    expect(revokes.filter(({ form }) => form.client_id === made.app.clientId)).toHaveLength(0);
  });
});
