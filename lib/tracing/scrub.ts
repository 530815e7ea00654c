import type { Attributes, AttributeValue } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import { redact } from "@/lib/redact.mjs";

/**
 * What a span may say. Everything else stays here: Next's `http.target` and `http.url` hold the query of the OAuth
 * callback, and what libraries will add to a span nobody knows.
 */
const KEPT: ReadonlySet<string> = new Set([
  "error.type",
  "http.request.method",
  "http.response.status_code",
  "http.route",
  "server.address",
  "url.path",
  "hubspot.correlation_id",
  "portico.call",
  "portico.hub_id",
  "portico.outcome",
  "portico.request_id",
  "portico.trigger",
  // Next's own (node_modules/next/dist/docs, OpenTelemetry).
  "http.method",
  "http.status_code",
  "next.page",
  "next.route",
  "next.rsc",
  "next.segment",
  "next.span_category",
  "next.span_type",
]);

const QUERY = /\?\S*/g;
const MAIL_ADDRESS = /[^\s/@]+(?:@|%40)[^\s/@]+\.[^\s/@]+/gi;

/**
 * A span as it may leave the process: known attributes only, no query, no mail address and nothing that looks like a
 * secret. Of an error there is its type alone; its words and stack are in the log, under the same trace id.
 */
export function scrub(span: ReadableSpan): ReadableSpan {
  const { kind, parentSpanContext, startTime, endTime, duration, ended, resource } = span;
  const { droppedAttributesCount, droppedEventsCount, droppedLinksCount } = span;
  return {
    name: clean(nameOf(span)),
    spanContext: () => span.spanContext(),
    attributes: scrubAttributes(span.attributes),
    status: { code: span.status.code },
    links: span.links.map(({ context }) => ({ context })),
    events: span.events.flatMap(({ name, time, attributes }) => {
      const type = attributes?.["exception.type"];
      if (name !== "exception" || type === undefined) return [];
      return [{ name, time, attributes: { "exception.type": cleanValue(type) } }];
    }),
    instrumentationScope: span.instrumentationScope,
    ...{ kind, parentSpanContext, startTime, endTime, duration, ended, resource },
    ...{ droppedAttributesCount, droppedEventsCount, droppedLinksCount },
  };
}

/** A request is named by its method until Next has found its route, which it tells the span as an attribute. */
function nameOf({ name, attributes }: ReadableSpan): string {
  const route = attributes["http.route"];
  return /^[A-Z]+$/.test(name) && typeof route === "string" ? `${name} ${route}` : name;
}

function scrubAttributes(attributes: Attributes): Attributes {
  const kept = Object.entries(attributes).filter(([name]) => KEPT.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, cleanValue(value)]));
}

function cleanValue(value: AttributeValue | undefined): AttributeValue | undefined {
  if (typeof value === "string") return clean(value);
  return Array.isArray(value) ? undefined : value;
}

function clean(text: string): string {
  return redact(text).replace(QUERY, "").replace(MAIL_ADDRESS, "[redacted]");
}
