import { beforeEach, describe, expect, it } from "vitest";
import { getAttempt } from "@/lib/portals/connect/attempts";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { getPortal } from "@/lib/portals/look-up/get";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { revokeGrant } from "@/lib/portals/end/revoke-grant";
import { eventsOf, expectNoPlaintext, expectRefused, portalRow } from "../support/checks";
import { connect, makeAccount, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();

let made: ConnectedPortal;
let earlier: string;

beforeEach(async () => {
  made = await makePortal(world());
  earlier = made.portal.currentGrantId ?? "";
  await connect(world(), made.owner.ctx, made.app, { hubId: made.hubId });
});

const grantsAtHubSpot = async () =>
  (await world().control.state()).grants.filter(({ hubId }) => hubId === made.hubId);
const revoke = (grantId = earlier, portalId = made.portal.id) =>
  revokeGrant(made.owner.ctx, { portalId, grantId });

describe("revoking an earlier grant", () => {
  it("ends that one with proof, and leaves the current one alive", async () => {
    expect(await revoke()).toEqual({ outcome: "revoked" });
    const alive = (await grantsAtHubSpot()).filter((grant) => grant.alive);
    expect(alive).toHaveLength(1);
    const view = await getPortal(made.owner.ctx, made.portal.id);
    expect(view).toMatchObject({ status: "connected", liveRefreshTokens: 1 });
    expect(view.grants.find(({ id }) => id === earlier)).toMatchObject({
      holdsRefreshToken: false,
      revokedBy: made.owner.person.email,
    });
    const row = await world().db.grant.findUniqueOrThrow({ where: { id: earlier } });
    expect(row).toMatchObject({ revokeProof: "inactive", endReason: "revoked" });
    const [event] = await eventsOf(world(), "portal.grant_revoked", { portalId: made.portal.id });
    expect(event).toMatchObject({ outcome: "ok", actorId: made.owner.person.id });
    const { leaseVersion } = await portalRow(world(), made.portal.id);
    const seenVersion = leaseVersion;
    await refreshPortal(made.owner.ctx, {
      portalId: made.portal.id,
      seenVersion,
      trigger: "person",
    });
    expect((await portalRow(world(), made.portal.id)).status).toBe("connected");
    await expectNoPlaintext(world());
  });

  it("keeps it for another try when HubSpot does not confirm", async () => {
    await world().control.addFault({
      match: { clientId: made.app.clientId, path: "/token/revoke" },
      status: 503,
    });
    expect(await revoke()).toMatchObject({ outcome: "failed", error: { kind: "unavailable" } });
    const row = await world().db.grant.findUniqueOrThrow({ where: { id: earlier } });
    expect(row).toMatchObject({ revokedAt: null });
    expect(row.refreshTokenSealed).not.toBeNull();
    const [event] = await eventsOf(world(), "portal.revoke_failed", { portalId: made.portal.id });
    expect(event).toMatchObject({ outcome: "failed", details: { httpStatus: 503 } });
    expect(await revoke()).toEqual({ outcome: "revoked" });
  });

  it("refuses the current grant, and one whose token another row lives on", async () => {
    const { currentGrantId } = await portalRow(world(), made.portal.id);
    await expectRefused(revoke(currentGrantId ?? ""), "grant_in_use");
    const row = await world().db.grant.findUniqueOrThrow({ where: { id: earlier } });
    await world().db.grant.update({
      where: { id: currentGrantId ?? "" },
      data: { refreshTokenFingerprint: row.refreshTokenFingerprint },
    });
    await expectRefused(revoke(), "grant_in_use");
    expect((await grantsAtHubSpot()).every((grant) => grant.alive)).toBe(true);
  });

  it("refuses a grant of another portal and one that is gone already", async () => {
    const other = await makePortal(world());
    await expectRefused(revoke(earlier, other.portal.id), "not_found");
    await revoke();
    await expectRefused(revoke(), "not_found");
  });
});

describe("a reconnect that met another portal", () => {
  it("offers that one as a new portal, opened for its own account", async () => {
    const { owner, app, portal } = made;
    const elsewhere = await makeAccount(world());
    const { attempt } = await connect(world(), owner.ctx, app, {
      hubId: elsewhere.hubId,
      portalId: portal.id,
      extraScopes: ["content"],
    });
    const view = await getAttempt(owner.ctx, attempt.id);
    const hubId = String(elsewhere.hubId);
    expect(view).toMatchObject({
      otherPortal: { hubId, portalId: null },
      chosenScopes: ["content"],
    });
    const input = { appId: app.id, extraScopes: view.chosenScopes, hubId };
    const started = await beginConnect(owner.ctx, input, "browser");
    expect(new URL(started.url).pathname).toBe(`/oauth/${hubId}/authorize`);
    const row = await world().db.connectAttempt.findUniqueOrThrow({
      where: { id: started.attemptId },
    });
    expect(row.expectedPortalId).toBeNull();
    const known = await connect(world(), owner.ctx, app, { hubId: elsewhere.hubId });
    const again = await getAttempt(owner.ctx, attempt.id);
    expect(again.otherPortal?.portalId).toBe(known.attempt.portalId);
  });

  it("is met just as well when a Hub ID that is connected already was typed", async () => {
    const { owner, app, portal, hubId } = made;
    const input = { appId: app.id, extraScopes: [], hubId: String(hubId) };
    const { attemptId } = await beginConnect(owner.ctx, input, "browser");
    const row = await world().db.connectAttempt.findUniqueOrThrow({ where: { id: attemptId } });
    expect(row.expectedPortalId).toBe(portal.id);
  });
});
