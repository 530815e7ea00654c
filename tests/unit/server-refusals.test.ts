import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { isOwnRequest, refuseForeignOrigin } from "@/bin/server/refuse-foreign-origin.mjs";
import { refuseOtherHost } from "@/bin/server/refuse-other-host.mjs";
import {
  isReadableAddress,
  refuseUnreadableAddress,
} from "@/bin/server/refuse-unreadable-address.mjs";
import type { RawAnswer } from "../support/raw-request";
import { answering, listen } from "../support/edge";

const chain = (origin: URL) => [
  refuseUnreadableAddress,
  refuseOtherHost(origin),
  refuseForeignOrigin(origin),
  answering(() => "passed on"),
];

function expectPlainWords({ headers, body }: RawAnswer): void {
  expect(headers).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(body.trim()).toMatch(/^[A-Z].{10,}\.$/);
}

describe("an address", () => {
  it.each(["/", "/apps/a%2Fb", "/portals?q=100%", "/portals?q=%ff", "/caf%C3%A9", "/a?b=%2500"])(
    "%s is passed on",
    async (path) => {
      expect(isReadableAddress(path)).toBe(true);
      const { ask } = await listen(chain);
      expect(await ask({ path })).toMatchObject({ status: 200, body: "passed on" });
    },
  );

  it.each(["/apps/%00", "/apps/%ff", "/%", "/%zz", "/%ED%A0%80", "/a?q=%00", "/a?%00", "*"])(
    "%s is refused",
    async (path) => {
      const { ask } = await listen(chain);
      const answer = await ask({ path });
      expect(answer.status).toBe(400);
      expectPlainWords(answer);
    },
  );
});

describe("the host", () => {
  it("is sent over when it is another name of this machine", async () => {
    const { ask, origin } = await listen(chain);
    const path = "/oauth/callback?code=a&state=b";
    const host = `127.0.0.1:${origin.port}`;
    const answer = await ask({ path, headers: { host } });
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toBe(`${origin.origin}${path}`);
    expectPlainWords(answer);
    expect((await ask({ path: "/", method: "POST", headers: { host } })).status).toBe(421);
  });

  it.each(["/api/v1/portals?limit=1", "/api/metrics", "/hubspot/oauth/v1/token"])(
    "may be another name of this machine for a program, whose key would not survive being sent over: %s",
    async (path) => {
      const { ask, origin } = await listen(chain);
      for (const name of ["127.0.0.1", "[::1]", "localhost"]) {
        const headers = { host: `${name}:${origin.port}` };
        expect((await ask({ path, headers })).status).toBe(200);
      }
      expect((await ask({ path, headers: { host: "evil.example" } })).status).toBe(421);
      expect((await ask({ path: `/x${path}`, headers: { host: "127.0.0.1" } })).status).toBe(307);
    },
  );

  it("is told what to configure when it is any other, and may be anything for a health check", async () => {
    const { ask, origin } = await listen(chain);
    const headers = { host: "evil.example" };
    const answer = await ask({ path: "/", headers });
    expect(answer.status).toBe(421);
    expect(answer.body).toContain(origin.origin);
    expectPlainWords(answer);
    expect((await ask({ path: "/api/health/live", headers })).status).toBe(200);
    expect((await ask({ path: "/api/health/ready?a=b", headers })).status).toBe(200);
  });

  it.each([
    "/api/health/../metrics",
    "/api/health/%2e%2e/%2e%2e/login",
    "/api/health/..\\..\\login",
  ])("is asked for where an address only begins like a health check: %s", async (path) => {
    const { ask } = await listen(chain);
    expect((await ask({ path, headers: { host: "evil.example" } })).status).toBe(421);
  });

  it.each(["/api/metrics/../../login", "/api/metrics/%2e%2e/find", "/api/v1x", "/hubspot"])(
    "is the one name where an address only begins like a program's: %s",
    async (path) => {
      const { ask } = await listen(chain);
      expect((await ask({ path, headers: { host: "127.0.0.1" } })).status).toBe(307);
    },
  );

  it("is named once: whoever stands in front may have gone by the other", async () => {
    const { origin } = await listen(chain);
    const lines = ["GET / HTTP/1.1", `Host: ${origin.host}`, "hOST: evil.example", "", ""];
    const socket = connect(Number(origin.port), "127.0.0.1").end(lines.join("\r\n"));
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 [^]*A request names one host\.\n$/);
  });
});

describe("where a change comes from", () => {
  const ORIGIN = "http://localhost:3000";
  const from = (headers: Record<string, string>, method = "POST") =>
    isOwnRequest({ method, headers }, ORIGIN);

  it.each([
    [{ origin: ORIGIN }],
    [{ origin: ORIGIN, "sec-fetch-site": "same-origin" }],
    [{ "sec-fetch-site": "same-origin" }],
  ])("%j is one of our own pages", (headers) => {
    expect(from(headers)).toBe(true);
  });

  it.each([
    [{}],
    [{ origin: "null" }],
    [{ origin: "http://evil.example" }],
    [{ origin: `${ORIGIN}.evil.example` }],
    [{ origin: ORIGIN, "sec-fetch-site": "cross-site" }],
    [{ origin: "http://evil.example", "sec-fetch-site": "same-origin" }],
    [{ "sec-fetch-site": "none" }],
    [{ "sec-fetch-site": "same-site" }],
  ])("%j is not", (headers) => {
    expect(from(headers)).toBe(false);
    expect(from(headers, "DELETE")).toBe(false);
    expect(from(headers, "GET")).toBe(true);
  });

  it.each(["POST", "PUT", "PATCH", "DELETE"])("a %s from nowhere is refused", async (method) => {
    const { ask, origin } = await listen(chain);
    for (const path of ["/login", "/api/auth/signout", "/api/auth/callback/credentials"]) {
      const answer = await ask({ path, method });
      expect(answer.status).toBe(403);
      expectPlainWords(answer);
      const own = await ask({ path, method, headers: { origin: origin.origin } });
      expect(own.status).toBe(200);
    }
  });
});

describe("the chain", () => {
  it("tells who the client is by the socket, whatever the request says", async () => {
    const seen: unknown[] = [];
    const { ask } = await listen(() => [
      answering(({ headers }) => {
        const names = ["x-portico-client-ip", "x-forwarded-for", "x-forwarded-host", "x-nonce"];
        seen.push([...names, "x-portico-path"].map((name) => headers[name]));
      }),
    ]);
    const headers = { "x-forwarded-for": "6.6.6.6", "x-portico-client-ip": "6.6.6.6" };
    const more = { "x-forwarded-host": "evil.example", "x-nonce": "n", "x-portico-path": "/evil" };
    await ask({ path: "/", headers: { ...headers, ...more } });
    expect(seen).toEqual([["127.0.0.1", "127.0.0.1", undefined, undefined, undefined]]);
  });

  it("believes as many hops as there are proxies", async () => {
    const ip = answering(({ headers }) => headers["x-portico-client-ip"]);
    const headers = { "x-forwarded-for": "6.6.6.6, 2.2.2.2" };
    for (const [trustedProxies, expected] of [
      [0, "127.0.0.1"],
      [1, "2.2.2.2"],
      [2, "6.6.6.6"],
      [9, "6.6.6.6"],
    ] as const) {
      const { ask } = await listen(() => [ip], { trustedProxies });
      expect((await ask({ path: "/", headers })).body).toBe(expected);
    }
  });

  it("answers a crash with 500 and one line in the log", async () => {
    const { ask, errors } = await listen(() => [
      () => Promise.reject(new Error("a wire came loose")),
    ]);
    const answer = await ask({ path: "/" });
    expect(answer).toMatchObject({ status: 500, body: "" });
    expect(errors).toHaveLength(1);
  });
});
