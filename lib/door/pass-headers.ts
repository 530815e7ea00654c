import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

/** Belong to one connection (RFC 9110 section 7.6.1), to Portico, or to whoever signed in: they pass in neither direction. */
const NEVER = new Set([
  "connection",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "host",
  "authorization",
  "cookie",
  "set-cookie",
  "forwarded",
  "x-real-ip",
  "x-request-id",
]);
const NEVER_BEGINS = /^(?:proxy-|x-portico-|portico-|x-forwarded-)/;

/**
 * What would make HubSpot see another method or path than Portico allowed, is said anew for the body as it is sent, or
 * tells of traces of one's own (W3C Trace Context, W3C Baggage), which are none of HubSpot's business.
 */
const NOT_ASKED = new Set([
  "content-length",
  "expect",
  "x-http-method",
  "x-http-method-override",
  "x-method-override",
  "x-original-url",
  "x-rewrite-url",
  "traceparent",
  "tracestate",
  "baggage",
]);

/**
 * What HubSpot says of its own host and would be taken for Portico's, is said by Portico, or is an order to whoever stands
 * in front of Portico: a cache to keep the answer, a proxy to send a file of its own.
 */
const NOT_ANSWERED = new Set([
  "alt-svc",
  "cache-control",
  "clear-site-data",
  "content-security-policy",
  "content-security-policy-report-only",
  "expires",
  "nel",
  "pragma",
  "refresh",
  "report-to",
  "reporting-endpoints",
  "service-worker-allowed",
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
]);
const NOT_ANSWERED_LIKE =
  /^(?:access-control-|x-accel-|x-reproxy-|x-sendfile|x-lighttpd-|x-litespeed-|edge-|surrogate-|cache-tag$)|cdn-cache-control$/;

/** What Node can send as it came (RFC 9110 section 5.5). */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The headers of a service's request as HubSpot gets them; token and length are added by whoever sends. */
export function headersForHubSpot(headers: IncomingHttpHeaders): Record<string, string> {
  const passed: Record<string, string> = {};
  const named = listed(headers.connection);
  for (const written in headers) {
    const name = written.toLowerCase();
    if (!mayPass(name, named) || NOT_ASKED.has(name)) continue;
    const value = sendable(headers[written]);
    if (value !== undefined) passed[name] = typeof value === "string" ? value : value.join(", ");
  }
  return passed;
}

/**
 * The headers of HubSpot's answer as the service gets them, kept by nobody (SEC-06).
 * @param asked where the answer came from; a Location elsewhere is dropped
 */
export function headersForService(
  headers: IncomingHttpHeaders,
  asked: { origin: string; path: string },
): OutgoingHttpHeaders {
  const passed: OutgoingHttpHeaders = {};
  const named = listed(headers.connection);
  for (const written in headers) {
    const name = written.toLowerCase();
    if (!mayPass(name, named) || NOT_ANSWERED.has(name) || NOT_ANSWERED_LIKE.test(name)) continue;
    const value = sendable(headers[written]);
    if (value === undefined) continue;
    const only = typeof value === "string" ? value : value.length === 1 ? value[0] : undefined;
    if (name === "location" && (only === undefined || !staysAt(only, asked))) continue;
    passed[name] = only ?? value;
  }
  passed["cache-control"] = "no-store";
  return passed;
}

function mayPass(name: string, named: readonly string[]): boolean {
  return !NEVER.has(name) && !NEVER_BEGINS.test(name) && !named.includes(name);
}

/** The value or values of a header, where Node can send all of them. */
function sendable(value: string | string[] | undefined): string | string[] | undefined {
  if (typeof value === "string") return SENDABLE.test(value) ? value : undefined;
  return value?.length && value.every((one) => SENDABLE.test(one)) ? value : undefined;
}

const NONE: readonly string[] = [];

/** The names in a Connection header, which may have come more than once. */
function listed(connection: string | string[] | undefined): readonly string[] {
  if (connection === undefined || connection === "keep-alive" || connection === "close")
    return NONE;
  return [connection].flat().flatMap((text) =>
    text
      .toLowerCase()
      .split(",")
      .map((name) => name.trim()),
  );
}

function staysAt(location: string, { origin, path }: { origin: string; path: string }): boolean {
  const from = new URL(path, origin);
  return URL.canParse(location, from) && new URL(location, from).origin === from.origin;
}
