import { beforeEach, describe, expect, it } from "vitest";
import { revokePortal } from "@/lib/portals/end/revoke";
import { listTokenSharers } from "@/lib/portals/end/shared-tokens";
import { accessTokenPlace, refreshTokenPlace } from "@/lib/portals/token-places";
import { uninstallPortal } from "@/lib/portals/end/uninstall";
import { eventsOf, expectNoPlaintext, portalRow, storedTokens } from "../support/checks";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { Secret } from "@/lib/crypto/secret";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;
let twin: ConnectedPortal;

/** Gives `to` the refresh token of `from`, as an older system that kept one token twice would have left it. */
async function shareToken(from: ConnectedPortal, to: ConnectedPortal): Promise<void> {
  const { refresh } = await storedTokens(world(), from.portal.id);
  const id = (await portalRow(world(), to.portal.id)).currentGrantId ?? "";
  const token = new Secret(refresh ?? "");
  await world().db.grant.update({
    where: { id },
    data: {
      refreshTokenSealed: world().vault.seal(refreshTokenPlace(id), token),
      refreshTokenFingerprint: world().vault.fingerprint("refresh_token", token),
      accessTokenSealed: world().vault.seal(accessTokenPlace(id), token),
    },
  });
}

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
  twin = await makePortal(world(), { owner: made.owner, app: made.app });
  await shareToken(made, twin);
});

const row = (of: ConnectedPortal) => portalRow(world(), of.portal.id);

describe("a refresh token that is stored for two portals", () => {
  it("is named before anything happens, from either side and for nobody else", async () => {
    const other = await makePortal(world(), { owner: made.owner, app: made.app });
    const ctx = made.owner.ctx;
    expect(await listTokenSharers(ctx, made.portal.id)).toEqual([
      {
        id: twin.portal.id,
        label: twin.portal.hubDomain,
        hubId: String(twin.hubId),
        appName: made.app.name,
      },
    ]);
    expect(await listTokenSharers(ctx, twin.portal.id)).toMatchObject([{ id: made.portal.id }]);
    expect(await listTokenSharers(ctx, other.portal.id)).toEqual([]);
  });

  it("ends for both when one is revoked, and each has its own event", async () => {
    const before = await row(twin);
    expect((await revokePortal(made.owner.ctx, made.portal.id)).outcome).toBe("revoked");
    const after = await row(twin);
    expect(after).toMatchObject({ status: "revoked", nextRefreshAt: null });
    expect(after.revokedAt).toBeInstanceOf(Date);
    expect(after.leaseVersion).toBeGreaterThan(before.leaseVersion);
    expect(after.currentGrant).toMatchObject({
      accessTokenSealed: null,
      refreshTokenSealed: null,
      revokeProof: "inactive",
    });
    const [own] = await eventsOf(world(), "portal.revoked", { portalId: made.portal.id });
    expect(own?.details).toMatchObject({ grants: 1, alsoEnded: [String(twin.hubId)] });
    const [theirs] = await eventsOf(world(), "portal.revoked", { portalId: twin.portal.id });
    expect(theirs?.details).toMatchObject({ otherPortalId: made.portal.id });
    await expectNoPlaintext(world());
  });

  it("stays with the other while HubSpot has not confirmed the revoke", async () => {
    const match = { clientId: made.app.clientId, path: "/token/revoke" };
    await world().control.addFault({ match, status: 503 });
    expect((await revokePortal(made.owner.ctx, made.portal.id)).outcome).toBe("pending");
    expect(await row(twin)).toMatchObject({ status: "connected" });
    expect((await row(twin)).currentGrant?.refreshTokenSealed).not.toBeNull();
  });

  it("ends for both when the app is uninstalled from one", async () => {
    expect((await uninstallPortal(made.owner.ctx, made.portal.id)).outcome).toBe("uninstalled");
    expect(await row(made)).toMatchObject({ status: "uninstalled" });
    expect(await row(twin)).toMatchObject({ status: "revoked" });
  });

  it("that only an earlier grant of the other portal holds leaves that portal connected", async () => {
    const { currentGrantId } = await row(twin);
    await world().db.portal.update({
      where: { id: twin.portal.id },
      data: { currentGrantId: null },
    });
    await revokePortal(made.owner.ctx, made.portal.id);
    expect(await row(twin)).toMatchObject({ status: "connected" });
    const grant = await world().db.grant.findUnique({ where: { id: currentGrantId ?? "" } });
    expect(grant).toMatchObject({ refreshTokenSealed: null, endReason: "revoked" });
  });
});
