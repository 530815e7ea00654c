import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeKeyText } from "@/lib/api-keys/key-text";
import { eventually } from "../support/eventually";
import { storedTokens, tokenCalls } from "../support/checks";
import { makeKey, startDoor, type TestDoor } from "../support/door";
import { makeApp, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;
let key: string;
let keyId: string;
let door: TestDoor;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
  ({ key, keyId } = await makeKey(world(), { permissions: ["tokens:read"] }));
  door = await startDoor(world());
});
afterEach(() => door.close());

const handle = () => `ptc-hub-${made.hubId}`;

/** What code that refreshes by itself sends to HubSpot, sent here instead. */
async function refresh(change: Record<string, string> = {}, version = "2026-03") {
  const form = {
    grant_type: "refresh_token",
    client_id: made.app.clientId,
    client_secret: key,
    refresh_token: handle(),
    ...change,
  };
  const response = await fetch(`${door.url}/hubspot/oauth/${version}/token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, body };
}

describe("HubSpot's token endpoint, answered here", () => {
  it.each(["v1", "2026-03", "2026-09"])(
    "%s gives a working token and the same handle",
    async (version) => {
      const { status, headers, body } = await refresh({}, version);
      expect(status).toBe(200);
      expect(body).toEqual({
        token_type: "bearer",
        refresh_token: handle(),
        access_token: (await storedTokens(world(), made.portal.id)).access,
        hub_id: made.hubId,
        scopes: expect.arrayContaining(["oauth"]),
        token_use: "access_token",
        expires_in: expect.any(Number),
      });
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  it("makes one call to HubSpot, however many refresh at once", async () => {
    await world().db.grant.updateMany({
      where: { portalId: made.portal.id },
      data: { accessTokenExpiresAt: new Date() },
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh()));
    expect(new Set(answers.map(({ body }) => body.access_token)).size).toBe(1);
    expect(await tokenCalls(world(), made.app.clientId, "refresh_token")).toHaveLength(1);
  });

  it("counts whose token it was", async () => {
    await refresh();
    await eventually(async () => {
      const uses = await world().db.apiKeyUse.findMany({ where: { keyId } });
      expect(uses).toMatchObject([{ portalId: made.portal.id, reads: 1 }]);
    });
  });
});

describe("refusals in HubSpot's words", () => {
  it.each<[string, Record<string, string>, string, string]>([
    ["an unknown client", { client_id: "nobody" }, "invalid_request", "BAD_CLIENT_ID"],
    ["no key", { client_secret: "" }, "invalid_client", "BAD_CLIENT_SECRET"],
    ["a wrong key", { client_secret: "hunter2" }, "invalid_client", "BAD_CLIENT_SECRET"],
    ["another grant", { grant_type: "password" }, "unsupported_grant_type", "BAD_GRANT_TYPE"],
    ["a real refresh token", { refresh_token: "na1-abc" }, "invalid_grant", "BAD_REFRESH_TOKEN"],
    [
      "another portal",
      { refresh_token: "ptc-hub-999999999" },
      "invalid_grant",
      "BAD_REFRESH_TOKEN",
    ],
  ])("%s", async (_name, change, error, status) => {
    const answer = await refresh(change);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error, status });
    expect(answer.body.message).toBe(answer.body.error_description);
  });

  it("say of no client ID whether there is one to whoever has no key", async () => {
    const key = makeKeyText();
    for (const client_id of ["nobody", made.app.clientId]) {
      const { status, body } = await refresh({ client_secret: key, client_id });
      expect([status, body.status]).toEqual([400, "BAD_CLIENT_SECRET"]);
    }
  });

  it("a key that may not read tokens, and a portal of another app", async () => {
    const { key: weak } = await makeKey(world(), { permissions: ["portals:read"] });
    expect((await refresh({ client_secret: weak })).body).toMatchObject({
      error: "unauthorized_client",
    });
    const other = await makeApp(world(), made.owner.ctx);
    expect((await refresh({ client_id: other.clientId })).body).toMatchObject({
      status: "BAD_REFRESH_TOKEN",
    });
  });

  it("a grant that HubSpot refuses is dead, an outage is not", async () => {
    const expire = () =>
      world().db.grant.updateMany({
        where: { portalId: made.portal.id },
        data: { accessTokenExpiresAt: new Date() },
      });
    await expire();
    await world().control.addFault({ match: { clientId: made.app.clientId }, status: 503 });
    const away = await refresh();
    expect(away).toMatchObject({ status: 503, body: { error: "temporarily_unavailable" } });
    expect(Number(away.headers.get("retry-after"))).toBeGreaterThan(0);
    await world().db.portal.update({
      where: { id: made.portal.id },
      data: { consecutiveFailures: 0, status: "connected" },
    });
    await world().control.revokeGrants({ clientId: made.app.clientId, hubId: made.hubId });
    expect(await refresh()).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", status: "BAD_REFRESH_TOKEN" },
    });
  });

  it("what is no form, and what is no address", async () => {
    const url = `${door.url}/hubspot/oauth/2026-03/token`;
    const json = { "content-type": "application/json" };
    expect((await fetch(url, { method: "POST", headers: json, body: "{}" })).status).toBe(415);
    const form = new URLSearchParams({ client_id: "x".repeat(20_000) });
    expect((await fetch(url, { method: "POST", body: form })).status).toBe(413);
    expect((await fetch(`${door.url}/hubspot/oauth/v9/token`, { method: "POST" })).status).toBe(
      404,
    );
    expect((await fetch(url)).status).toBe(405);
  });
});
