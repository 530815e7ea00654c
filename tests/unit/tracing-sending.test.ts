import { randomBytes } from "node:crypto";
import { trace } from "@opentelemetry/api";
import { describe, expect, it, vi } from "vitest";
import { createLogger } from "@/lib/create-logger.mjs";
import { readEnv } from "@/lib/env";
import { runInRequest } from "@/lib/http/request-scope.mjs";
import { logger } from "@/lib/logger";
import { inSpan } from "@/lib/tracing/spans";
import { useTracing, type TestTracing } from "../support/tracing";

const MARK = "mark-of-a-secret-0123456789";
const KEPT_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const OTHER_TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT_SPAN = "00f067aa0ba902b7";

const tracingOf = useTracing();
const start = (...options: Parameters<TestTracing["start"]>) => tracingOf().start(...options);
const sent = () => tracingOf().sent();
const work = async () => undefined;

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
    tracingOf().collector.answers("hang");
    await start();
    await inSpan({ name: "work" }, work);
    await tracingOf().stop();
    expect(tracingOf().collector.posts).toHaveLength(1);
  });

  it("is told of once in a while, with what was lost and without its words", async () => {
    tracingOf().collector.answers({ status: 400, body: MARK });
    const warn = vi.spyOn(logger, "warn").mockImplementation(() => undefined);
    await start();
    // More than two batches.
    for (let n = 0; n < 1_200; n += 1) await inSpan({ name: "work" }, work);
    await tracingOf().stop();
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

describe("OpenTelemetry's variables", () => {
  const read = (variables: Record<string, string>) =>
    readEnv({
      DATABASE_URL: "postgresql://portico:pw@127.0.0.1:5432/portico",
      PORTICO_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
      NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
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
