import "server-only";
import type { Context, Span } from "@opentelemetry/api";
import type { SpanProcessor } from "@opentelemetry/sdk-trace";
import type { TraceSettings } from "@/lib/env";
import packageJson from "@/package.json";
import { keepTracing, type Facts, type SpanSpec, type Tracing } from "./active.mjs";
import { createExporter } from "./exporter";
import { createSampler } from "./sampler";

/** How long a process that ends waits for the collector. */
const FLUSH_MS = 2_000;
/** Spans wait this long for others to be sent with. */
const DELAY_MS = 2_000;
const MAX_VALUE_LENGTH = 256;

export interface StartOptions {
  /** Where spans go; nothing happens without it. */
  settings: TraceSettings | undefined;
  /** Of the request that is being answered, for the spans that Next makes of it. */
  requestId?: () => string | undefined;
}

/**
 * Turns tracing on when a collector is configured: for our own spans, for Next's, and for the ids in log lines. The
 * packages are loaded only then. `traceparent` of requests is continued (W3C Trace Context); nothing is sent on to
 * HubSpot, because no client is instrumented.
 * @returns sends what waits, within two seconds, and turns tracing off
 */
export async function startTracing({
  settings,
  requestId,
}: StartOptions): Promise<() => Promise<void>> {
  if (!settings) return async () => undefined;
  const api = await import("@opentelemetry/api");
  const { W3CTraceContextPropagator } = await import("@opentelemetry/core");
  const { AsyncLocalStorageContextManager } = await import("@opentelemetry/context-async-hooks");
  const resources = await import("@opentelemetry/resources");
  const sdk = await import("@opentelemetry/sdk-trace");

  const own = { "service.name": "portico", "service.version": packageJson.version };
  const provider = new sdk.TracerProvider({
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes(own))
      // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word.
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    sampler: await createSampler(settings.sampler),
    spanLimits: { attributeValueLengthLimit: MAX_VALUE_LENGTH },
    spanProcessors: [
      namingRequests(api.SpanKind.SERVER, requestId),
      new sdk.BatchSpanProcessor({
        exporter: await createExporter(settings),
        scheduledDelayMillis: DELAY_MS,
      }),
    ],
  });
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  api.propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  api.trace.setGlobalTracerProvider(provider);
  keepTracing(createTracing(api));
  const end = async () => {
    keepTracing(undefined);
    const flushed = provider.shutdown().catch(() => undefined);
    await Promise.race([flushed, new Promise((done) => setTimeout(done, FLUSH_MS).unref())]);
    for (const part of [api.trace, api.propagation, api.context]) part.disable();
  };
  let ending: Promise<void> | undefined;
  return () => (ending ??= end());
}

/** Puts the request's id on the spans that stand for requests. */
function namingRequests(
  serverKind: number,
  requestId: StartOptions["requestId"] = () => undefined,
): SpanProcessor {
  return {
    onStart(span) {
      const id = span.kind === serverKind ? requestId() : undefined;
      if (id !== undefined) span.setAttribute("portico.request_id", id);
    },
    onEnd: () => undefined,
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  };
}

function createTracing(api: typeof import("@opentelemetry/api")): Tracing {
  const tracer = api.trace.getTracer("portico", packageJson.version);
  const kinds = {
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
    internal: api.SpanKind.INTERNAL,
  };
  const parentOf = ({ headers, isRoot }: SpanSpec): Context => {
    if (headers) return api.propagation.extract(api.ROOT_CONTEXT, headers);
    return isRoot ? api.ROOT_CONTEXT : api.context.active();
  };
  const note = (span: Span, facts: Facts) => {
    span.setAttributes(known(facts));
    if (facts["error.type"] !== undefined) span.setStatus({ code: api.SpanStatusCode.ERROR });
  };
  return {
    async inSpan(spec, work) {
      const parent = parentOf(spec);
      const kind = kinds[spec.kind ?? "internal"];
      // The sampler looks at them, so they are there from the beginning.
      const span = tracer.startSpan(spec.name, { kind, attributes: known(spec.facts) }, parent);
      let isFailed = false;
      const open = {
        note: (facts: Facts) => {
          isFailed ||= facts["error.type"] !== undefined;
          note(span, facts);
        },
        rename: (name: string) => void span.updateName(name),
      };
      try {
        return await api.context.with(api.trace.setSpan(parent, span), () => work(open));
      } catch (error) {
        // Whoever did the work may know better what kind of failure it is.
        if (!isFailed) note(span, { "error.type": typeOf(error) });
        throw error;
      } finally {
        span.end();
      }
    },
    ids() {
      const span = api.trace.getSpanContext(api.context.active());
      return span && api.isSpanContextValid(span) ? span : undefined;
    },
  };
}

function known(facts: Facts = {}): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** The code of our errors and of the system's, the class of any other. */
function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
