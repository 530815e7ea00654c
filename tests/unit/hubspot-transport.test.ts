import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import { createHubSpotClient } from "@/lib/hubspot/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import { createTransport } from "@/lib/hubspot/transport";

const open: Server[] = [];

afterEach(async () => {
  await Promise.all(
    open.splice(0).map(
      (server) =>
        new Promise((resolve) => {
          server.close(resolve);
          server.closeAllConnections();
        }),
    ),
  );
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const replying =
  (status: number, headers: Record<string, string>, body: string | Buffer = ""): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
  };

/** Sends a byte every few milliseconds, for ever. */
const drip =
  (byte: string, first = "{"): RequestListener =>
  (_request, response) => {
    response.writeHead(200, JSON_TYPE).write(first);
    const timer = setInterval(() => response.write(byte), 10);
    response.on("close", () => clearInterval(timer));
  };

const call = (origin: string, totalTimeoutMs = 5_000) =>
  createTransport({ totalTimeoutMs })({
    method: "POST",
    url: new URL("/oauth/2026-09/token", origin),
    form: { grant_type: "refresh_token" },
    operation: "refresh",
  });

async function failureOf(work: Promise<unknown>): Promise<HubSpotError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HubSpotError);
  return error as HubSpotError;
}

const JSON_TYPE = { "content-type": "application/json" };
const ID = { "x-hubspot-correlation-id": "corr-7" };

describe("answers that are read", () => {
  it.each<[string, Record<string, string>, string | Buffer]>([
    ["JSON", JSON_TYPE, '{"a":1}'],
    ["JSON called HTML", { "content-type": "text/html" }, '{"a":1}'],
    ["JSON without a type", {}, '{"a":1}'],
    ["JSON behind a byte order mark", JSON_TYPE, '\uFEFF{"a":1}'],
    ["gzip", { ...JSON_TYPE, "content-encoding": "gzip" }, gzipSync('{"a":1}')],
  ])("%s", async (_name, headers, body) => {
    const answer = await call(await serve(replying(200, { ...headers, ...ID }, body)));
    expect(answer).toEqual({ httpStatus: 200, body: { a: 1 }, correlationId: "corr-7" });
  });

  it.each<[string, Record<string, string>, string]>([
    ["HTML", { "content-type": "text/html" }, "<html></html>"],
    ["nothing", {}, ""],
    ["half a JSON", JSON_TYPE, '{"access_token":"C'],
  ])("200 with %s has no body to speak of", async (_name, headers, body) => {
    expect((await call(await serve(replying(200, headers, body)))).body).toBeUndefined();
  });
});

describe("answers that are refused", () => {
  const huge = `{"access_token":"${"a".repeat(300_000)}"}`;

  it.each<[string, number, Record<string, string>, string | Buffer]>([
    ["over 256 KiB", 200, JSON_TYPE, huge],
    ["over 256 KiB once unfolded", 200, { "content-encoding": "gzip" }, gzipSync(huge)],
    ["an error over 256 KiB", 400, JSON_TYPE, `{"status":"BAD_REFRESH_TOKEN","x":"${huge}"}`],
  ])("%s", async (_name, status, headers, body) => {
    const failure = await failureOf(
      call(await serve(replying(status, { ...headers, ...ID }, body))),
    );
    expect(failure).toMatchObject({
      kind: "malformed",
      status: "BODY_TOO_LARGE",
      httpStatus: status,
      correlationId: "corr-7",
    });
  });

  it.each([301, 302, 303, 307, 308])("a redirect (%d) is not followed", async (status) => {
    let asked = 0;
    const origin = await serve((request, response) => {
      asked += 1;
      response.writeHead(status, { location: `http://${request.headers.host}/elsewhere` }).end();
    });
    expect((await failureOf(call(origin))).kind).toBe("unreachable");
    expect(asked).toBe(1);
  });

  it("gzip that is none", async () => {
    const headers = { "content-encoding": "gzip" };
    const failure = await failureOf(call(await serve(replying(200, headers, "not gzip"))));
    expect(failure.kind).toBe("unreachable");
  });
});

describe("silence", () => {
  it.each<[string, RequestListener]>([
    ["no answer at all", () => undefined],
    [
      "headers and then nothing",
      (_request, response) => {
        response.writeHead(200, JSON_TYPE).write('{"a":');
      },
    ],
    ["a body that comes byte by byte and never ends", drip(" ")],
  ])("%s ends with the total timeout", async (_name, listener) => {
    const failure = await failureOf(call(await serve(listener), 150));
    expect(failure).toMatchObject({ kind: "unreachable", cause: "TIMEOUT" });
  });

  it("tokens that came whole are kept, although the body never ends", async () => {
    const tokens = { access_token: "access-1", refresh_token: "refresh-1", expires_in: 1800 };
    const whole = JSON.stringify(tokens).slice(0, -1);
    const origin = await serve(drip(" ", `${whole},`));
    const answer = await createTransport({ totalTimeoutMs: 300 })({
      method: "POST",
      url: new URL("/oauth/2026-09/token", origin),
      form: { grant_type: "refresh_token" },
      operation: "refresh",
      givesTokens: true,
    });
    expect(answer.body).toMatchObject(tokens);
  });

  it("a body without end is read no further than its limit", async () => {
    let sent = 0;
    const origin = await serve((_request, response) => {
      response.writeHead(200, JSON_TYPE);
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, " "))) sent += 65_536;
      };
      response.on("drain", more);
      more();
    });
    const failure = await failureOf(call(origin));
    expect(failure).toMatchObject({ kind: "malformed", status: "BODY_TOO_LARGE" });
    const before = sent;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(sent).toBe(before);
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it("a name that DNS does not know", async () => {
    // Reserved: no resolver knows it (RFC 6761, section 6.4). One that is away answers EAI_AGAIN.
    const failure = await failureOf(call("http://portico.invalid"));
    expect(failure.kind).toBe("unreachable");
    expect(failure.cause).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });

  it("nobody listening", async () => {
    const origin = await serve(() => undefined);
    const server = open.pop();
    await new Promise((resolve) => server?.close(resolve));
    expect(await failureOf(call(origin))).toMatchObject({
      kind: "unreachable",
      cause: "ECONNREFUSED",
    });
  });
});

describe("v1 puts tokens into addresses, and they stay there", () => {
  const TOKEN = "na1-1234abcd-0000-4000-8000-00000000v1v1";
  const app = {
    clientId: "client",
    clientSecret: new Secret("secret-of-the-app"),
    apiVersion: "v1",
  } as const;

  it.each<[string, RequestListener]>([
    ["a reset", (request) => request.socket.destroy()],
    ["silence", () => undefined],
    ["a redirect", replying(302, { location: "http://127.0.0.1:1/" })],
    ["a gateway's page", replying(502, {}, "<html>")],
    ["a gateway's 404", replying(404, {}, "<html>not found</html>")],
    [
      "an answer that repeats the address",
      (request, response) => {
        const message = `No resource at ${request.url}`;
        const body = { status: request.url, message, error: message, category: TOKEN };
        response.writeHead(403, JSON_TYPE).end(JSON.stringify(body));
      },
    ],
  ])("%s: no error names one", async (_name, listener) => {
    const origin = await serve(listener);
    const client = createHubSpotClient(origin, createTransport({ totalTimeoutMs: 150 }));
    const token = new Secret(TOKEN);
    const works = [
      client.introspect(app, token, "refresh_token"),
      client.introspect(app, token, "access_token"),
      client.revoke(app, token),
    ];
    for (const failure of await Promise.all(works.map(failureOf))) {
      const text = `${inspect(failure, { depth: 9, showHidden: true })} ${failure.stack} ${JSON.stringify(failure)}`;
      expect(text).not.toContain("1234abcd");
    }
  });

  it("a bearer token no header can carry is not in the error either", async () => {
    const client = createHubSpotClient(await serve(replying(200, {})), createTransport());
    const failure = await failureOf(client.accountDetails(app, new Secret("CSECRET\r\nX: 1")));
    expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain("CSECRET");
  });

  it("a token made of dots asks no other address", async () => {
    let asked = 0;
    const origin = await serve((_request, response) => {
      asked += 1;
      response.writeHead(200, JSON_TYPE).end('{"hub_id":1}');
    });
    const client = createHubSpotClient(origin, createTransport());
    const info = await client.introspect(app, new Secret(".."), "refresh_token");
    expect([info.active, asked]).toEqual([false, 0]);
  });

  it.each<[string, number, string, "inactive" | "unknown"]>([
    ["HubSpot's 404", 404, '{"status":"error","category":"OBJECT_NOT_FOUND"}', "inactive"],
    ["HubSpot's 400", 400, '{"status":"error","message":"unknown token"}', "inactive"],
    ["BAD_REFRESH_TOKEN", 400, '{"status":"BAD_REFRESH_TOKEN"}', "inactive"],
    ["a gateway's 404", 404, "<html>", "unknown"],
    ["an empty 400", 400, "", "unknown"],
  ])("%s about a token means: %s", async (_name, status, body, meaning) => {
    const client = createHubSpotClient(
      await serve(replying(status, JSON_TYPE, body)),
      createTransport(),
    );
    const asked = client.introspect(app, new Secret(TOKEN), "refresh_token");
    if (meaning === "inactive") expect(await asked).toEqual({ active: false, scopes: [] });
    else expect((await failureOf(asked)).kind).toBe("rejected");
  });
});
