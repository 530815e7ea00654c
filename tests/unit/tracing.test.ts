import { SpanKind, trace } from "@opentelemetry/api";
import { describe, expect, it, vi } from "vitest";
import { serveNext } from "@/bin/server/serve-next.mjs";
import { Secret } from "@/lib/crypto/secret";
import { AppError } from "@/lib/errors";
import { requestScope } from "@/lib/http/request-scope.mjs";
import { tracing } from "@/lib/tracing/active.mjs";
import { inSpan } from "@/lib/tracing/spans";
import { startTracing } from "@/lib/tracing/start";
import { listen } from "../support/edge";
import { useTracing, type TestTracing } from "../support/tracing";

const MARK = "mark-of-a-secret-0123456789";
const KEPT_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const OTHER_TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT_SPAN = "00f067aa0ba902b7";

const tracingOf = useTracing();
const start = (...options: Parameters<TestTracing["start"]>) => tracingOf().start(...options);
const sent = () => tracingOf().sent();
const posted = () => JSON.stringify(tracingOf().collector.posts);
const work = async () => undefined;

describe("tracing", () => {
  it("is not there without a collector: work is done, and nothing else", async () => {
    const before = trace.getTracerProvider();
    const stop = await startTracing({ settings: undefined });
    expect(tracing()).toBeUndefined();
    expect(trace.getTracerProvider()).toBe(before);
    expect(await inSpan({ name: "work" }, async () => trace.getActiveSpan())).toBeUndefined();
    await stop();
    expect(tracingOf().collector.posts).toEqual([]);
  });

  it("ends with the process: what waited is sent, later work is not", async () => {
    await start();
    await inSpan({ name: "early" }, work);
    await tracingOf().stop();
    expect(tracing()).toBeUndefined();
    await inSpan({ name: "late" }, work);
    expect((await sent()).map(({ name }) => name)).toEqual(["early"]);
  });

  it("speaks JSON or protobuf, to where it is told, with the headers of the collector", async () => {
    const headers = new Secret("api-key=key%20of%20the%20collector,tenant=t1");
    await start({ headers });
    await inSpan({ name: "work" }, work);
    await tracingOf().stop();
    await start({ headers, protocol: "http/protobuf" });
    await inSpan({ name: "work" }, work);
    await tracingOf().stop();
    const said = tracingOf().collector.posts.map(({ path, headers }) => [
      path,
      headers["content-type"],
      headers["api-key"],
      headers.tenant,
    ]);
    expect(said).toEqual([
      ["/v1/traces", "application/json", "key of the collector", "t1"],
      ["/v1/traces", "application/x-protobuf", "key of the collector", "t1"],
    ]);
  });

  it("names the service, as OTEL_SERVICE_NAME says or as portico", async () => {
    await start();
    await inSpan({ name: "work" }, work);
    await tracingOf().stop();
    vi.stubEnv("OTEL_SERVICE_NAME", "portico-eu");
    await start();
    await inSpan({ name: "work" }, work);
    const names = (await sent()).map(({ resource }) => resource["service.name"]);
    vi.unstubAllEnvs();
    expect(names).toEqual(["portico", "portico-eu"]);
  });
});

describe("a span", () => {
  it("belongs to the one around it, also across waiting", async () => {
    await start();
    await inSpan({ name: "outer" }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      await inSpan({ name: "inner" }, work);
      await inSpan({ name: "apart", isRoot: true }, work);
    });
    const [inner, apart, outer] = await sent();
    expect(inner).toMatchObject({ name: "inner", traceId: outer?.traceId });
    expect(inner?.parentSpanId).toBe(outer?.spanId);
    expect(apart?.traceId).not.toBe(outer?.traceId);
  });

  it("continues the trace of a request that comes in", async () => {
    await start();
    const headers = { traceparent: `00-${KEPT_TRACE}-${PARENT_SPAN}-01` };
    await inSpan({ name: "door", kind: "server", headers }, work);
    const [span] = await sent();
    expect(span).toMatchObject({ traceId: KEPT_TRACE, parentSpanId: PARENT_SPAN });
  });

  it("says of a failure which kind it was, and not its words", async () => {
    await start();
    const failing = (error: Error) =>
      inSpan({ name: "work" }, () => Promise.reject(error)).catch((thrown: unknown) =>
        expect(thrown).toBe(error),
      );
    await failing(new AppError("grant_dead", { message: MARK }));
    await failing(new TypeError(MARK));
    await failing(Object.assign(new Error(MARK), { code: "ECONNREFUSED" }));
    const spans = await sent();
    expect(spans.map(({ attributes }) => attributes["error.type"])).toEqual([
      "grant_dead",
      "TypeError",
      "ECONNREFUSED",
    ]);
    expect(spans.every(({ isFailed }) => isFailed)).toBe(true);
    expect(posted()).not.toContain(MARK);
  });

  it("holds nothing that Next or a library puts there beyond what is known to be harmless", async () => {
    await start({}, () => "r-1");
    const target = `/oauth/callback?code=${MARK}&state=${MARK}`;
    const span = trace.getTracer("next.js").startSpan(`fetch GET https://x.example${target}`, {
      kind: SpanKind.SERVER,
      attributes: {
        "http.method": "GET",
        "http.target": target,
        "http.url": `https://x.example${target}`,
        "url.full": `https://x.example${target}`,
        "url.query": `code=${MARK}`,
        "next.route": "/oauth/callback",
        "http.route": `/oauth/callback?code=${MARK}`,
        "next.page": `/portals/somebody-${MARK}@customer.example`,
        "url.path": `/oauth/v1/refresh-tokens/${MARK}`,
      },
      links: [
        {
          context: { traceId: OTHER_TRACE, spanId: PARENT_SPAN, traceFlags: 1 },
          attributes: { x: MARK },
        },
      ],
    });
    span.recordException(new TypeError(`token=${MARK}`));
    span.addEvent(MARK, { said: MARK });
    span.setStatus({ code: 2, message: MARK });
    span.end();
    const [read] = await sent();
    expect(posted()).not.toContain(MARK);
    expect(posted()).toContain("exception.type");
    expect(read).toMatchObject({
      name: "fetch GET https://x.example/oauth/callback",
      isFailed: true,
    });
    expect(read?.attributes).toEqual({
      "http.method": "GET",
      "next.route": "/oauth/callback",
      "http.route": "/oauth/callback",
      "next.page": "/portals/[redacted]",
      "url.path": "/oauth/v1/refresh-tokens/[redacted]",
      "portico.request_id": "r-1",
    });
  });
});

describe("a request for a page", () => {
  it("is one span with the route that Next finds, its status and the id of the log", async () => {
    await start({}, () => requestScope()?.requestId);
    const next = async (_request: unknown, response: { statusCode: number; end(): void }) => {
      trace.getActiveSpan()?.setAttribute("http.route", "/portals/[portalId]");
      await inSpan({ name: "inside" }, work);
      response.statusCode = 503;
      response.end();
    };
    const { ask } = await listen(() => [serveNext(next as never, { dev: false })]);
    const headers = { traceparent: `00-${KEPT_TRACE}-${PARENT_SPAN}-01` };
    const answer = await ask({ path: `/portals/1?code=${MARK}`, method: "GET", headers });
    const [inside, request] = await sent();
    expect(request).toMatchObject({
      ...{ name: "GET /portals/[portalId]", kind: 2, isFailed: true },
      ...{ traceId: KEPT_TRACE, parentSpanId: PARENT_SPAN },
    });
    expect(request?.attributes).toEqual({
      "http.request.method": "GET",
      "http.route": "/portals/[portalId]",
      "http.response.status_code": 503,
      "error.type": "503",
      "portico.request_id": answer.headers["x-request-id"],
    });
    expect(inside?.parentSpanId).toBe(request?.spanId);
    expect(posted()).not.toContain(MARK);
  });

  it("is answered as ever without a collector", async () => {
    const next = async (_request: unknown, response: { end(text: string): void }) =>
      response.end("a page");
    const { ask } = await listen(() => [serveNext(next as never, { dev: false })]);
    expect((await ask({ path: "/portals", method: "GET" })).body).toBe("a page");
  });
});
