import { SpanKind, trace } from "@opentelemetry/api";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLogger } from "@/lib/create-logger.mjs";
import { Secret } from "@/lib/crypto/secret";
import { readEnv, type TraceSettings } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { runInRequest } from "@/lib/http/request-scope.mjs";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { Transport } from "@/lib/hubspot/transport";
import { logger } from "@/lib/logger";
import { tracing } from "@/lib/tracing/active.mjs";
import { traceCalls } from "@/lib/tracing/hubspot-calls";
import { inSpan } from "@/lib/tracing/spans";
import { startTracing } from "@/lib/tracing/start";
import { startCollector, type Collector } from "../support/collector";

const MARK = "mark-of-a-secret-0123456789";
const ALWAYS = { name: "parentbased_always_on", ratio: 1 };
const KEPT_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const OTHER_TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT_SPAN = "00f067aa0ba902b7";

let collector: Collector;
let stop: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  collector = await startCollector();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await stop();
  await collector.close();
});

async function start(more: Partial<TraceSettings> = {}, requestId?: () => string | undefined) {
  const url = `${collector.url}/v1/traces`;
  const settings = { url, protocol: "http/json" as const, sampler: ALWAYS, ...more };
  stop = await startTracing({ settings, requestId });
}

/** Stops, which sends what waits. */
async function sent() {
  await stop();
  return collector.spans();
}

const work = async () => undefined;

describe("tracing", () => {
  it("is not there without a collector: work is done, and nothing else", async () => {
    const before = trace.getTracerProvider();
    stop = await startTracing({ settings: undefined });
    expect(tracing()).toBeUndefined();
    expect(trace.getTracerProvider()).toBe(before);
    expect(await inSpan({ name: "work" }, async () => trace.getActiveSpan())).toBeUndefined();
    expect(await sent()).toEqual([]);
  });

  it("ends with the process: what waited is sent, later work is not", async () => {
    await start();
    await inSpan({ name: "early" }, work);
    await stop();
    expect(tracing()).toBeUndefined();
    await inSpan({ name: "late" }, work);
    expect((await sent()).map(({ name }) => name)).toEqual(["early"]);
  });

  it("speaks JSON or protobuf, to where it is told, with the headers of the collector", async () => {
    const headers = new Secret("api-key=key%20of%20the%20collector,tenant=t1");
    await start({ headers });
    await inSpan({ name: "work" }, work);
    await stop();
    await start({ headers, protocol: "http/protobuf" });
    await inSpan({ name: "work" }, work);
    await stop();
    const said = collector.posts.map(({ path, headers }) => [
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
    await stop();
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
    expect(JSON.stringify(collector.posts)).not.toContain(MARK);
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
    expect(JSON.stringify(collector.posts)).not.toContain(MARK);
    expect(JSON.stringify(collector.posts)).toContain("exception.type");
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

describe("which traces are sent", () => {
  const request = (target: string) => {
    const tracer = trace.getTracer("next.js");
    return tracer.startActiveSpan(
      "GET",
      { attributes: { "http.target": target } },
      async (span) => {
        await inSpan({ name: `inside ${target}` }, work);
        span.end();
      },
    );
  };

  it.each(["parentbased_always_on", "always_on"])(
    "by %s: all but those of probes and of pages that listen",
    async (name) => {
      await start({ sampler: { name, ratio: 1 } });
      const quiet = ["/api/health/live", "/api/health/ready?x=1", "/api/metrics", "/api/live"];
      for (const target of [...quiet, "/api/lives", "/portals"]) await request(target);
      const names = (await sent()).map((span) => span.name);
      expect(names.sort()).toEqual(["GET", "GET", "inside /api/lives", "inside /portals"]);
    },
  );

  it.each([
    ["parentbased_always_on", 1, ["alone", "asked for"]],
    ["parentbased_always_off", 1, ["asked for"]],
    ["parentbased_traceidratio", 0, ["asked for"]],
    ["always_off", 1, []],
    ["always_on", 1, ["alone", "asked for", "not asked for"]],
    ["traceidratio", 1, ["alone", "asked for", "not asked for"]],
    ["traceidratio", 0, []],
  ])("by %s with %d: %j", async (name, ratio, expected) => {
    await start({ sampler: { name, ratio } });
    const from = (traceId: string, flag: string) => ({
      traceparent: `00-${traceId}-${PARENT_SPAN}-${flag}`,
    });
    await inSpan({ name: "alone" }, work);
    await inSpan({ name: "asked for", headers: from(KEPT_TRACE, "01") }, work);
    await inSpan({ name: "not asked for", headers: from(OTHER_TRACE, "00") }, work);
    expect((await sent()).map((span) => span.name)).toEqual(expected);
  });
});

describe("a collector that takes nothing", () => {
  it("holds up no stop", async () => {
    collector.answers("hang");
    await start();
    await inSpan({ name: "work" }, work);
    await stop();
    expect(collector.posts).toHaveLength(1);
  });

  it("is told of once in a while, with what was lost and without its words", async () => {
    collector.answers({ status: 400, body: MARK });
    const warn = vi.spyOn(logger, "warn").mockImplementation(() => undefined);
    await start();
    // More than two batches.
    for (let n = 0; n < 1_200; n += 1) await inSpan({ name: "work" }, work);
    await stop();
    expect(warn.mock.calls).toEqual([
      [{ reason: "400", lost: 512 }, "traces could not be sent to the collector"],
    ]);
  });
});

describe("a line of the log", () => {
  /** What the log writes inside `write`. */
  const lineOf = async (write: (log: ReturnType<typeof createLogger>) => unknown) => {
    let text = "";
    await write(createLogger("info", { write: (line: string) => void (text += line) }));
    return JSON.parse(text) as Record<string, unknown>;
  };
  const scope = {
    ...{ requestId: "r-1", method: "GET", path: "/", logged: new WeakSet<object>() },
    ...{ isForm: false, isFormRead: false, isOurFailure: false },
  };

  it("names request, trace and span where there are such", async () => {
    await start();
    const line = await lineOf((log) =>
      runInRequest(scope, () => inSpan({ name: "work" }, async () => log.info("said"))),
    );
    const [span] = await sent();
    expect(line).toMatchObject({
      msg: "said",
      requestId: "r-1",
      trace_id: span?.traceId,
      span_id: span?.spanId,
    });
  });

  it("keeps the request that it names itself, and has no ids where there is no span", async () => {
    await start();
    const line = await lineOf((log) => runInRequest(scope, () => log.info({ requestId: "r-2" })));
    expect(line).toMatchObject({ requestId: "r-2" });
    expect(line).not.toHaveProperty("trace_id");
    expect(await lineOf((log) => log.info("outside"))).not.toHaveProperty("requestId");
  });
});

describe("a call to HubSpot", () => {
  const call = (path: string, transport: Transport, method: "GET" | "POST" | "DELETE" = "GET") =>
    traceCalls(transport)({
      method,
      url: new URL(path, "https://api.hubapi.com"),
      operation: "other",
    });
  const answering: Transport = async () => ({ httpStatus: 200, body: {}, correlationId: "c-1" });

  it("is a span with its status and HubSpot's correlation id", async () => {
    await start();
    await call("/oauth/2026-09/token", answering, "POST");
    const [span] = await sent();
    expect(span).toMatchObject({ name: "POST /oauth/2026-09/token", kind: 3, isFailed: false });
    expect(span?.attributes).toEqual({
      "http.request.method": "POST",
      "http.response.status_code": 200,
      "server.address": "api.hubapi.com",
      "url.path": "/oauth/2026-09/token",
      "hubspot.correlation_id": "c-1",
    });
  });

  it("that fails is a failed span, with the kind of the failure", async () => {
    await start();
    const error = new HubSpotError({ kind: "rate_limited", httpStatus: 429, correlationId: "c-2" });
    await expect(call("/oauth/v1/token", () => Promise.reject(error))).rejects.toBe(error);
    const [span] = await sent();
    expect(span?.isFailed).toBe(true);
    expect(span?.attributes).toMatchObject({
      "http.response.status_code": 429,
      "error.type": "rate_limited",
      "hubspot.correlation_id": "c-2",
    });
  });

  it.each([
    [`/oauth/v1/access-tokens/${MARK}`, "/oauth/v1/access-tokens/[redacted]"],
    [`/oauth/v1/refresh-tokens/${MARK}`, "/oauth/v1/refresh-tokens/[redacted]"],
    [
      `/webhooks-journal/journal/2026-03/offset/${MARK}/next`,
      "/webhooks-journal/journal/2026-03/offset/[redacted]/next",
    ],
    ["/webhooks-journal/journal/2026-03/earliest", "/webhooks-journal/journal/2026-03/earliest"],
    ["/crm/v3/objects/contacts?limit=10", "/crm/v3/objects/contacts"],
    ["/account-info/2026-03/details", "/account-info/2026-03/details"],
    [`/files/${MARK}?signature=${MARK}`, undefined],
    [`/oauth/v1/token/${MARK}`, undefined],
  ])("to %s is named %s", async (path, named) => {
    await start();
    await call(path, answering);
    const [span] = await sent();
    expect(span?.name).toBe(["GET", named].filter(Boolean).join(" "));
    expect(span?.attributes["url.path"]).toBe(named);
    expect(JSON.stringify(collector.posts)).not.toContain(MARK);
  });
});

describe("OpenTelemetry's variables", () => {
  const read = (variables: Record<string, string>) =>
    readEnv({
      DATABASE_URL: "postgresql://portico:pw@127.0.0.1:5432/portico",
      PORTICO_ENCRYPTION_KEYS: "k1:q2vV0m1mUQbXw6n5m0Jq3x8G1cZk7pT9yR4sLd2EhAo=",
      NEXTAUTH_SECRET: "a-long-enough-session-secret-0123456789",
      ...variables,
    }).traces;
  const at = (endpoint: string) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });

  it("say where traces go, or that they go nowhere", () => {
    expect(read({})).toBeUndefined();
    expect(read({ OTEL_SERVICE_NAME: "x", OTEL_EXPORTER_OTLP_HEADERS: "a=b" })).toBeUndefined();
    expect(read({ ...at("http://localhost:4318"), OTEL_SDK_DISABLED: "true" })).toBeUndefined();
    expect(read(at("http://localhost:4318/"))?.url).toBe("http://localhost:4318/v1/traces");
    expect(read(at("https://otlp.example.com/otlp"))?.url).toBe(
      "https://otlp.example.com/otlp/v1/traces",
    );
    const traces = "https://traces.example.com/in";
    const both = { ...at("http://localhost:4318"), OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces };
    expect(read(both)?.url).toBe(traces);
    expect(read({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces })?.url).toBe(traces);
  });

  it("say how, which traces, and with which headers", () => {
    expect(read(at("http://localhost:4318"))).toMatchObject({
      protocol: "http/protobuf",
      sampler: { name: "parentbased_always_on", ratio: 1 },
      headers: undefined,
    });
    const traces = read({
      ...at("http://localhost:4318"),
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/json",
      OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
      OTEL_TRACES_SAMPLER_ARG: "0.1",
      OTEL_EXPORTER_OTLP_HEADERS: `api-key=${MARK}`,
    });
    expect(traces).toMatchObject({
      protocol: "http/json",
      sampler: { name: "parentbased_traceidratio", ratio: 0.1 },
    });
    expect(traces?.headers?.reveal()).toBe(`api-key=${MARK}`);
    expect(JSON.stringify(traces)).not.toContain(MARK);
  });

  it("are refused when the headers are no list, without repeating them", () => {
    const wrong = { ...at("http://localhost:4318"), OTEL_EXPORTER_OTLP_HEADERS: MARK };
    expect(() => read(wrong)).toThrow("OTEL_EXPORTER_OTLP_HEADERS");
    expect(() => read(wrong)).not.toThrow(MARK);
  });
});
