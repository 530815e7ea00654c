import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { describeUninstall } from "@/lib/portals/end/describe-uninstall";
import { revokePortal } from "@/lib/portals/end/revoke";
import { uninstallPortal } from "@/lib/portals/end/uninstall";
import { getPortal } from "@/lib/portals/look-up/get";
import { summarizePortal } from "@/lib/portals/look-up/summary";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { getWork } from "@/lib/servers/system";
import { eventsOf, portalRow } from "../support/checks";
import { connect, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeAll(() => world().control.setSettings({ rotateRefreshTokens: true }));
afterAll(() => world().control.setSettings({ rotateRefreshTokens: false }));
beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
});

const row = () => portalRow(world(), made.portal.id);
const view = () => getPortal(made.owner.ctx, made.portal.id);
const refresh = () =>
  refreshPortal(made.owner.ctx, { portalId: made.portal.id, trigger: "person" });
const reconnect = () => connect(world(), made.owner.ctx, made.app, { hubId: made.hubId });
const detailsOf = async (action: Parameters<typeof eventsOf>[1]) =>
  (await eventsOf(world(), action, { portalId: made.portal.id }))[0]?.details;

/** HubSpot replaces the refresh token, and its answer with the new one does not arrive. */
async function loseAnswer(): Promise<void> {
  const match = { clientId: made.app.clientId, path: "/\\/token$/" };
  await world().control.addFault({ match, applyThenReset: true });
  await refresh();
  expect((await row()).outcomeUnknownAt).not.toBeNull();
}

/** Grants of the portal that HubSpot goes on accepting. */
async function living(): Promise<number> {
  const { grants } = await world().control.state();
  return grants.filter(({ hubId, alive }) => alive && hubId === made.hubId).length;
}

async function expireAccess(): Promise<void> {
  await world().control.expireTokens({ clientId: made.app.clientId });
  await world().db.grant.updateMany({
    where: { portalId: made.portal.id },
    data: { accessTokenExpiresAt: new Date(0) },
  });
}

describe("where an answer of HubSpot was lost", () => {
  it("a revoke says that a token may live on which nobody has, until the portal is connected anew", async () => {
    await loseAnswer();
    expect((await revokePortal(made.owner.ctx, made.portal.id)).outcome).toBe("revoked");
    // It does: nobody here has the token that HubSpot put in the place of the one that was revoked.
    expect(await living()).toBe(1);
    expect(await view()).toMatchObject({ status: "revoked", isRevokedInDoubt: true });
    expect(summarizePortal(await view(), new Date(), "UTC")).toMatch(/nobody has that one/);
    expect(await detailsOf("portal.revoked")).toHaveProperty("answerLostSince");
    await reconnect();
    expect(await view()).toMatchObject({ status: "connected", isRevokedInDoubt: false });
  });

  it("a reconnect leaves it in the log", async () => {
    await reconnect();
    expect(await detailsOf("portal.reconnected")).not.toHaveProperty("answerLostSince");
    await loseAnswer();
    await reconnect();
    expect(await row()).toMatchObject({ status: "connected", outcomeUnknownAt: null });
    expect(await detailsOf("portal.reconnected")).toHaveProperty("answerLostSince");
  });

  it("an uninstall does not take the refused token for an app that is gone", async () => {
    await loseAnswer();
    await expireAccess();
    const again = () => uninstallPortal(made.owner.ctx, made.portal.id);
    for (const result of [await again(), await again()]) {
      expect(result).toMatchObject({ outcome: "pending", step: "remove", error: "answer_lost" });
      expect(describeUninstall(result)).toMatch(/was lost\. The app is still installed/);
    }
    expect(await row()).toMatchObject({
      status: "needs_reconnect",
      lastErrorKind: "answer_lost",
      uninstalledAt: null,
    });
    const { installs } = await world().control.state();
    expect(installs.some(({ hubId }) => hubId === made.hubId)).toBe(true);
    await reconnect();
    expect((await again()).outcome).toBe("uninstalled");
    expect(await living()).toBe(0);
  });
});

describe("a token that is renewed for an uninstall alone", () => {
  it.each([
    ["works", { path: "/external-install", answer: "UNAVAILABLE" }],
    ["fails", { path: "/\\/token$/", answer: "UNAVAILABLE" }],
  ] as const)("%s: nobody plans another renewal, and none counts as late", async (_how, fault) => {
    const { late } = await getWork(made.owner.ctx);
    await expireAccess();
    const { path, answer } = fault;
    await world().control.addFault({
      match: { clientId: made.app.clientId, path },
      answer,
      times: 0,
    });
    expect((await uninstallPortal(made.owner.ctx, made.portal.id)).outcome).toBe("pending");
    expect(await row()).toMatchObject({ uninstalledAt: null, nextRefreshAt: null });
    // Planned by a server of the release before.
    await world().db.portal.update({
      where: { id: made.portal.id },
      data: { nextRefreshAt: new Date(0) },
    });
    expect((await getWork(made.owner.ctx)).late).toBe(late);
  });
});
