import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import nextConfig from "@/next.config.js";
import { bodyLimitOf } from "@/bin/server/body-limits.mjs";
import { serveNext } from "@/bin/server/serve-next.mjs";
import { MAX_BYTES } from "@/lib/imports/parse";
import { listen, type Inner } from "../support/edge";

const KB = 1024;

/** Behind the limit stands something that reads the body as Next does, and tells its size. */
async function start(seen: number[] = []) {
  const read: Inner = async (request, response) => {
    let size = 0;
    for await (const chunk of request) size += (chunk as Buffer).byteLength;
    seen.push(size);
    response.end(`${request.method} ${request.url} ${size} ${request.complete}`);
  };
  return { ...(await listen(() => [serveNext(read as never, { dev: false })])), seen };
}

const megabytes = (count: number) => Array.from({ length: count }, () => Buffer.alloc(KB * KB));

describe("the limit of a body", () => {
  it.each([
    ["/api/auth/signout", 16 * KB],
    ["/api/auth/callback/credentials", 16 * KB],
    ["/login", 256 * KB],
    ["/portals", 256 * KB],
    ["/portals/import/0190", 256 * KB],
    ["/portals/import", 1024 * KB],
    ["/settings/public-pages", 512 * KB],
    ["*", 256 * KB],
  ])("at %s is %i bytes", (path, limit) => {
    expect(bodyLimitOf(path)).toBe(limit);
  });

  it("leaves room for an import with its envelope, and is never above what Next takes", () => {
    const most = bodyLimitOf("/portals/import");
    expect(most).toBeGreaterThanOrEqual(MAX_BYTES + 16 * KB);
    // To Next a megabyte is 1024 times 1024 bytes.
    expect(nextConfig.experimental?.serverActions?.bodySizeLimit).toBe("1mb");
    expect(most).toBeLessThanOrEqual(1024 * KB);
  });
});

describe("a body", () => {
  it("within the limit arrives whole, with a length or in chunks", async () => {
    const { ask } = await start();
    const body = Buffer.alloc(16 * KB);
    const path = "/api/auth/signout?a=b";
    const expected = `POST ${path} ${16 * KB} true`;
    expect((await ask({ path, method: "POST", body })).body).toBe(expected);
    const pieces = [body.subarray(0, 5000), body.subarray(5000)];
    expect((await ask({ path, method: "POST", body: pieces })).body).toBe(expected);
    expect((await ask({ path, method: "POST" })).body).toBe(`POST ${path} 0 true`);
    expect((await ask({ path })).status).toBe(200);
  });

  it.each(["/api/auth/signout", "/login", "/portals/import"])(
    "above the limit of %s is refused by its length, unread, and the connection is closed",
    async (path) => {
      const { ask, seen } = await start();
      const headers = { "content-length": String(bodyLimitOf(path) + 1) };
      // Ten bytes of it come, and the answer does not wait for more.
      const answer = await ask({ path, method: "POST", headers, body: [Buffer.alloc(10)] });
      expect(answer.status).toBe(413);
      expect(answer.headers).toMatchObject({
        connection: "close",
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
      });
      expect(answer.body).toContain(`${bodyLimitOf(path) / KB} KB`);
      expect(seen).toEqual([]);
    },
  );

  it("without a length is refused as soon as too much has come", async () => {
    const { ask, seen } = await start();
    const answer = await ask({ path: "/login", method: "POST", body: megabytes(60) });
    expect(answer.status).toBe(413);
    expect(answer.headers.connection).toBe("close");
    expect(seen).toEqual([]);
  });

  it("of any method counts", async () => {
    const { ask } = await start();
    const body = Buffer.alloc(257 * KB);
    const headers = { "content-length": String(body.byteLength) };
    for (const method of ["GET", "PUT", "DELETE", "PATCH"])
      expect((await ask({ path: "/login", method, headers, body })).status).toBe(413);
  });

  it("that breaks off reaches nobody", async () => {
    const { origin, seen, errors } = await start();
    const socket = connect(Number(origin.port), "127.0.0.1");
    socket.end(`POST /login HTTP/1.1\r\nHost: ${origin.host}\r\nContent-Length: 5000\r\n\r\nten`);
    socket.resume();
    await once(socket, "close");
    expect(seen).toEqual([]);
    expect(errors).toEqual([]);
  });
});
