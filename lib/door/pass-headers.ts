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

/** What would make HubSpot see another method or path than Portico allowed, or is said anew for the body as it is sent. */
const NOT_ASKED = new Set([
  "content-length",
  "expect",
  "x-http-method",
  "x-http-method-override",
  "x-method-override",
  "x-original-url",
  "x-rewrite-url",
]);

/** What HubSpot says of its own host and would be taken for Portico's, or is said by Portico. */
const NOT_ANSWERED = new Set([
  "alt-svc",
  "cache-control",
  "clear-site-data",
  "nel",
  "report-to",
  "reporting-endpoints",
  "strict-transport-security",
  "x-content-type-options",
]);
const NOT_ANSWERED_BEGINS = /^access-control-/;

/** What Node can send as it came (RFC 9110 section 5.5). */
const SENDABLE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The headers of a service's request as HubSpot gets them; token and length are added by whoever sends. */
export function headersForHubSpot(headers: IncomingHttpHeaders): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of passable(headers))
    if (!NOT_ASKED.has(name)) passed[name] = value.join(", ");
  return passed;
}

/**
 * The headers of HubSpot's answer as the service gets them, kept by nobody (SEC-06).
 * @param from where the answer came from; a Location elsewhere is dropped
 */
export function headersForService(headers: IncomingHttpHeaders, from: URL): OutgoingHttpHeaders {
  const passed: OutgoingHttpHeaders = {};
  for (const [name, value] of passable(headers)) {
    if (NOT_ANSWERED.has(name) || NOT_ANSWERED_BEGINS.test(name)) continue;
    const [only = "", ...more] = value;
    if (name === "location" && (more.length > 0 || !staysAt(only, from))) continue;
    passed[name] = more.length > 0 ? value : only;
  }
  return { ...passed, "cache-control": "no-store" };
}

function passable(headers: IncomingHttpHeaders): [name: string, value: string[]][] {
  const named = new Set(listed(headers.connection));
  return Object.entries(headers).flatMap(([written, value = []]): [string, string[]][] => {
    const name = written.toLowerCase();
    if (NEVER.has(name) || NEVER_BEGINS.test(name) || named.has(name)) return [];
    const values = [value].flat();
    return values.length > 0 && values.every((one) => SENDABLE.test(one)) ? [[name, values]] : [];
  });
}

/** The names in a Connection header, which may have come more than once. */
function listed(connection: string | string[] | undefined): string[] {
  return [connection ?? []].flat().flatMap((text) =>
    text
      .toLowerCase()
      .split(",")
      .map((name) => name.trim()),
  );
}

function staysAt(location: string, from: URL): boolean {
  return URL.canParse(location, from) && new URL(location, from).origin === from.origin;
}
