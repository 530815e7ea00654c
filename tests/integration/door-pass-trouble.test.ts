import { connect } from "node:net";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { portalRow, storedTokens } from "../support/checks";
import { eventually } from "../support/eventually";
import { answerJson } from "../support/hubspot-api";
import { problem, usePassing } from "../support/passing";
import { rawRequest } from "../support/raw-request";
import { useWorld } from "../support/world";

const CONTACTS = "/crm/v3/objects/contacts";
const MIB = 1024 * 1024;
const world = useWorld();
const to = usePassing(world);

/** From now on HubSpot refuses the token that is stored now. */
async function refuseStoredToken(): Promise<string> {
  const { access } = await storedTokens(world(), to.made.portal.id);
  to.api.answer = (response, { token }) =>
    answerJson(response, token === access ? 401 : 200, { category: "EXPIRED_AUTHENTICATION" });
  return access ?? "";
}

describe("401 of HubSpot", () => {
  it("is answered by one refresh and one repeat", async () => {
    const first = await refuseStoredToken();
    expect(await to.post(CONTACTS, '{"a":1}')).toMatchObject({ status: 200 });
    expect(to.api.seen.map(({ body }) => body.toString())).toEqual(['{"a":1}', '{"a":1}']);
    const { access } = await storedTokens(world(), to.made.portal.id);
    expect(to.api.seen.map(({ token }) => token)).toEqual([first, access]);
    expect(await to.refreshes()).toBe(1);
  });

  it("is passed on when it comes again, and no storm of refreshes follows", async () => {
    to.api.answer = (response) => answerJson(response, 401, { category: "INVALID_AUTHENTICATION" });
    const again = { status: 401, json: { category: "INVALID_AUTHENTICATION" } };
    expect(await to.send(CONTACTS)).toMatchObject(again);
    expect(to.api.seen).toHaveLength(2);
    for (const _call of [1, 2, 3]) expect(await to.send(CONTACTS)).toMatchObject(again);
    expect(to.api.seen).toHaveLength(5);
    expect(await to.refreshes()).toBe(1);
  });

  it("of many calls at once makes one refresh", async () => {
    await refuseStoredToken();
    const calls = await Promise.all(Array.from({ length: 10 }, () => to.send(CONTACTS)));
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await to.refreshes()).toBe(1);
  });

  it("tells of a dead grant: needs_reconnect", async () => {
    await refuseStoredToken();
    await world().control.revokeGrants({ clientId: to.made.app.clientId, hubId: to.made.hubId });
    expect(await to.send(CONTACTS)).toMatchObject(problem(409, "needs_reconnect"));
    expect((await portalRow(world(), to.made.portal.id)).status).toBe("needs_reconnect");
    expect(to.api.seen).toHaveLength(1);
  });

  it("while HubSpot gives no token: hubspot_unavailable, and it is left alone for a while", async () => {
    await refuseStoredToken();
    const match = { clientId: to.made.app.clientId, path: "/\\/token$/" };
    await world().control.addFault({ match, times: 0, status: 503 });
    for (const _call of [1, 2]) {
      const answer = await to.send(CONTACTS);
      expect(answer).toMatchObject(problem(503, "hubspot_unavailable"));
      expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    }
    expect(await to.refreshes()).toBe(1);
  });

  it("to a body that was too large to keep is passed on", async () => {
    await refuseStoredToken();
    expect((await to.post(CONTACTS, Buffer.alloc(MIB + 1, "a"))).status).toBe(401);
    expect(to.api.seen).toHaveLength(1);
    expect((await to.post(CONTACTS, Buffer.alloc(MIB, "a"))).status).toBe(200);
    expect(to.api.seen).toHaveLength(3);
  });
});

describe("429 of HubSpot", () => {
  const limit = (times: number, headers: Record<string, string> = {}) => {
    to.api.answer = (response) =>
      answerJson(
        response,
        to.api.seen.length <= times ? 429 : 200,
        { n: to.api.seen.length },
        headers,
      );
  };

  it("is passed on as it is", async () => {
    limit(9, { "retry-after": "7", "x-hubspot-ratelimit-max": "100" });
    const headers = { "retry-after": "7", "x-hubspot-ratelimit-max": "100" };
    expect(await to.send(CONTACTS)).toMatchObject({ status: 429, json: { n: 1 }, headers });
    expect(to.api.seen).toHaveLength(1);
  });

  it("is waited out where the service says how long", async () => {
    limit(2);
    const begun = Date.now();
    const answer = await to.send(CONTACTS, { headers: { "portico-wait": "5" } });
    expect(answer).toMatchObject({ status: 200, json: { n: 3 } });
    expect(Date.now() - begun).toBeGreaterThanOrEqual(1_990);
  });

  it("is passed on at once when HubSpot wants more time than the service has", async () => {
    limit(9, { "retry-after": "3" });
    const begun = Date.now();
    const answer = await to.send(CONTACTS, { headers: { "portico-wait": "2" } });
    expect(answer).toMatchObject({ status: 429, headers: { "retry-after": "3" } });
    expect(Date.now() - begun).toBeLessThan(1_500);
    limit(99);
    expect((await to.send(CONTACTS, { headers: { "portico-wait": "1" } })).status).toBe(429);
  });

  it.each(["0", "61", "-1", "1.5", "soon", ""])("waits no %j seconds", async (wait) => {
    const answer = await to.send(CONTACTS, { headers: { "portico-wait": wait } });
    expect(answer).toMatchObject(problem(400, "invalid_request"));
  });
});

describe("a large body", () => {
  const pieces = (count: number) =>
    (async function* () {
      for (let n = 0; n < count; n += 1) yield Buffer.alloc(MIB / 2, n);
    })();

  it("streams through, with its length where it was said", async () => {
    const body = Buffer.alloc(9 * MIB, "b");
    expect((await to.post(CONTACTS, body)).status).toBe(200);
    expect(to.api.seen[0]?.headers["content-length"]).toBe(String(9 * MIB));
    expect(to.api.seen[0]?.body.equals(body)).toBe(true);
    expect((await to.post(CONTACTS, Readable.from(pieces(20)))).status).toBe(200);
    expect(to.api.seen[1]?.headers["transfer-encoding"]).toBe("chunked");
    expect(to.api.seen[1]?.body.byteLength).toBe(10 * MIB);
  });

  it("of more than 10 MiB is refused by its length at once", async () => {
    const headers = { authorization: `Bearer ${to.key}`, "content-length": String(10 * MIB + 1) };
    const answer = await rawRequest(to.door.url, {
      path: to.addressOf(CONTACTS),
      method: "POST",
      headers,
      body: [Buffer.from("a")],
    }).catch(() => undefined);
    expect(answer?.status).toBe(413);
    expect(JSON.parse(answer?.body ?? "{}")).toMatchObject({ code: "too_large" });
    expect(to.api.seen).toEqual([]);
  });

  it("that was refused may be sent for a moment more, then the connection ends", async () => {
    const { hostname, port } = new URL(to.door.url);
    const socket = connect(Number(port), hostname);
    let got = "";
    socket.on("data", (chunk) => (got += chunk)).on("error", () => undefined);
    const closed = new Promise((done) => socket.once("close", done));
    socket.write(
      `POST ${to.addressOf(CONTACTS)} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${to.key}\r\nContent-Length: ${11 * MIB}\r\n\r\nbegin`,
    );
    await eventually(() => expect(got).toContain("too_large"));
    const more = setInterval(() => socket.write("more"), 200);
    await closed;
    clearInterval(more);
    expect(got).toMatch(/^HTTP\/1.1 413 /);
  });

  it("that turns out larger is cut off, here and at HubSpot", async () => {
    const answer = await to.post(CONTACTS, Readable.from(pieces(24)));
    expect(answer).toMatchObject(problem(413, "too_large"));
    await eventually(() => expect(to.api.broken).toBe(1));
    expect(to.api.seen).toEqual([]);
  });

  it("that HubSpot answers before it has it whole is answered all the same", async () => {
    to.api.answerEarly = (response) => answerJson(response, 403, { category: "MISSING_SCOPES" });
    const answer = await to.post(CONTACTS, Buffer.alloc(9 * MIB));
    expect(answer).toMatchObject({ status: 403, json: { category: "MISSING_SCOPES" } });
    to.api.answerEarly = undefined;
    expect((await to.send(CONTACTS)).status).toBe(200);
  });

  it.each([1, 5])(
    "of which only %i half MiB come is never a whole one at HubSpot",
    async (count) => {
      const cutOff = async function* () {
        yield* pieces(count);
        await new Promise((resolve) => setTimeout(resolve, 200));
        throw new Error("the sender breaks off");
      };
      await expect(to.post(CONTACTS, Readable.from(cutOff()))).rejects.toThrow(
        "the sender breaks off",
      );
      await eventually(() => expect(to.api.broken).toBe(count > 2 ? 1 : 0));
      expect((await to.send(CONTACTS)).status).toBe(200);
      expect(to.api.seen).toHaveLength(1);
    },
  );

  it("of an answer comes as it is sent, not at its end", async () => {
    let finish = () => undefined as unknown;
    to.api.answer = (response) => {
      response.writeHead(200).write("first");
      finish = () => response.end("last");
    };
    const { body } = await to.open(CONTACTS);
    const chunks = body[Symbol.asyncIterator]();
    expect(String((await chunks.next()).value)).toBe("first");
    finish();
    expect(String((await chunks.next()).value)).toBe("last");
    expect((await chunks.next()).done).toBe(true);
  });
});

describe("what breaks off", () => {
  it("HubSpot that is not there: 503, and it is said that nothing was sent", async () => {
    await to.api.close();
    const answer = await to.send(CONTACTS);
    expect(answer).toMatchObject(problem(503, "hubspot_unavailable"));
    expect(answer.json.detail).toContain("could not be reached");
    expect(answer.headers["retry-after"]).toBe("5");
    expect((await portalRow(world(), to.made.portal.id)).status).toBe("connected");
  });

  it("an answer that ends too soon is no whole answer here either", async () => {
    for (const headers of [{}, { "content-length": "100" }]) {
      to.api.answer = (response) => {
        response.writeHead(200, headers).write("half");
        setTimeout(() => response.destroy(), 50);
      };
      const { statusCode, body } = await to.open(CONTACTS);
      expect(statusCode).toBe(200);
      await expect(body.text()).rejects.toThrow();
    }
  });

  it("a service that goes away before the answer ends the call", async () => {
    to.api.answer = () => undefined;
    const leaving = new AbortController();
    const call = to.open(CONTACTS, { signal: leaving.signal });
    await eventually(() => expect(to.api.seen).toHaveLength(1));
    leaving.abort();
    await expect(call).rejects.toThrow();
    await eventually(() => expect(to.api.broken).toBe(1));
  });

  it("a service that goes away within the answer ends the call", async () => {
    to.api.answer = (response) => void response.writeHead(200).write("half");
    const { body } = await to.open(CONTACTS);
    body.on("error", () => undefined).destroy();
    await eventually(() => expect(to.api.broken).toBe(1));
  });

  it("a service that goes away while 429 is waited out asks no more", async () => {
    to.api.answer = (response) => answerJson(response, 429, {});
    const leaving = new AbortController();
    const call = to.open(CONTACTS, { signal: leaving.signal, headers: { "portico-wait": "30" } });
    await eventually(() => expect(to.api.seen).toHaveLength(1));
    leaving.abort();
    await expect(call).rejects.toThrow();
    const { length } = to.api.seen;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(to.api.seen).toHaveLength(length);
  });
});
