import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { storedTokens } from "../support/checks";
import { makeKey } from "../support/door";
import { answerJson } from "../support/hubspot-api";
import { connect, makeApp } from "../support/makers";
import { problem, usePassing } from "../support/passing";
import { rawRequest } from "../support/raw-request";
import { useWorld } from "../support/world";

const CONTACTS = "/crm/v3/objects/contacts";
const world = useWorld();
const to = usePassing(world);

describe("a call", () => {
  it("goes to HubSpot with the portal's token, and the answer comes back as it is", async () => {
    to.api.answer = (response) =>
      answerJson(response, 207, { results: [1] }, { "x-hubspot-ratelimit-remaining": "99" });
    const answer = await to.send(`${CONTACTS}/jane%40acme.example?properties=a,b&after=x%2Fy`);
    expect(answer).toMatchObject({
      status: 207,
      json: { results: [1] },
      headers: {
        "content-type": "application/json",
        "x-hubspot-ratelimit-remaining": "99",
        "cache-control": "no-store",
      },
    });
    const [seen] = to.api.seen;
    expect(seen).toMatchObject({
      method: "GET",
      url: `${CONTACTS}/jane%40acme.example?properties=a,b&after=x%2Fy`,
      token: (await storedTokens(world(), to.made.portal.id)).access,
    });
    expect(seen?.headers.host).toBe(new URL(to.api.url).host);
  });

  it("with a token that is about to end waits for a new one", async () => {
    await world().db.grant.updateMany({
      where: { portalId: to.made.portal.id },
      data: { accessTokenExpiresAt: new Date(Date.now() + 20_000) },
    });
    expect((await to.send(CONTACTS)).status).toBe(200);
    expect(await to.refreshes()).toBe(1);
    expect(to.api.seen[0]?.token).toBe((await storedTokens(world(), to.made.portal.id)).access);
  });

  it.each(["POST", "PUT", "PATCH", "DELETE"] as const)(
    "%s brings its body along",
    async (method) => {
      const { status } = await to.send(CONTACTS, { method, body: '{"a":1}' });
      expect(status).toBe(200);
      expect(to.api.seen[0]).toMatchObject({ method, headers: { "content-length": "7" } });
      expect(to.api.seen[0]?.body.toString()).toBe('{"a":1}');
    },
  );

  it("HEAD has headers and no body, 204 neither", async () => {
    to.api.answer = (response) => response.writeHead(200, { "content-length": "5" }).end();
    const head = await to.send(CONTACTS, { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, headers: { "content-length": "5" } });
    to.api.answer = (response) => response.writeHead(204).end();
    expect(await to.send(CONTACTS, { method: "DELETE" })).toMatchObject({ status: 204, json: {} });
  });

  it("passes a compressed body on as it came", async () => {
    const packed = gzipSync("a long text ".repeat(100));
    to.api.answer = (response) =>
      response
        .writeHead(200, { "content-type": "text/plain", "content-encoding": "gzip" })
        .end(packed);
    const { bytes, headers } = await to.send(CONTACTS, { headers: { "accept-encoding": "gzip" } });
    expect(headers["content-encoding"]).toBe("gzip");
    expect(bytes.equals(packed)).toBe(true);
    expect(gunzipSync(bytes).toString()).toMatch(/^a long text/);
    expect(to.api.seen[0]?.headers["accept-encoding"]).toBe("gzip");
  });

  it("follows no redirect, and names none that leads elsewhere", async () => {
    for (const [location, passed] of [
      ["/crm/v3/other", "/crm/v3/other"],
      ["https://evil.example/", undefined],
    ] as const) {
      to.api.answer = (response) => response.writeHead(302, { location }).end();
      const { status, headers } = await to.send(CONTACTS);
      expect(status).toBe(302);
      expect(headers.location).toBe(passed);
    }
    expect(to.api.seen).toHaveLength(2);
  });

  it("is counted as a use of the portal's token", async () => {
    for (const _call of [1, 2]) await to.send(CONTACTS);
    await to.send("/oauth/v1/token");
    await to.restart();
    const uses = await world().db.apiKeyUse.findMany({ where: { keyId: to.keyId } });
    expect(uses).toMatchObject([{ portalId: to.made.portal.id, reads: 0, calls: 2 }]);
  });
});

describe("what passes in neither direction", () => {
  it("are keys, cookies, Portico's own headers and those of the connection", async () => {
    to.api.answer = (response) =>
      response
        .writeHead(200, {
          "set-cookie": "a=b",
          "x-portico-x": "1",
          "strict-transport-security": "max-age=1",
          connection: "close, x-private",
          "x-private": "1",
          "x-kept": "1",
        })
        .end();
    const { headers } = await to.send(CONTACTS, {
      headers: {
        cookie: "session=secret",
        "proxy-authorization": "Basic x",
        "x-forwarded-for": "10.0.0.1",
        "x-portico-client-ip": "10.0.0.1",
        "x-http-method-override": "DELETE",
        "portico-app": to.made.app.slug,
        "portico-wait": "1",
        te: "trailers",
        "x-kept": "1",
      },
    });
    expect(headers).toMatchObject({ "x-kept": "1", "x-content-type-options": "nosniff" });
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    const dropped = ["set-cookie", "x-portico-x", "strict-transport-security", "x-private"];
    expect(Object.keys(headers).filter((name) => dropped.includes(name))).toEqual([]);
    const got = to.api.seen[0]?.headers ?? {};
    expect(Object.keys(got).sort()).toEqual(["authorization", "connection", "host", "x-kept"]);
    expect(JSON.stringify(to.api.seen)).not.toContain(to.key);
  });
});

describe("what a key may do", () => {
  it("hubspot:read: GET, HEAD, searches and batch reads; nothing else, and nothing of it reaches HubSpot", async () => {
    to.key = (await makeKey(world(), { permissions: ["hubspot:read"] })).key;
    expect((await to.send(CONTACTS)).status).toBe(200);
    expect((await to.post(`${CONTACTS}/search`, "{}")).status).toBe(200);
    expect((await to.post(`${CONTACTS}/batch/read`, "{}")).status).toBe(200);
    const refused = problem(403, "insufficient_scope");
    expect(await to.post(CONTACTS, "{}")).toMatchObject(refused);
    for (const method of ["PUT", "PATCH", "DELETE"] as const)
      expect(await to.send(`${CONTACTS}/1`, { method })).toMatchObject(refused);
    expect(to.api.seen).toHaveLength(3);
  });

  it("hubspot:write alone does not read, and other permissions do neither", async () => {
    to.key = (await makeKey(world(), { permissions: ["hubspot:write"] })).key;
    expect(await to.send(CONTACTS)).toMatchObject(problem(403, "insufficient_scope"));
    to.key = (await makeKey(world())).key;
    expect(await to.send(CONTACTS)).toMatchObject(problem(403, "insufficient_scope"));
    expect(to.api.seen).toEqual([]);
  });

  it("Portico-App names the app where several hold the Hub ID", async () => {
    const second = await makeApp(world(), to.made.owner.ctx);
    await connect(world(), to.made.owner.ctx, second, { hubId: to.made.hubId });
    expect(await to.send(CONTACTS)).toMatchObject(problem(400, "app_required"));
    await to.send(CONTACTS, { headers: { "portico-app": to.made.app.slug } });
    expect(to.api.seen[0]?.token).toBe((await storedTokens(world(), to.made.portal.id)).access);
    expect(await to.send(CONTACTS, { headers: { "portico-app": "A b" } })).toMatchObject(
      problem(400, "invalid_request"),
    );
  });

  it.each(["TRACE", "OPTIONS", "PURGE"])("%s is no method of it", async (method) => {
    const headers = { authorization: `Bearer ${to.key}` };
    const answer = await rawRequest(to.door.url, { path: to.addressOf(CONTACTS), method, headers });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe("GET, HEAD, POST, PUT, PATCH, DELETE");
  });
});

describe("a path that leads elsewhere", () => {
  it.each([
    "/oauth/v1/token",
    "/OAUTH/2026-03/token",
    "/%6Fauth/v1/access-tokens/x",
    "/crm/../oauth/v1/token",
    "/crm/%2e%2e/oauth/v1/token",
    "/crm%2f..%2foauth",
    "/crm/..;/oauth/v1/token",
    "/crm\\..\\oauth",
    "//evil.example/",
    "/https://evil.example/",
    "/@evil.example/",
    "/crm/%0d%0aX:1",
  ])("%s is refused, and HubSpot gets nothing", async (path) => {
    const headers = { authorization: `Bearer ${to.key}` };
    const answer = await rawRequest(to.door.url, { path: to.addressOf(path), headers });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({ code: "path_not_allowed" });
    expect(to.api.seen).toEqual([]);
  });

  it("says nothing to whoever has no key", async () => {
    const answer = await rawRequest(to.door.url, { path: to.addressOf("/oauth/v1/token") });
    expect(answer.status).toBe(401);
  });
});

describe("the document", () => {
  it("tells of the calls through Portico", async () => {
    const { body } = await to.door.call("/openapi.json");
    const item = (body.paths as Record<string, object>)["/portals/{hubId}/hubspot/{path}"];
    expect(Object.keys(item ?? {})).toEqual([
      "parameters",
      "get",
      "post",
      "put",
      "patch",
      "delete",
    ]);
  });
});
