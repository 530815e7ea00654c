import { beforeEach, describe, expect, it } from "vitest";
import { identifyGrants } from "@/lib/jobs/identify-grants";
import { adoptHeldBackGrant } from "@/lib/portals/connect/adopt-held-back-grant";
import { getAttempt } from "@/lib/portals/connect/attempts";
import { beginInstall } from "@/lib/portals/connect/begin-install";
import { finishStranger } from "@/lib/portals/connect/stranger-callback";
import { giveBackGrants } from "@/lib/portals/end/give-back-grants";
import { revokeGrant } from "@/lib/portals/end/revoke-grant";
import { revokePortal } from "@/lib/portals/end/revoke";
import { getPortal } from "@/lib/portals/look-up/get";
import { getOverview } from "@/lib/portals/look-up/overview";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import {
  eventsOf,
  expectNoPlaintext,
  expectRefused,
  portalRow,
  storedTokens,
} from "../support/checks";
import { connect, makePortal, type ConnectedPortal } from "../support/makers";
import { makeStranger, setApp } from "../support/strangers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;
let stranger: ReturnType<typeof makeStranger>;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  await world().control.clearFaults();
  // Somebody else may install in the known account as well.
  const users = [
    { userId: 11, email: "first@customer.example", superAdmin: true },
    { userId: 12, email: "second@customer.example", superAdmin: true },
  ];
  made = await makePortal(world(), { account: { users } });
  await setApp(world(), made.app, { installLinkEnabled: true });
  stranger = makeStranger(world());
});

/** The second person installs through the public link; HubSpot grants only what `scope` names. */
async function install(scope?: string): Promise<string> {
  const begun = await beginInstall(stranger.ctx, { slug: made.app.slug }, stranger.browserToken);
  const url = new URL(begun.url);
  if (scope) {
    url.searchParams.set("scope", scope);
    url.searchParams.delete("optional_scope");
  }
  const asked = url.searchParams;
  const { redirectTo } = await world().control.authorize({
    clientId: made.app.clientId,
    hubId: made.hubId,
    userId: 12,
    redirectUri: asked.get("redirect_uri") ?? "",
    scope: asked.get("scope") ?? "",
    optionalScope: asked.get("optional_scope") ?? undefined,
    state: asked.get("state") ?? undefined,
    codeChallenge: asked.get("code_challenge") ?? undefined,
  });
  const answer = new URL(redirectTo).searchParams;
  const [code, state] = [answer.get("code") ?? "", answer.get("state") ?? ""];
  world().secrets.push(code, state);
  await finishStranger(stranger.ctx, { code, state }, stranger.browserToken);
  return begun.attemptId;
}

const LESS = { set: { scopes: ["oauth"] } };
async function installWithLess(): Promise<string> {
  const { clientId } = made.app;
  for (const path of ["/\\/token$/", "/introspect"])
    await world().control.addFault({ match: { clientId, path }, ...LESS });
  const attemptId = await install();
  await world().control.clearFaults();
  return attemptId;
}

const view = () => getPortal(made.owner.ctx, made.portal.id);
const heldBack = async () => {
  const grant = (await view()).grants.find((one) => one.isHeldBack);
  if (!grant) throw new Error("nothing is held back");
  return grant;
};

describe("a stranger who may do less than the grant in use", () => {
  it("does not take its place: it is marked, and everybody who looks is told", async () => {
    const before = await portalRow(world(), made.portal.id);
    const attemptId = await installWithLess();
    const after = await portalRow(world(), made.portal.id);
    expect(after).toMatchObject({
      currentGrantId: before.currentGrantId,
      status: "connected",
      leaseVersion: before.leaseVersion,
    });
    expect(await heldBack()).toMatchObject({
      installerEmail: "second@customer.example",
      lacks: ["crm.objects.contacts.read"],
      source: "install_link",
      isCurrent: false,
      holdsRefreshToken: true,
    });
    const [event] = await eventsOf(world(), "portal.grant_held_back", { portalId: made.portal.id });
    expect(event).toMatchObject({ actorKind: "anonymous", actorLabel: "Install link" });
    expect((await getAttempt(made.owner.ctx, attemptId)).portal).toMatchObject({
      isHeldBack: true,
    });
    const { trouble } = await getOverview(made.owner.ctx);
    expect(trouble.find(({ id }) => id === made.portal.id)).toMatchObject({ isHeldBack: true });
    expect(
      (await refreshPortal(made.owner.ctx, { portalId: made.portal.id, trigger: "person" })).portal
        .status,
    ).toBe("connected");
    await expectNoPlaintext(world());
  });

  it("takes its place when somebody decides so, and can no longer be chosen then", async () => {
    await installWithLess();
    const { id: grantId } = await heldBack();
    const choice = { portalId: made.portal.id, grantId };
    await adoptHeldBackGrant(made.owner.ctx, choice);
    const chosen = await view();
    expect(chosen.current).toMatchObject({
      id: grantId,
      installerEmail: "second@customer.example",
      isHeldBack: false,
    });
    expect(
      await eventsOf(world(), "portal.grant_chosen", { portalId: made.portal.id }),
    ).toHaveLength(1);
    await expectRefused(adoptHeldBackGrant(made.owner.ctx, choice), "not_found");
    expect(
      (await refreshPortal(made.owner.ctx, { portalId: made.portal.id, trigger: "person" })).portal
        .status,
    ).toBe("connected");
  });

  it("is given up when somebody decides so: its grant is revoked and the other stays", async () => {
    await installWithLess();
    const { id: grantId } = await heldBack();
    const { refresh: inUse } = await storedTokens(world(), made.portal.id);
    expect(await revokeGrant(made.owner.ctx, { portalId: made.portal.id, grantId })).toEqual({
      outcome: "revoked",
    });
    const { refreshTokens } = await world().control.state();
    expect(refreshTokens.find(({ token }) => token === inUse)).toMatchObject({ alive: true });
    const { trouble } = await getOverview(made.owner.ctx);
    expect(trouble.map(({ id }) => id)).not.toContain(made.portal.id);
  });

  it("is asked about even while it is held back, and given back when it is somebody else's", async () => {
    const { clientId } = made.app;
    await world().control.addFault({
      match: { clientId, path: "/introspect" },
      status: 503,
      times: 0,
    });
    await world().control.addFault({ match: { clientId, path: "/\\/token$/" }, ...LESS });
    await install();
    await world().control.clearFaults();
    expect(await heldBack()).toMatchObject({ isAsking: true, installerEmail: null });
    world().clock.aheadMs += 60_000;
    await identifyGrants(world().context());
    expect(await heldBack()).toMatchObject({
      isAsking: false,
      installerEmail: "second@customer.example",
    });
    expect((await view()).current?.installerEmail).toBe("first@customer.example");

    await world().db.grant.update({
      where: { id: (await heldBack()).id },
      data: { identifyAt: new Date(0) },
    });
    await world().control.addFault({
      match: { clientId, path: "/introspect" },
      status: 200,
      body: { active: true, client_id: "another-app", hub_id: made.hubId },
    });
    await identifyGrants(world().context());
    expect(
      (await view()).grants.filter((grant) => grant.isHeldBack && grant.holdsRefreshToken),
    ).toEqual([]);
    expect(await view()).toMatchObject({ status: "connected" });
    expect(await giveBackGrants(world().context())).toBe(1);
  });

  it("that comes while the portal is being revoked is not wiped unrevoked", async () => {
    const { hubspot } = made.owner.ctx;
    const ctx = {
      ...made.owner.ctx,
      hubspot: {
        ...hubspot,
        revoke: async (...args: Parameters<typeof hubspot.revoke>) => {
          await installWithLess();
          return hubspot.revoke(...args);
        },
      },
    };
    expect(await revokePortal(ctx, made.portal.id)).toMatchObject({ outcome: "revoked" });
    const { refreshTokens } = await world().control.state();
    const alive = refreshTokens.filter(
      ({ alive, clientId }) => alive && clientId === made.app.clientId,
    );
    expect(alive).toHaveLength(1);
    expect((await heldBack()).holdsRefreshToken).toBe(true);
  });
});

describe("a stranger who may do as much", () => {
  it("takes the place of the grant in use, as a reinstall does", async () => {
    await install();
    const { current, grants } = await view();
    expect(current).toMatchObject({ installerEmail: "second@customer.example", isHeldBack: false });
    expect(grants.some((grant) => grant.isHeldBack)).toBe(false);
  });

  it("takes the place of one that no longer works, with whatever it may do", async () => {
    const { id } = made.portal;
    await world().db.portal.update({ where: { id }, data: { status: "needs_reconnect" } });
    await installWithLess();
    expect((await view()).current).toMatchObject({ installerEmail: "second@customer.example" });
    expect((await view()).status).toBe("connected");
  });
});

describe("one of us who reconnects", () => {
  it("decides by doing so: fewer scopes or not", async () => {
    const { clientId } = made.app;
    for (const path of ["/\\/token$/", "/introspect"])
      await world().control.addFault({ match: { clientId, path }, ...LESS });
    await connect(world(), made.owner.ctx, made.app, { hubId: made.hubId });
    expect((await view()).current?.grantedScopes).toEqual(["oauth"]);
  });
});
