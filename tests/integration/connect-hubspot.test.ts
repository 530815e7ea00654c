import { beforeEach, describe, expect, it } from "vitest";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { giveBackGrants } from "@/lib/portals/end/give-back-grants";
import { identifyGrants } from "@/lib/jobs/identify-grants";
import type { SimFaultInput } from "../hubspot-simulator/types";
import { eventsOf, expectNoPlaintext, portalRow, storedTokens } from "../support/checks";
import { consent, makeAccount, makeApp, makePerson, type MadePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const BROWSER = "browser-token-of-this-test";

let owner: MadePerson;
let app: Awaited<ReturnType<typeof makeApp>>;

beforeEach(async () => {
  await world().control.clearFaults();
  await world().control.setSettings({ omitFields: [] });
  owner = await makePerson(world(), "owner");
  app = await makeApp(world(), owner.ctx);
});

/** A trip whose callback meets `prepare`, with a short patience for silence. */
async function trip(prepare: () => Promise<unknown>, extraScopes: string[] = [], account = {}) {
  const { hubId } = await makeAccount(world(), account);
  const ctx = world().context(owner.actor, { timeoutMs: 400 });
  const { attemptId, url } = await beginConnect(ctx, { appId: app.id, extraScopes }, BROWSER);
  const brought = await consent(world(), url, hubId);
  await prepare();
  await completeConnect(ctx, { ...brought, browserToken: BROWSER });
  return world().db.connectAttempt.findUniqueOrThrow({ where: { id: attemptId } });
}

const fault = (path: string, effect: Omit<SimFaultInput, "match">) => () =>
  world().control.addFault({ match: { clientId: app.clientId, path }, ...effect });
const TOKEN = "/\\/token$/";

describe("HubSpot fails at the exchange: nothing is stored and the attempt says why", () => {
  it.each<[string, Omit<SimFaultInput, "match">, string]>([
    ["the connection is reset", { reset: true }, "unreachable"],
    ["no answer", { hang: true }, "unreachable"],
    ["502 with HTML", { status: 502, body: "<h1>Bad gateway</h1>" }, "unavailable"],
    ["429", { status: 429, body: { message: "slow down" } }, "rate_limited"],
    ["a page instead of tokens", { status: 200, body: "<h1>Welcome</h1>" }, "malformed"],
    [
      "BAD_AUTH_CODE",
      { status: 400, body: { status: "BAD_AUTH_CODE", error: "invalid_grant" } },
      "bad_code",
    ],
    [
      "MISMATCH_REDIRECT_URI_AUTH_CODE",
      { status: 400, body: { status: "MISMATCH_REDIRECT_URI_AUTH_CODE" } },
      "redirect_uri",
    ],
    ["an unknown refusal", { status: 418, body: {} }, "rejected"],
  ])("%s", async (_name, effect, kind) => {
    const attempt = await trip(fault(TOKEN, effect));
    expect(attempt).toMatchObject({ status: "failed", failureCode: "hubspot", failureKind: kind });
    expect(attempt.codeVerifierSealed).toBeNull();
    expect(await world().db.portal.count({ where: { appId: app.id } })).toBe(0);
    const [event] = await eventsOf(world(), "portal.connect_failed", { targetId: attempt.id });
    expect(event).toMatchObject({ outcome: "failed", details: { kind } });
    await expectNoPlaintext(world());
  });

  it("a wrong client secret", async () => {
    const attempt = await trip(() =>
      world().control.setSecret(app.clientId, "another-secret-0001"),
    );
    expect(attempt).toMatchObject({
      failureKind: "app_credentials",
      failureStatus: "BAD_CLIENT_SECRET",
    });
    expect(attempt.correlationId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("a code that ran out", async () => {
    const attempt = await trip(() => world().control.setSettings({ clockOffsetSeconds: 61 }));
    await world().control.setSettings({ clockOffsetSeconds: 0 });
    expect(attempt).toMatchObject({ failureKind: "bad_code", failureStatus: "EXPIRED_AUTH_CODE" });
  });

  it("no refresh token", async () => {
    const attempt = await trip(fault(TOKEN, { omit: ["refresh_token"] }));
    expect(attempt.failureCode).toBe("no_refresh_token");
  });
});

describe("whatever HubSpot gave for the code is a connection", () => {
  it.each<[string, Omit<SimFaultInput, "match">]>([
    ["a lifetime of years", { set: { expires_in: 1e12 } }],
    ["a lifetime that is over", { set: { expires_in: -1 } }],
    ["no lifetime", { omit: ["expires_in"] }],
    ["no access token", { omit: ["access_token"] }],
    ["a cut body", { resetMidBody: true }],
    ["half a JSON", { truncateJson: true }],
  ])("%s", async (_name, effect) => {
    const attempt = await trip(fault(TOKEN, effect));
    expect(attempt).toMatchObject({ status: "completed", failureCode: null });
    await expectLiveGrant(attempt.portalId ?? "");
    await expectNoPlaintext(world());
  });

  it.each([500, 503])("introspection answers %i", async (status) => {
    const attempt = await trip(fault("/introspect", { status }));
    expect(attempt.status).toBe("completed");
    const portal = await expectLiveGrant(attempt.portalId ?? "");
    expect(portal).toMatchObject({ status: "connected", hubDomain: null });
    expect(portal.currentGrant).toMatchObject({ installerEmail: null });
    expect(portal.currentGrant?.identifyAt).not.toBeNull();
    world().clock.aheadMs += 60_000;
    await identifyGrants(world().context());
    const told = await portalRow(world(), portal.id);
    expect(told.hubDomain).not.toBeNull();
    expect(told.currentGrant).toMatchObject({
      installerEmail: expect.stringContaining("@") as string,
      identifyAt: null,
    });
    expect(await eventsOf(world(), "portal.identified", { portalId: portal.id })).toHaveLength(1);
    await identifyGrants(world().context());
    expect(await eventsOf(world(), "portal.identified", { portalId: portal.id })).toHaveLength(1);
  });

  async function expectLiveGrant(portalId: string) {
    const portal = await portalRow(world(), portalId);
    const { refresh } = await storedTokens(world(), portalId);
    const { refreshTokens } = await world().control.state();
    const live = refreshTokens.filter(({ alive, token }) => alive && token === refresh);
    expect(live, "the stored refresh token works at HubSpot").toHaveLength(1);
    return portal;
  }
});

describe("a grant whose owner HubSpot names late, and who turns out to be somebody else", () => {
  it("goes back to HubSpot, and the earlier grant is used again", async () => {
    const first = await trip(async () => undefined);
    const before = await portalRow(world(), first.portalId ?? "");
    const hubId = Number(before.hubId);
    const again = await trip(fault("/introspect", { status: 503 }), [], { hubId });
    expect(again).toMatchObject({ status: "completed", portalId: before.id });
    const asking = await portalRow(world(), before.id);
    expect(asking.currentGrantId).not.toBe(before.currentGrantId);
    const { refresh } = await storedTokens(world(), before.id);
    await fault("/introspect", {
      status: 200,
      body: { active: true, client_id: "another-app", hub_id: hubId },
    })();
    world().clock.aheadMs += 60_000;
    await identifyGrants(world().context());
    const after = await portalRow(world(), before.id);
    expect(after).toMatchObject({ currentGrantId: before.currentGrantId, status: "degraded" });
    expect(await giveBackGrants(world().context())).toBe(1);
    const { refreshTokens } = await world().control.state();
    expect(refreshTokens.find(({ token }) => token === refresh)).toMatchObject({ alive: false });
    const { refresh: kept } = await storedTokens(world(), before.id);
    expect(refreshTokens.find(({ token }) => token === kept)).toMatchObject({ alive: true });
  });
});

describe("the new token is checked before it is stored", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["it is not active", { active: false }, "inactive_token"],
    [
      "it belongs to another app",
      { active: true, client_id: "another-app", hub_id: 1 },
      "foreign_app",
    ],
    ["it belongs to another account", { active: true, hub_id: 1 }, "foreign_app"],
  ])("%s", async (_name, body, code) => {
    const attempt = await trip(
      fault("/introspect", { status: 200, body: body as never, times: 0 }),
    );
    expect(attempt).toMatchObject({ status: "failed", failureCode: code });
    expect(await world().db.portal.count({ where: { appId: app.id } })).toBe(0);
    const [event] = await eventsOf(world(), "portal.connect_failed", { targetId: attempt.id });
    expect(event?.details).toMatchObject({ reason: code });
  });
});

describe("what HubSpot may leave out", () => {
  const optional = [
    "user",
    "user_id",
    "hub_domain",
    "hub_id",
    "scopes",
    "token_use",
    "app_id",
    "client_id",
  ];

  it("optional fields everywhere: the account details still name the portal", async () => {
    const attempt = await trip(() => world().control.setSettings({ omitFields: optional }));
    expect(attempt.status).toBe("completed");
    const row = await portalRow(world(), attempt.portalId ?? "");
    expect(row).toMatchObject({ hubDomain: null, status: "connected" });
    expect(row.currentGrant).toMatchObject({ installerEmail: null, installerUserId: null });
  });

  it("the installer's address", async () => {
    const users = [{ userId: 91, email: null, superAdmin: true }];
    const attempt = await trip(async () => undefined, [], { users });
    const { currentGrant } = await portalRow(world(), attempt.portalId ?? "");
    expect(currentGrant).toMatchObject({ installerEmail: null, installerUserId: 91n });
  });

  it("account details: the connection stands without them", async () => {
    const attempt = await trip(() =>
      world().control.addFault({ match: { path: "/account-info" }, status: 503 }),
    );
    expect(attempt.status).toBe("completed");
    expect(await portalRow(world(), attempt.portalId ?? "")).toMatchObject({
      uiDomain: null,
      metadataAt: null,
    });
  });

  it("optional scopes the account's plan lacks; scopes as one string", async () => {
    const account = { availableTierScopes: [] };
    const attempt = await trip(fault(TOKEN, { scopesAsString: true }), ["content"], account);
    expect(attempt.requestedOptionalScopes).toEqual(["content"]);
    const { currentGrant } = await portalRow(world(), attempt.portalId ?? "");
    expect(currentGrant?.grantedScopes).toEqual(["oauth", "crm.objects.contacts.read"]);
  });
});

describe("PKCE", () => {
  it("is verified: a challenge of another verifier is refused", async () => {
    const { hubId } = await makeAccount(world());
    const { attemptId, url } = await beginConnect(
      owner.ctx,
      { appId: app.id, extraScopes: [] },
      BROWSER,
    );
    const swapped = new URL(url);
    swapped.searchParams.set("code_challenge", "A".repeat(43));
    const brought = await consent(world(), swapped.href, hubId);
    await completeConnect(owner.ctx, { ...brought, browserToken: BROWSER });
    const attempt = await world().db.connectAttempt.findUniqueOrThrow({ where: { id: attemptId } });
    expect(attempt).toMatchObject({ status: "failed", failureKind: "pkce" });
  });
});
