import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { revokePortal } from "@/lib/portals/end/revoke";
import { eventually } from "../support/eventually";
import { portalRow, storedTokens, tokenCalls } from "../support/checks";
import { makeKey, startDoor, type TestDoor } from "../support/door";
import { connect, makeApp, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;
let key: string;
let door: TestDoor;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
  ({ key } = await makeKey(world()));
  door = await startDoor(world());
});
afterEach(() => door.close());

const token = (query = "") => door.call(`/portals/${made.hubId}/token${query}`, { key });
const calls = async () => (await tokenCalls(world(), made.app.clientId, "refresh_token")).length;
const fault = (effect: object) =>
  world().control.addFault({
    match: { clientId: made.app.clientId, path: "/\\/token$/" },
    times: 0,
    ...effect,
  });

/** The stored token lives so long from now on, and was given long ago. */
async function expiresIn(seconds: number): Promise<void> {
  await world().db.grant.updateMany({
    where: { portalId: made.portal.id },
    data: { accessTokenExpiresAt: new Date(Date.now() + seconds * 1000), refreshedAt: null },
  });
}

describe("a token that lives long enough", () => {
  it("is given as it is stored, and HubSpot is not asked", async () => {
    const { status, headers, body } = await token();
    const grant = (await portalRow(world(), made.portal.id)).currentGrant;
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: (await storedTokens(world(), made.portal.id)).access,
      token_type: "bearer",
      expires_at: grant?.accessTokenExpiresAt?.toISOString(),
      expires_in: expect.any(Number),
      hub_id: made.hubId,
      app: made.app.slug,
      scopes: grant?.grantedScopes,
      status: "connected",
    });
    expect(body.expires_in).toBeGreaterThan(1700);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await calls()).toBe(0);
  });

  it("is another when it does not live as long as asked for", async () => {
    await expiresIn(400);
    expect((await token()).body.expires_in).toBeLessThan(400);
    expect(await calls()).toBe(0);
    const { body } = await token("?min_ttl=600");
    expect(body.expires_in).toBeGreaterThan(1700);
    expect(body).not.toHaveProperty("warning");
    expect(await calls()).toBe(1);
  });

  it("is said to be all there is when HubSpot gives no longer life, and not renewed for every call", async () => {
    for (const _call of [1, 2, 3]) {
      const { status, body } = await token("?min_ttl=86400");
      expect(status).toBe(200);
      expect(body.warning).toMatch(
        /^HubSpot gives no longer life than this: .* 1[78]\d\d more seconds/,
      );
    }
    expect(await calls()).toBe(1);
  });
});

describe("many reads of an expired token", () => {
  it("over two servers make one call, and all get the same", async () => {
    const other = await startDoor(world());
    await expiresIn(-1);
    await fault({ delayMs: 200 });
    const path = `/portals/${made.hubId}/token`;
    const reads = Array.from({ length: 30 }, (_none, n) =>
      (n % 2 === 0 ? door : other).call(path, { key }),
    );
    const tokens = new Set((await Promise.all(reads)).map(({ body }) => body.access_token));
    await other.close();
    expect([...tokens]).toEqual([(await storedTokens(world(), made.portal.id)).access]);
    expect(await calls()).toBe(1);
  });
});

describe("while HubSpot is down", () => {
  it("a token that is still valid is served, with a warning, and HubSpot is left alone for a while", async () => {
    await expiresIn(120);
    await fault({ status: 503 });
    const first = await token();
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ status: "degraded" });
    expect(first.body.warning).toMatch(
      /^HubSpot gave no new token at the last refresh: .* 1[12]\d more seconds/,
    );
    expect((await token()).body.access_token).toBe(first.body.access_token);
    expect(await calls()).toBe(1);
  });

  it("there is none when the last has expired: 503, when to come back, and no storm", async () => {
    await expiresIn(-1);
    await fault({ status: 503 });
    const first = await token();
    expect(first).toMatchObject({
      status: 503,
      body: { code: "hubspot_unavailable", status: 503 },
    });
    const wait = Number(first.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(30);
    await Promise.all(Array.from({ length: 10 }, () => token()));
    expect(await calls()).toBe(1);
    expect((await portalRow(world(), made.portal.id)).status).toBe("degraded");
  });
});

describe("a portal without a grant that works", () => {
  it("needs_reconnect: HubSpot refuses it", async () => {
    await world().control.revokeGrants({ clientId: made.app.clientId, hubId: made.hubId });
    await expiresIn(-1);
    const answer = await token();
    expect(answer).toMatchObject({ status: 409, body: { code: "needs_reconnect" } });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect((await token()).status).toBe(409);
    expect(await calls()).toBe(1);
  });

  it("revoked: from the next read on", async () => {
    expect((await token()).status).toBe(200);
    await revokePortal(made.owner.ctx, made.portal.id);
    expect(await token()).toMatchObject({ status: 409, body: { code: "revoked" } });
  });

  it("revoked: also while HubSpot has not confirmed it", async () => {
    await world().control.addFault({
      match: { clientId: made.app.clientId, path: "revoke" },
      times: 0,
      status: 503,
    });
    await revokePortal(made.owner.ctx, made.portal.id);
    expect((await portalRow(world(), made.portal.id)).status).toBe("connected");
    expect(await token()).toMatchObject({ status: 409, body: { code: "revoked" } });
  });

  it("app_error: what is left of the token is served, then it is said who has to act", async () => {
    await world().db.portal.update({
      where: { id: made.portal.id },
      data: { status: "app_error", nextRefreshAt: null },
    });
    expect((await token()).body.warning).toMatch(/refuses the app's client ID or secret/);
    await expiresIn(-1);
    expect(await token()).toMatchObject({ status: 503, body: { code: "app_error" } });
    expect(await calls()).toBe(0);
  });
});

describe("which portal", () => {
  it("unknown_portal", async () => {
    const answer = await door.call("/portals/999999999/token", { key });
    expect(answer).toMatchObject({ status: 404, body: { code: "unknown_portal" } });
  });

  it("app_required where several apps hold the Hub ID, naming them", async () => {
    const second = await makeApp(world(), made.owner.ctx);
    await connect(world(), made.owner.ctx, second, { hubId: made.hubId });
    const answer = await token();
    expect(answer).toMatchObject({ status: 400, body: { code: "app_required" } });
    expect(answer.body.detail).toContain(made.app.slug);
    expect(answer.body.detail).toContain(second.slug);
    expect((await token(`?app=${second.slug}`)).body).toMatchObject({ app: second.slug });
    const { key: limited } = await makeKey(world(), { appIds: [second.id] });
    const path = `/portals/${made.hubId}/token`;
    expect((await door.call(path, { key: limited })).body).toMatchObject({ app: second.slug });
  });
});

describe("who read which token", () => {
  it("is counted by key, portal and day, and written by itself a moment later", async () => {
    const { keyId } = await world()
      .db.apiKey.findFirstOrThrow({ orderBy: { createdAt: "desc" }, select: { id: true } })
      .then(({ id }) => ({ keyId: id }));
    for (const _read of [1, 2, 3]) await token();
    await door.call("/portals", { key });
    expect(await world().db.apiKeyUse.count({ where: { keyId } })).toBe(0);
    await eventually(async () => {
      const uses = await world().db.apiKeyUse.findMany({ where: { keyId } });
      expect(uses).toMatchObject([{ portalId: made.portal.id, reads: 3 }]);
    });
    const used = await world().db.apiKey.findUniqueOrThrow({ where: { id: keyId } });
    expect(used.lastUsedAt).not.toBeNull();
    await token();
    await door.close();
    door = await startDoor(world());
    const [use] = await world().db.apiKeyUse.findMany({ where: { keyId } });
    expect(use?.reads).toBe(4);
  });
});
