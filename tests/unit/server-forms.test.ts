import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { serveNext } from "@/bin/server/serve-next.mjs";
import { addAnswerHeader, requestScope } from "@/lib/http/request-scope.mjs";
import { answering, listen, type Inner } from "../support/edge";

const MULTIPART = { "content-type": "multipart/form-data; boundary=b" };
const ACTION = { "content-type": "text/plain;charset=UTF-8", "next-action": "00ff" };

async function start(inner: Inner, { dev = false } = {}) {
  const { ask } = await listen(() => [serveNext(inner as never, { dev })]);
  return (headers: Record<string, string>, method = "POST") =>
    ask({ path: "/portals/1", method, headers, body: "x" });
}

/** The ways in which Next may give an answer. */
const WAYS: Record<string, (response: ServerResponse) => void> = {
  "at once": (response) => void response.end("Internal Server Error"),
  "in pieces": (response) => {
    response.setHeader("content-type", "text/x-component");
    response.setHeader("content-encoding", "gzip");
    response.flushHeaders();
    response.write(gzipSync("half"));
    response.end(gzipSync("rest"));
  },
  "with a head of its own": (response) => {
    response.writeHead(500, { "content-type": "text/html", "x-powered": "by" });
    response.write("<html>");
    response.end();
  },
};

/** Fails as Next does. @param meanwhile what happens before */
const fail =
  (way: keyof typeof WAYS, meanwhile: () => void = () => undefined): Inner =>
  (_request, response) => {
    meanwhile();
    response.statusCode = 500;
    WAYS[way]?.(response);
  };

describe("a form that Next cannot decode", () => {
  it.each(Object.keys(WAYS))("is answered 400 in words, however Next fails: %s", async (way) => {
    const post = await start(fail(way));
    for (const headers of [MULTIPART, ACTION]) {
      const answer = await post(headers);
      expect(answer.status).toBe(400);
      expect(answer.body).toBe(
        "This form could not be read, so nothing was changed. Reload the page and try again.\n",
      );
      expect(answer.headers).toMatchObject({
        "content-type": "text/plain; charset=utf-8",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      });
      expect(answer.headers["content-encoding"]).toBeUndefined();
    }
  });

  it("is told from a failure after it was read, and from one of our own code", async () => {
    for (const [mark, value] of [
      ["isFormRead", true],
      ["isOurFailure", true],
    ] as const) {
      const note = () => Object.assign(requestScope() ?? {}, { [mark]: value });
      const post = await start(fail("at once", note));
      expect(await post(ACTION)).toMatchObject({ status: 500, body: "Internal Server Error" });
    }
  });

  it("changes nothing for other requests, other answers and the development server", async () => {
    const failing = await start(fail("at once"));
    expect((await failing({ "content-type": "text/plain" })).status).toBe(500);
    expect((await failing(ACTION, "PUT")).status).toBe(500);
    const fine = await start((_request, response) => response.end("done"));
    expect(await fine(ACTION)).toMatchObject({ status: 200, body: "done" });
    const dev = await start(fail("at once"), { dev: true });
    expect((await dev(ACTION)).status).toBe(500);
  });
});

describe("the scope of a request", () => {
  it("is there below the server, without the query, and nowhere else", async () => {
    const seen: unknown[] = [];
    const { ask } = await listen(() => [
      serveNext(
        (async (_request: unknown, response: ServerResponse) => {
          await Promise.resolve();
          seen.push({ ...requestScope() });
          response.end();
        }) as never,
        { dev: false },
      ),
      answering(() => "never"),
    ]);
    const { headers } = await ask({ path: "/oauth/callback?code=a&state=b" });
    expect(seen).toEqual([
      {
        ...{ requestId: headers["x-request-id"], method: "GET", path: "/oauth/callback" },
        ...{ isForm: false, isFormRead: false, isOurFailure: false },
        logged: expect.any(WeakSet) as WeakSet<object>,
        addHeader: expect.any(Function) as () => void,
      },
    ]);
    expect(requestScope()).toBeUndefined();
  });
});

it("an answer takes a header from inside its request, until it has begun", async () => {
  const post = await start((_request, response) => {
    addAnswerHeader("clear-site-data", '"storage"');
    response.writeHead(200);
    addAnswerHeader("x-late", "1");
    response.end("done");
  });
  const { headers, status } = await post(ACTION);
  expect(status).toBe(200);
  expect(headers["clear-site-data"]).toBe('"storage"');
  expect(headers["x-late"]).toBeUndefined();
});
