import { beforeEach, describe, expect, it } from "vitest";
import { getAccessToken } from "@/lib/portals/refresh/access-token";
import { getPortal } from "@/lib/portals/look-up/get";
import { refreshMetadata } from "@/lib/portals/inspect/inspect";
import { testCall } from "@/lib/portals/inspect/test-call";
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
  world().clock.aheadMs = 0;
  await world().control.clearFaults();
  await world().control.setSettings({ clockOffsetSeconds: 0 });
  made = await makePortal(world(), { account: { domain: "acme.example", contacts: [] } });
});

const refreshes = async () =>
  (await tokenCalls(world(), made.app.clientId, "refresh_token")).length;
const fault = (path: string, effect: object) =>
  world().control.addFault({ match: { path }, ...effect } as Parameters<
    ReturnType<typeof world>["control"]["addFault"]
  >[0]);

describe("an access token for a call", () => {
  it("is the stored one while it lives long enough, and a new one when not", async () => {
    const { access } = await storedTokens(world(), made.portal.id);
    expect((await getAccessToken(made.owner.ctx, made.portal.id, 60)).token.reveal()).toBe(access);
    expect(await refreshes()).toBe(0);
    const { token } = await getAccessToken(made.owner.ctx, made.portal.id, 1_900);
    expect(token.reveal()).not.toBe(access);
    expect(await refreshes()).toBe(1);
  });

  it("is still served while HubSpot is down, as long as it lives at all", async () => {
    await fault("/token", { status: 503 });
    const { access } = await storedTokens(world(), made.portal.id);
    const { token, portal } = await getAccessToken(made.owner.ctx, made.portal.id, 1_900);
    expect(token.reveal()).toBe(access);
    expect(portal.status).toBe("degraded");
  });

  it.each([
    ["HubSpot is down", { status: 503 }, "hubspot_unavailable"],
    ["the grant is dead", { status: 400, body: { status: "BAD_REFRESH_TOKEN" } }, "grant_dead"],
    [
      "the app's secret is refused",
      { status: 400, body: { status: "BAD_CLIENT_SECRET" } },
      "app_credentials_refused",
    ],
  ] as const)("is refused when it ran out and %s", async (_name, effect, code) => {
    world().clock.aheadMs = 1_900_000;
    await fault("/token", effect);
    await expectRefused(getAccessToken(made.owner.ctx, made.portal.id, 60), code);
  });
});

describe("reading metadata again", () => {
  it("stores what moved and records the difference", async () => {
    await world().control.movePortal(made.hubId, {
      uiDomain: "app-eu1.hubspot.com",
      dataHostingLocation: "eu1",
    });
    const { changed } = await refreshMetadata(made.owner.ctx, made.portal.id);
    expect(changed.sort()).toEqual(["dataHostingLocation", "uiDomain"]);
    const view = await getPortal(made.owner.ctx, made.portal.id);
    expect(view).toMatchObject({
      region: "eu1",
      hubspotUrl: `https://app-eu1.hubspot.com/connected-apps/${made.hubId}/installed`,
    });
    const [event] = await eventsOf(world(), "portal.metadata_refreshed", {
      portalId: made.portal.id,
    });
    expect(event?.changes).toEqual({
      uiDomain: ["app.hubspot.com", "app-eu1.hubspot.com"],
      dataHostingLocation: ["na1", "eu1"],
    });
    await expectNoPlaintext(world());
  });

  it("changes nothing when HubSpot leaves everything out", async () => {
    const before = await portalRow(world(), made.portal.id);
    await fault("/introspect", { status: 200, body: { active: true } });
    await fault("/account-info", { status: 200, body: {} });
    expect(await refreshMetadata(made.owner.ctx, made.portal.id)).toEqual({ changed: [] });
    expect((await portalRow(world(), made.portal.id)).currentGrant).toEqual(before.currentGrant);
  });

  it.each([
    [
      "another account answers",
      "/introspect",
      { status: 200, body: { active: true, hub_id: 1 } },
      "hubspot_refused",
    ],
    ["HubSpot is down", "/account-info", { status: 502, body: "<html>" }, "hubspot_unavailable"],
    [
      "the app's secret is refused",
      "/introspect",
      { status: 400, body: { status: "BAD_CLIENT_SECRET" } },
      "app_credentials_refused",
    ],
    ["for an unknown reason", "/introspect", { status: 418 }, "hubspot_refused"],
  ] as const)("is refused when %s, and stores nothing", async (_name, path, effect, code) => {
    const before = await portalRow(world(), made.portal.id);
    await fault(path, effect);
    await expectRefused(refreshMetadata(made.owner.ctx, made.portal.id), code);
    expect(await portalRow(world(), made.portal.id)).toEqual(before);
  });

  it("never links to a host that is not HubSpot's", async () => {
    await fault("/account-info", {
      status: 200,
      body: { portalId: made.hubId, uiDomain: "evil.example" },
    });
    await refreshMetadata(made.owner.ctx, made.portal.id);
    const view = await getPortal(made.owner.ctx, made.portal.id);
    expect(view.hubspotUrl).toBe(`https://app.hubspot.com/connected-apps/${made.hubId}/installed`);
  });
});

describe("a test call", () => {
  const lines = () => testCall(made.owner.ctx, made.portal.id);

  it("says what HubSpot answered", async () => {
    const [details, contacts] = await lines();
    expect(details).toMatchObject({ ok: true, words: expect.stringContaining(String(made.hubId)) });
    expect(contacts).toMatchObject({ ok: true, words: expect.stringContaining("no contacts") });
    const [event] = await eventsOf(world(), "portal.tested", { portalId: made.portal.id });
    expect(event).toMatchObject({ outcome: "ok", actorId: made.owner.person.id });
    await expectNoPlaintext(world());
  });

  it("counts contacts, and says when there are more", async () => {
    const contact = (id: number) => ({ id: String(id), properties: { email: `c${id}@x.example` } });
    await world().control.putPortal({ hubId: made.hubId, contacts: [contact(1)] });
    expect((await lines())[1]?.words).toMatch(/\b1 contact\b/);
    await world().control.putPortal({
      hubId: made.hubId,
      contacts: Array.from({ length: 11 }, (_, n) => contact(n + 1)),
    });
    expect((await lines())[1]?.words).toMatch(/\b10 contacts\b.*more/);
  });

  it("leaves contacts out when the scope was not granted", async () => {
    made = await makePortal(world(), { appOptions: { requiredScopes: ["oauth"] } });
    const [, contacts] = await lines();
    expect(contacts).toMatchObject({
      ok: null,
      words: expect.stringContaining("crm.objects.contacts.read"),
    });
  });

  it("names the scopes of which one would do", async () => {
    const body = {
      category: "MISSING_SCOPES",
      errors: [{ context: { requiredGranularScopes: ["a.read", "b.read"] } }],
    };
    await fault("/contacts", { status: 403, body });
    const [details, contacts] = await lines();
    expect(details?.ok).toBe(true);
    expect(contacts).toMatchObject({ ok: false, words: expect.stringContaining("a.read, b.read") });
    const [event] = await eventsOf(world(), "portal.tested", { portalId: made.portal.id });
    expect(event?.outcome).toBe("failed");
  });

  it("says when HubSpot refuses the token", async () => {
    await world().control.expireTokens({ hubId: made.hubId });
    const [details] = await lines();
    expect(details).toMatchObject({ ok: false, words: "HubSpot refused the access token." });
  });
});
