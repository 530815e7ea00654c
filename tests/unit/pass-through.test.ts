import { EventEmitter } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import { Caller } from "@/lib/door/caller";
import { headersForHubSpot, headersForService } from "@/lib/door/pass-headers";
import { allowedPath, allowedQuery, isReading } from "@/lib/door/pass-path";
import { createSend } from "@/lib/door/pass-send";
import { anyText } from "../support/arbitraries";

const ORIGIN = "https://api.hubapi.com";

function tryDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

describe("a path", () => {
  it.each([
    "/crm/v3/objects/contacts",
    "/crm/v3/objects/contacts/",
    "/crm/v3/objects/contacts/jane%40acme.example",
    "/crm/v3/objects/p62515_cars/a.b~c",
    "/cms/v3/hubdb/tables/caf%C3%A9/rows",
    "/files/v3/files/%E6%BC%A2",
    "/crm/v4/associations/0-1/0-2/batch/read",
    "/crm/oauth/x",
    "/",
  ])("%s is passed on as it is", (path) => {
    expect(allowedPath(path)).toBe(path);
  });

  it.each([
    "/oauth",
    "/oauth/",
    "/oauth/v1/token",
    "/oauth/2026-03/token",
    "/oauth%20/v1/token",
    "/appinstalls/2026-03/external-install",
    "/AppInstalls/2026-03/external-install",
    "/OAuth/v1/access-tokens/x",
    "/%6fauth/v1/token",
    "/o%41uth/v1/token",
    "/%256fauth/v1/token",
    "/\uff4f\uff41\uff55\uff54\uff48/v1/token",
    "/%EF%BD%8Fauth/v1/token",
    "/oauth;x/v1/token",
    "/oauth%3bx/v1/token",
    "/crm/../oauth/v1/token",
    "/crm/..",
    "/./oauth/v1/token",
    "/crm/./v3",
    "/crm/%2e%2e/oauth",
    "/crm/.%2E/oauth",
    "/crm/%EF%BC%8E%EF%BC%8E/oauth",
    "/crm/%c0%ae%c0%ae/oauth",
    "/crm/..;/oauth/v1/token",
    "/crm%2foauth",
    "/crm%2Fv3",
    "/crm%5cv3",
    "/crm\\v3",
    "//evil.example/crm",
    "/crm//v3",
    "/https://evil.example/",
    "/https:/evil.example/",
    "/https:evil.example/",
    "/@evil.example/",
    "/user@evil.example",
    "@evil.example/",
    ".evil.example/",
    ":80/crm",
    "crm/v3",
    "",
    "/crm/%0d%0aHost:x",
    "/crm/%00",
    "/crm/%7f",
    "/crm/\t",
    "/crm/ v3",
    "/crm#/../oauth",
    "/crm?x",
    "/crm/%zz",
    "/crm/%",
    "/crm/%ff",
    "/crm/caf\u00e9",
  ])("%j is refused", (path) => {
    expect(() => allowedPath(path)).toThrow("path_not_allowed");
  });

  it("that is allowed stays on HubSpot's API and away from OAuth, whatever it is made of", () => {
    const piece = fc.constantFrom(
      ..."/ // . .. ; : @ \\ ? # % %2e %2f %5c %25 %252e %40 %6f %00 %EF%BC%8E %c0%ae oauth OAUTH".split(
        " ",
      ),
      ..."auth crm v1 token evil.example https: \t \r \u200b \uff0f \uff0e a".split(" "),
    );
    const crafted = fc.array(piece, { maxLength: 9 }).map((parts) => `/${parts.join("")}`);
    let allowed = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          { weight: 4, arbitrary: crafted },
          anyText.map((text) => `/${text}`),
          anyText,
        ),
        (raw) => {
          let path: string;
          try {
            path = allowedPath(raw);
          } catch {
            return;
          }
          allowed += 1;
          expect(path).toBe(raw);
          const url = new URL(path, ORIGIN);
          expect(url.href).toBe(new URL(ORIGIN + path).href);
          expect(url.origin).toBe(ORIGIN);
          // Nothing was resolved or cut away: HubSpot sees the same parts that were looked at.
          expect(url.pathname).toBe(path);
          for (let read = path, times = 0; times < 3; times += 1, read = tryDecode(read)) {
            expect(read.normalize("NFKC")).not.toMatch(
              /^\/*oauth(\/|;|$)|\/\.{1,2}(\/|;|$)|\\|\/\//i,
            );
            expect(read.split("/").length).toBe(path.split("/").length);
          }
        },
      ),
      { numRuns: 5_000 },
    );
    expect(allowed).toBeGreaterThan(50);
  });

  it.each(["", "?", "?limit=1&after=a%2Fb", "?q=a@b/../c", '?f={"a":[1]}'])(
    "takes the query %j",
    (query) => expect(allowedQuery(query)).toBe(query),
  );

  it.each(["?a=1#b", "?a b", "?\u00e9", "?\r\n", "limit=1"])("refuses the query %j", (query) => {
    expect(() => allowedQuery(query)).toThrow("invalid_request");
  });
});

describe("a call reads", () => {
  it.each([
    ["GET", "/crm/v3/objects/contacts", true],
    ["HEAD", "/crm/v3/objects/contacts", true],
    ["POST", "/crm/v3/objects/contacts/search", true],
    ["POST", "/crm/v3/objects/contacts/batch/read", true],
    ["POST", "/crm/v3/objects/contacts", false],
    ["POST", "/crm/v3/objects/contacts/batch/update", false],
    ["POST", "/crm/v3/objects/research", false],
    ["POST", "/crm/v3/objects/search/1", false],
    ["PUT", "/crm/v3/objects/contacts/search", false],
    ["PATCH", "/crm/v3/objects/contacts/1", false],
    ["DELETE", "/crm/v3/objects/contacts/search", false],
  ])("%s %s: %s", (method, path, reads) => expect(isReading(method, path)).toBe(reads));
});

const STRIPPED = {
  authorization: "Bearer ptc_x",
  cookie: "a=b",
  "set-cookie": ["a=b"],
  "proxy-authorization": "Basic x",
  "proxy-connection": "close",
  connection: "keep-alive, X-Private",
  "x-private": "1",
  "keep-alive": "timeout=5",
  te: "trailers",
  trailer: "x",
  "transfer-encoding": "chunked",
  upgrade: "h2c",
  host: "portico.example",
  "x-portico-client-ip": "10.0.0.1",
  "portico-app": "x",
  "portico-wait": "5",
  "x-forwarded-for": "10.0.0.1",
  "x-forwarded-host": "portico.example",
  forwarded: "for=10.0.0.1",
  "x-request-id": "1",
};

describe("headers", () => {
  it("that are HubSpot's business go to HubSpot, and no other", () => {
    const kept = {
      accept: "application/json",
      "accept-encoding": "gzip",
      "content-type": "a/b",
      "user-agent": "sync/1",
    };
    const overrides = { "x-http-method-override": "DELETE", "x-original-url": "/oauth/v1/token" };
    const own = { expect: "100-continue", "content-length": "5" };
    const traces = { traceparent: "00-1-1-01", tracestate: "a=b", baggage: "user=1" };
    const all = { ...STRIPPED, ...overrides, ...own, ...traces, ...kept };
    expect(headersForHubSpot(all)).toEqual(kept);
  });

  it("of HubSpot's answer come back, and none that is about its host or a connection", () => {
    const kept = {
      "content-type": "application/json",
      "content-encoding": "gzip",
      "content-length": "20",
      "retry-after": "3",
      "x-hubspot-ratelimit-remaining": "9",
      "x-hubspot-correlation-id": "c",
      link: ["<a>", "<b>"],
    };
    const ofHost = {
      "strict-transport-security": "max-age=1",
      "alt-svc": "h3",
      "access-control-allow-origin": "*",
      "cache-control": "public",
      "x-frame-options": "ALLOWALL",
    };
    // nginx, Apache, a cache: each takes these from whom it stands in front of.
    const orders = { "x-accel-redirect": "/a", "x-sendfile": "/etc/passwd", "x-reproxy-url": "b" };
    const keep = { expires: "1", "surrogate-control": "c", "cloudflare-cdn-cache-control": "d" };
    const answered = { ...STRIPPED, ...ofHost, ...orders, ...keep, ...kept };
    expect(headersForService(answered, { origin: ORIGIN, path: "/" })).toEqual({
      ...kept,
      "cache-control": "no-store",
    });
  });

  it.each([
    ["/crm/v3", true],
    [`${ORIGIN}/crm/v3`, true],
    ["https://evil.example/", false],
    ["//evil.example/", false],
    ["/\\evil.example/", false],
    [`${ORIGIN}.evil.example/`, false],
    ["http://api.hubapi.com/", false],
    ["https://", false],
  ])("Location %s: %s", (location, isKept) => {
    const passed = headersForService({ location }, { origin: ORIGIN, path: "/crm/" });
    expect(passed.location).toBe(isKept ? location : undefined);
  });

  it("that no line of HTTP can hold are left out, whoever sends them", () => {
    const headers = { "x-a": "a\r\nb: c", "x-b": "漢", "x-c": "caf\u00e9" };
    expect(headersForHubSpot(headers)).toEqual({ "x-c": "caf\u00e9" });
  });
});

describe("HubSpot that does not answer", () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  const ask = async (origin: string) =>
    createSend({ answerTimeoutMs: 200 })(
      {
        origin,
        path: "/",
        method: "GET",
        headers: {},
        body: { isKept: true, bytes: null },
        caller: new Caller(new EventEmitter() as ServerResponse),
      },
      new Secret("token"),
    );
  const start = async (answer: Parameters<typeof createServer>[1]) => {
    server = createServer(answer);
    await new Promise<void>((done) => server?.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  it("in time is given up, and it is not said that nothing happened", async () => {
    const origin = await start(() => undefined);
    await expect(ask(origin)).rejects.toMatchObject({
      code: "hubspot_unavailable",
      options: { detail: expect.stringMatching(/not answer in time.* is not known/) },
    });
  });

  it("because it breaks off is told the same way", async () => {
    const origin = await start((request) => request.socket.destroy());
    await expect(ask(origin)).rejects.toMatchObject({
      options: { detail: expect.stringMatching(/broke off.* is not known/) },
    });
  });

  it("at all got nothing, and that is said", async () => {
    const origin = await start(() => undefined);
    await new Promise((done) => server?.close(done));
    await expect(ask(origin)).rejects.toMatchObject({
      options: { detail: expect.stringContaining("nothing was sent"), retryAfterSeconds: 5 },
    });
  });
});
