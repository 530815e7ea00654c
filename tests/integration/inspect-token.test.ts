import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { inspectToken, inspectTokenInput } from "@/lib/portals/inspect/inspect-token";
import { eventsOf, expectNoPlaintext, expectRefused, storedTokens } from "../support/checks";
import { makeApp, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let connected: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  connected = await makePortal(world());
});

async function inspect(token: string | null, appId = connected.app.id) {
  const input = inspectTokenInput.parse({ token, appId });
  const result = await inspectToken(connected.owner.ctx, input);
  expect(JSON.stringify(result)).not.toContain(input.token);
  return result;
}
const introspections = async () => (await world().control.requests({ path: "/introspect" })).length;

describe("inspecting a token", () => {
  it("tells everything about an access token of ours, and which portal holds it", async () => {
    const { access } = await storedTokens(world(), connected.portal.id);
    const result = await inspect(access);
    expect(result).toMatchObject({
      finding: "active",
      type: "access_token",
      facts: {
        hubId: String(connected.hubId),
        clientId: connected.app.clientId,
        userEmail: `admin@portal-${connected.hubId}.example`,
      },
      ours: { portalId: connected.portal.id, isCurrent: true, kind: "access_token" },
    });
    expect(result.facts?.expiresAt).not.toBeNull();
    expect(result.facts?.scopes.find(({ name }) => name === "oauth")?.meaning).toBeTruthy();
  });

  it("tells a refresh token from an access token", async () => {
    const { refresh } = await storedTokens(world(), connected.portal.id);
    const result = await inspect(`Bearer ${refresh}`);
    expect(result).toMatchObject({ finding: "active", type: "refresh_token" });
    expect(result.facts?.expiresAt).toBeNull();
  });

  it("knows a token again after it died", async () => {
    const { refresh } = await storedTokens(world(), connected.portal.id);
    const { hubId, app } = connected;
    await world().control.revokeGrants({ hubId, clientId: app.clientId });
    expect(await inspect(refresh)).toMatchObject({
      finding: "inactive_refresh",
      facts: null,
      ours: { portalId: connected.portal.id },
    });
  });

  it("says of a token of another app here to which app it belongs", async () => {
    const other = await makePortal(world());
    const { access } = await storedTokens(world(), other.portal.id);
    const result = await inspect(access);
    expect(result).toMatchObject({ finding: "inactive_access", ours: { appId: other.app.id } });
    expect(result.words.lines.join(" ")).toContain(other.app.name);
    expect(await inspect(access, other.app.id)).toMatchObject({ finding: "active" });
  });

  it("explains a foreign token, and that HubSpot says no more of it than inactive", async () => {
    const result = await inspect(`C${"x".repeat(300)}`);
    expect(result).toMatchObject({ finding: "inactive_access", ours: null });
    expect(result.words.lines.join(" ")).toMatch(/another app.*20000 day/s);
  });

  it("notices on v1 that a living token names another client ID", async () => {
    const app = await makeApp(world(), connected.owner.ctx, { apiVersion: "v1" });
    const { refresh } = await storedTokens(world(), connected.portal.id);
    expect(await inspect(refresh, app.id)).toMatchObject({ finding: "foreign" });
  });

  it.each([
    ["private_app", () => `pat-na1-${randomUUID()}`],
    ["code_url", () => `https://x.example/oauth/callback?code=na1-${randomUUID()}`],
    ["client_secret", () => connected.app.clientSecret],
    ["client_id", () => connected.app.clientId],
  ] as const)("does not send a %s anywhere", async (finding, make) => {
    const before = await introspections();
    expect(await inspect(make())).toMatchObject({ finding, facts: null });
    expect(await introspections()).toBe(before);
  });
});

describe("what an inspection leaves behind", () => {
  it("is one event with a fingerprint, and the token nowhere", async () => {
    const foreign = `C${randomUUID().replaceAll("-", "").repeat(6)}`;
    world().secrets.push(foreign);
    const { fingerprint } = await inspect(foreign);
    const [event] = await eventsOf(world(), "token.inspected", { appId: connected.app.id });
    expect(event).toMatchObject({
      outcome: "ok",
      targetKind: "token",
      actorId: connected.owner.person.id,
      details: { fingerprint, finding: "inactive_access", ours: false },
    });
    await expectNoPlaintext(world());
  });

  it("is a failed event when HubSpot could not be asked", async () => {
    const { clientId } = connected.app;
    await world().control.addFault({ match: { clientId }, times: 0, status: 503 });
    await expectRefused(inspect("Csomething"), "hubspot_unavailable");
    const [event] = await eventsOf(world(), "token.inspected", { appId: connected.app.id });
    expect(event).toMatchObject({ outcome: "failed", details: { finding: "unavailable" } });
  });

  it.each([
    ["nothing", ""],
    ["blanks", "  "],
    ["two words", "two words"],
    ["a novel", "x".repeat(8_001)],
  ])("is nothing at all for %s", (_name, token) => {
    expect(inspectTokenInput.safeParse({ token, appId: connected.app.id }).success).toBe(false);
  });
});
