import { beforeEach, describe, expect, it } from "vitest";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { getAccessToken } from "@/lib/portals/refresh/access-token";
import { getPortal } from "@/lib/portals/look-up/get";
import { listPortals } from "@/lib/portals/look-up/list";
import { parsePortalListQuery } from "@/lib/portals/look-up/list-query";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { revokePortal } from "@/lib/portals/end/revoke";
import { uninstallPortal } from "@/lib/portals/end/uninstall";
import { eventsOf, expectNoPlaintext, expectRefused, portalRow } from "../support/checks";
import { connect, makePerson, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  await world().control.clearRequests();
  made = await makePortal(world());
});

const uninstall = (timeoutMs = 15_000) =>
  uninstallPortal(world().context(made.owner.actor, { timeoutMs }), made.portal.id);
const fault = (path: string, effect: object) =>
  world().control.addFault({ match: { clientId: made.app.clientId, path }, ...effect });
const row = () => portalRow(world(), made.portal.id);
const events = (action: Parameters<typeof eventsOf>[1]) =>
  eventsOf(world(), action, { portalId: made.portal.id });
/** What was asked of HubSpot to end the connection, in order. */
const endingCalls = async () => {
  const requests = await world().control.requests();
  const names = {
    DELETE: "uninstall",
    "/token/revoke": "revoke",
    "/token/introspect": "introspect",
  };
  return requests
    .filter(({ path, method }) => method === "DELETE" || /revoke|introspect/.test(path))
    .flatMap(({ path, method }) =>
      Object.entries(names)
        .filter(([sign]) => sign === method || path.endsWith(sign))
        .map(([, name]) => name),
    );
};

async function expectUninstalled(how: "us" | "refresh"): Promise<void> {
  const now = await row();
  expect(now).toMatchObject({
    status: "uninstalled",
    uninstalledHow: how,
    nextRefreshAt: null,
    leaseOwner: null,
    lastErrorAt: null,
  });
  expect(now.uninstalledAt).toBeInstanceOf(Date);
  const grants = await world().db.grant.findMany({ where: { portalId: made.portal.id } });
  for (const grant of grants) {
    expect(grant).toMatchObject({ accessTokenSealed: null, refreshTokenSealed: null });
  }
}

describe("uninstalling", () => {
  it("removes the app, then revokes, then proves it, then wipes, and keeps who and when", async () => {
    await world().control.clearRequests();
    const result = await uninstall();
    expect(result.outcome).toBe("uninstalled");
    await expectUninstalled("us");
    expect(await endingCalls()).toEqual(["uninstall", "revoke", "introspect"]);
    const { installs } = await world().control.state();
    expect(installs.some(({ clientId }) => clientId === made.app.clientId)).toBe(false);
    expect((await row()).currentGrant).toMatchObject({
      revokedById: made.owner.person.id,
      revokeProof: "inactive",
      endReason: "uninstalled",
    });
    const [event] = await events("portal.uninstalled");
    expect(event).toMatchObject({
      actorId: made.owner.person.id,
      details: { proof: "introspection says active:false", grants: 1 },
    });
    expect(await events("portal.uninstall_requested")).toHaveLength(1);
    await expectNoPlaintext(world());
  });

  it("fetches a live access token first when the stored one is spent", async () => {
    await world().db.grant.updateMany({
      where: { portalId: made.portal.id },
      data: { accessTokenExpiresAt: new Date(0) },
    });
    await world().control.expireTokens({ clientId: made.app.clientId });
    expect((await uninstall()).outcome).toBe("uninstalled");
    await expectUninstalled("us");
  });

  it("takes a fresh token when HubSpot refuses the stored one", async () => {
    await world().control.expireTokens({ clientId: made.app.clientId });
    expect((await uninstall()).outcome).toBe("uninstalled");
    await expectUninstalled("us");
    expect((await endingCalls()).filter((name) => name === "uninstall")).toHaveLength(2);
  });

  it("uses a live access token even when the refresh token beside it is dead", async () => {
    await world().control.revokeGrants({ hubId: made.hubId, clientId: made.app.clientId });
    await refreshPortal(made.owner.ctx, { portalId: made.portal.id, trigger: "person" });
    expect((await row()).status).toBe("needs_reconnect");
    expect((await uninstall()).outcome).toBe("uninstalled");
    await expectUninstalled("us");
  });

  it("treats a grant that HubSpot refuses as uninstalled by the customer, and says how it knows", async () => {
    await world().control.uninstall({ hubId: made.hubId, clientId: made.app.clientId });
    await world().control.expireTokens({ clientId: made.app.clientId });
    expect((await uninstall()).outcome).toBe("uninstalled");
    await expectUninstalled("refresh");
  });

  it("counts an install that HubSpot does not find as done when the grant has ended with it", async () => {
    await world().control.revokeGrants({ hubId: made.hubId, clientId: made.app.clientId });
    await fault("/external-install", { status: 404, body: { category: "OBJECT_NOT_FOUND" } });
    expect((await uninstall()).outcome).toBe("uninstalled");
    await expectUninstalled("us");
  });

  it("does not take an address that HubSpot no longer has for an uninstall", async () => {
    await fault("/external-install", { status: 404, body: "<html>Not found</html>" });
    expect(await uninstall()).toMatchObject({ outcome: "pending", step: "remove" });
    expect(await row()).toMatchObject({ uninstalledAt: null, lastErrorHttpStatus: 404 });
    expect((await row()).currentGrant?.refreshTokenSealed).not.toBeNull();
    await world().control.clearFaults();
    expect((await uninstall()).outcome).toBe("uninstalled");
    await expectUninstalled("us");
  });

  it("does not take it for one either when the refresh token is dead because its successor was lost", async () => {
    await world().control.revokeGrants({ hubId: made.hubId, clientId: made.app.clientId });
    await world().db.portal.update({
      where: { id: made.portal.id },
      data: { status: "needs_reconnect", lastErrorKind: "answer_lost" },
    });
    await fault("/external-install", { status: 404, body: "<html>Not found</html>" });
    expect(await uninstall()).toMatchObject({ outcome: "pending", step: "remove" });
    expect((await row()).uninstalledAt).toBeNull();
  });

  it("cannot be repeated, and a reconnect starts clean", async () => {
    await uninstall();
    await expectRefused(uninstall(), "portal_not_active");
    await connect(world(), made.owner.ctx, made.app, { hubId: made.hubId });
    expect(await row()).toMatchObject({
      status: "connected",
      uninstallRequestedAt: null,
      uninstallRequestedById: null,
      uninstalledAt: null,
      uninstalledHow: null,
    });
    expect(await getPortal(made.owner.ctx, made.portal.id)).toMatchObject({ canBeUsed: true });
  });

  it("two at once: HubSpot removes once, and both hear that it is done", async () => {
    const second = await makePerson(world(), "admin");
    await fault("/external-install", { delayMs: 80 });
    const results = await Promise.all([uninstall(), uninstallPortal(second.ctx, made.portal.id)]);
    expect(results.map(({ outcome }) => outcome)).toEqual(["uninstalled", "uninstalled"]);
    expect((await endingCalls()).filter((name) => name === "uninstall")).toHaveLength(1);
    expect(await events("portal.uninstalled")).toHaveLength(1);
    expect(await events("portal.uninstall_requested")).toHaveLength(1);
  });
});

describe("an uninstall that fails half-way", () => {
  it.each([
    ["HubSpot is down", { status: 503 }, "unavailable"],
    ["HubSpot refuses for an unknown reason", { status: 403, body: {} }, "rejected"],
    ["HubSpot stays silent", { hang: true }, "unreachable"],
  ])(
    "before the removal, because %s: pending, unused, and a resume finishes it",
    async (_n, effect, kind) => {
      await fault("/external-install", effect);
      expect(await uninstall(400)).toMatchObject({ outcome: "pending", step: "remove" });
      const { id } = made.portal;
      expect(await row()).toMatchObject({
        uninstalledAt: null,
        lastErrorKind: kind,
        leaseOwner: null,
      });
      expect(await getPortal(made.owner.ctx, id)).toMatchObject({
        isUninstallPending: true,
        canBeUsed: false,
        canBeRevoked: true,
      });
      const query = parsePortalListQuery({ q: String(made.hubId) });
      const { items } = await listPortals(made.owner.ctx, query);
      expect(items).toMatchObject([{ id, isUninstallPending: true }]);
      await expectRefused(getAccessToken(made.owner.ctx, id, 60), "uninstall_pending");
      await expectRefused(
        refreshPortal(made.owner.ctx, { portalId: id, trigger: "person" }),
        "uninstall_pending",
      );
      await world().db.portal.update({ where: { id }, data: { nextRefreshAt: new Date(0) } });
      expect(await refreshDuePortals(world().context())).toBe(0);
      const [failed] = await events("portal.uninstall_failed");
      expect(failed).toMatchObject({
        outcome: "failed",
        details: { step: "removing the app", kind },
      });

      expect((await uninstall()).outcome).toBe("uninstalled");
      await expectUninstalled("us");
      expect(await events("portal.uninstall_requested")).toHaveLength(1);
    },
  );

  it("after the removal: the removal is kept and only the rest is done on resume", async () => {
    await fault("/token/revoke", { status: 503 });
    expect(await uninstall()).toMatchObject({ outcome: "pending", step: "revoke" });
    const kept = (await row()).uninstalledAt;
    expect(kept).toBeInstanceOf(Date);
    expect(await getPortal(made.owner.ctx, made.portal.id)).toMatchObject({
      isUninstallPending: true,
      canBeUsed: false,
      canBeRevoked: false,
    });
    await expectRefused(revokePortal(made.owner.ctx, made.portal.id), "uninstall_pending");
    await world().control.clearRequests();
    expect((await uninstall()).outcome).toBe("uninstalled");
    await expectUninstalled("us");
    expect((await row()).uninstalledAt).toEqual(kept);
    expect(await endingCalls()).toEqual(["revoke", "introspect"]);
  });

  it("when the answer to the removal is lost, the second try still ends well", async () => {
    await fault("/external-install", { applyThenReset: true });
    expect(await uninstall()).toMatchObject({ outcome: "pending", step: "remove" });
    expect((await uninstall()).outcome).toBe("uninstalled");
    await expectUninstalled("us");
  });

  it("because the token still counts as active", async () => {
    await fault("/introspect", { status: 200, body: { active: true } });
    expect(await uninstall()).toEqual({
      outcome: "pending",
      step: "revoke",
      error: "still_active",
    });
  });

  it("can be ended by revoking instead, which leaves the app installed", async () => {
    await fault("/external-install", { status: 403, body: {} });
    await uninstall();
    expect((await revokePortal(made.owner.ctx, made.portal.id)).outcome).toBe("revoked");
    expect(await row()).toMatchObject({ status: "revoked", uninstallRequestedAt: null });
    const { installs } = await world().control.state();
    expect(installs.some(({ clientId }) => clientId === made.app.clientId)).toBe(true);
  });

  it("is refused while a revocation is pending", async () => {
    await fault("/token/revoke", { status: 503 });
    await revokePortal(made.owner.ctx, made.portal.id);
    await expectRefused(uninstall(), "revocation_pending");
  });
});
