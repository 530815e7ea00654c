import { beforeEach, describe, expect, it } from "vitest";
import { replaceSecret } from "@/lib/hubspot-apps/secret/replace-secret";
import { testCredentials } from "@/lib/hubspot-apps/secret/test-credentials";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { resumeApp } from "@/lib/portals/refresh/app-health";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import {
  eventsOf,
  expectNoPlaintext,
  expectRefused,
  portalRow,
  storedTokens,
  tokenCalls,
} from "../support/checks";
import { makePortal, randomSecret, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const PORTALS = 5;
let portals: ConnectedPortal[];
let first: ConnectedPortal;
let newSecret: string;

beforeEach(async () => {
  await world().control.clearFaults();
  first = await makePortal(world());
  portals = [first];
  while (portals.length < PORTALS) {
    portals.push(await makePortal(world(), { app: first.app, owner: first.owner }));
  }
  newSecret = randomSecret(world());
  await world().control.setSecret(first.app.clientId, newSecret);
});

const rows = () => Promise.all(portals.map(({ portal }) => portalRow(world(), portal.id)));
const refreshAll = () =>
  Promise.all(
    portals.map(({ portal, owner }) =>
      refreshPortal(owner.ctx, { portalId: portal.id, trigger: "person" }),
    ),
  );

describe("HubSpot refuses the app's secret", () => {
  it("pauses every portal of the app with one event and leaves the grants alone", async () => {
    const before = await Promise.all(portals.map(({ portal }) => storedTokens(world(), portal.id)));
    await refreshPortal(first.owner.ctx, { portalId: first.portal.id, trigger: "person" });
    for (const row of await rows())
      expect(row).toMatchObject({ status: "app_error", nextRefreshAt: null });
    const after = await Promise.all(portals.map(({ portal }) => storedTokens(world(), portal.id)));
    expect(after).toEqual(before);
    const app = await world().db.hubSpotApp.findUniqueOrThrow({ where: { id: first.app.id } });
    expect(app).toMatchObject({ credentialsRefusedCode: "BAD_CLIENT_SECRET" });
    expect(await eventsOf(world(), "app.credentials_refused", { appId: app.id })).toHaveLength(1);
    await expectNoPlaintext(world());
  });

  it("and when it takes them again, what failed for the secret alone is past, and what failed before is not", async () => {
    const [, other] = portals;
    const down = { match: { clientId: first.app.clientId, path: "/token" }, status: 503 };
    await world().control.addFault({ ...down, times: 1 });
    const refresh = (portalId = "") =>
      refreshPortal(first.owner.ctx, { portalId, trigger: "person" });
    expect((await refresh(other?.portal.id)).portal.status).toBe("degraded");
    expect((await refresh(first.portal.id)).portal.status).toBe("app_error");
    await world().db.$transaction((tx) => resumeApp(tx, first.app.id));
    expect(await portalRow(world(), other?.portal.id ?? "")).toMatchObject({
      ...{ status: "degraded", lastErrorKind: "unavailable", consecutiveFailures: 1 },
    });
    const well = { status: "connected", lastErrorKind: null, consecutiveFailures: 0 };
    for (const { id, ...row } of await rows())
      if (id !== other?.portal.id) expect(row).toMatchObject(well);
  });

  it("also when all portals find out at the same moment", async () => {
    await world().control.addFault({
      match: { clientId: first.app.clientId },
      times: 0,
      delayMs: 40,
    });
    await refreshAll();
    for (const row of await rows()) {
      expect(row).toMatchObject({ status: "app_error", leaseOwner: null, leaseUntil: null });
    }
    expect(
      await eventsOf(world(), "app.credentials_refused", { appId: first.app.id }),
    ).toHaveLength(1);
  });

  it("stops the background refresh of this app only", async () => {
    await refreshPortal(first.owner.ctx, { portalId: first.portal.id, trigger: "person" });
    const healthy = await makePortal(world());
    await world().db.portal.updateMany({ data: { nextRefreshAt: new Date(0) } });
    const since = (await tokenCalls(world(), first.app.clientId, "refresh_token")).length;
    await refreshDuePortals(world().context());
    expect(await tokenCalls(world(), first.app.clientId, "refresh_token")).toHaveLength(since);
    expect(await tokenCalls(world(), healthy.app.clientId, "refresh_token")).toHaveLength(1);
  });

  it("recovers when the secret is replaced", async () => {
    await refreshPortal(first.owner.ctx, { portalId: first.portal.id, trigger: "person" });
    const input = { appId: first.app.id, clientSecret: newSecret };
    expect(await replaceSecret(first.owner.ctx, input)).toMatchObject({ verified: true });
    for (const row of await rows()) {
      expect(row.status).toBe("connected");
      expect(row.nextRefreshAt).toBeInstanceOf(Date);
    }
    await refreshAll();
    for (const row of await rows())
      expect(row).toMatchObject({ status: "connected", lastErrorAt: null });
    await expectNoPlaintext(world());
  });

  it("recovers all portals at once when HubSpot accepts the old secret again", async () => {
    await refreshPortal(first.owner.ctx, { portalId: first.portal.id, trigger: "person" });
    await world().control.setSecret(first.app.clientId, first.app.clientSecret);
    await refreshAll();
    for (const row of await rows()) expect(row.status).toBe("connected");
    const accepted = await eventsOf(world(), "app.credentials_accepted", { appId: first.app.id });
    expect(accepted.length).toBeGreaterThan(0);
  });
});

describe("replacing a secret", () => {
  it("is refused when HubSpot refuses the new one, and nothing changes", async () => {
    const before = await world().db.hubSpotApp.findUniqueOrThrow({ where: { id: first.app.id } });
    const input = { appId: first.app.id, clientSecret: randomSecret(world()) };
    const error = await expectRefused(replaceSecret(first.owner.ctx, input), "invalid_input");
    expect(error.details.fields).toHaveProperty("clientSecret");
    expect(await world().db.hubSpotApp.findUniqueOrThrow({ where: { id: first.app.id } })).toEqual(
      before,
    );
    expect(await eventsOf(world(), "app.secret_replaced", { appId: first.app.id })).toHaveLength(0);
  });

  it("is stored unverified while HubSpot is down, and says so", async () => {
    await world().control.addFault({ match: { clientId: first.app.clientId }, status: 503 });
    const input = { appId: first.app.id, clientSecret: newSecret };
    expect(await replaceSecret(first.owner.ctx, input)).toMatchObject({ verified: false });
    const [event] = await eventsOf(world(), "app.secret_replaced", { appId: first.app.id });
    expect(event).toMatchObject({ actorId: first.owner.person.id, details: { verified: false } });
    expect(JSON.stringify(event?.changes)).toMatch(/"fingerprint":\["[0-9a-f]{8}","[0-9a-f]{8}"\]/);
    await expectNoPlaintext(world());
  });
});

describe("testing credentials", () => {
  const check = async () =>
    (await testCredentials(first.owner.ctx, first.app.id)).map(({ name, result }) => [
      name,
      result,
    ]);

  it("names the wrong secret", async () => {
    expect(await check()).toEqual([
      ["Client ID", "ok"],
      ["Client secret", "wrong"],
      ["Redirect URI", "ok"],
    ]);
    const [event] = await eventsOf(world(), "app.credentials_tested", { appId: first.app.id });
    expect(event?.outcome).toBe("failed");
  });

  it.each([
    ["a gateway's page", { status: 403, body: "<html>Blocked</html>" }],
    ["an address that is not there", { status: 404, body: { status: "error" } }],
    ["a refusal without a reason", { status: 401, body: { status: "error", message: "No" } }],
    ["an empty answer", { status: 400, body: {} }],
  ])("says nothing about either for %s", async (_name, answer) => {
    const match = { clientId: first.app.clientId, path: "/token" };
    await world().control.addFault({ match, times: 1, ...answer });
    expect(await check()).toEqual([
      ["Client ID", "unknown"],
      ["Client secret", "unknown"],
      ["Redirect URI", "ok"],
    ]);
  });

  it("takes a refusal of the junk grant that Portico does not know for a yes", async () => {
    const match = { clientId: first.app.clientId, path: "/token" };
    const body = { status: "BAD_SOMETHING", message: "no such thing" };
    await world().control.addFault({ match, times: 1, status: 400, body });
    expect((await check()).slice(0, 2).map(([, result]) => result)).toEqual(["ok", "ok"]);
  });

  it("accepts right ones", async () => {
    await world().control.setSecret(first.app.clientId, first.app.clientSecret);
    expect(await check()).toEqual([
      ["Client ID", "ok"],
      ["Client secret", "ok"],
      ["Redirect URI", "ok"],
    ]);
  });

  it("names an unknown client ID", async () => {
    await world().db.hubSpotApp.update({
      where: { id: first.app.id },
      data: { clientId: `x${first.app.clientId}` },
    });
    expect(await check()).toEqual([
      ["Client ID", "wrong"],
      ["Client secret", "unknown"],
      ["Redirect URI", "ok"],
    ]);
  });

  it("says so when HubSpot is down", async () => {
    await world().control.addFault({
      match: { clientId: first.app.clientId },
      status: 502,
      body: "<p>",
    });
    expect(await check()).toEqual([
      ["Client ID", "unknown"],
      ["Client secret", "unknown"],
      ["Redirect URI", "ok"],
    ]);
  });
});
