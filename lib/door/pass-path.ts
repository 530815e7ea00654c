import { Problem } from "./problems";

/** RFC 3986 section 3.3, without `@`, `;` and what no address of HubSpot's API holds. */
const PLAIN_PATH = /^\/(?:[A-Za-z0-9._~!$&'()*+,=:/-]|%[0-9A-Fa-f]{2})*$/;
/** Slash, backslash, dot, semicolon and the percent sign itself: what a server behind HubSpot's first could read twice. */
const HIDDEN = /%(?:2f|5c|2e|3b|25)/i;
const PLAIN_QUERY = /^(?:\?[\x21\x22\x24-\x7e]*)?$/;
/** POSTs that change nothing. */
const READING_POST = /\/(?:search|batch\/read)$/;

/**
 * A path of HubSpot's API that a service may call, as it came: sent as it is, it stays on HubSpot's API and away from the
 * endpoints that give and end connections, however a server there decodes it.
 * @param raw as it stands in the request line, from the first slash, without the query
 * @throws Problem path_not_allowed
 */
export function allowedPath(raw: string): string {
  if (raw.includes("@")) throw refused("Write @ as %40.");
  if (!PLAIN_PATH.test(raw)) throw refused("It holds signs that no path of HubSpot has.");
  if (HIDDEN.test(raw)) throw refused("It holds an encoded slash, dot, semicolon or percent sign.");
  const read = decoded(raw);
  if (/[\p{C}\\;]/u.test(read)) throw refused("It holds a control character or a backslash.");
  const [, first = "", ...more] = read.split("/");
  if (read.includes("//")) throw refused("It has an empty part.");
  if ([first, ...more].some((part) => /^\.+$/.test(part))) throw refused("It has a part of dots.");
  if (/^[a-z][a-z0-9+.-]*:/.test(first)) throw refused("It is a whole address.");
  if (first.trim() === "oauth") throw refused("The OAuth endpoints are called by Portico alone.");
  // It would end the connection behind Portico's back.
  if (first.trim() === "appinstalls") throw refused("Uninstalling is done in Portico's console.");
  return raw;
}

/**
 * The query of a call, question mark included, or "".
 * @throws Problem invalid_request
 */
export function allowedQuery(raw: string): string {
  if (PLAIN_QUERY.test(raw)) return raw;
  throw new Problem("invalid_request", { detail: "The query holds signs that no address has." });
}

/** Whether a call only reads: GET, HEAD, and HubSpot's searches and batch reads, which are POSTs. */
export function isReading(method: string, path: string): boolean {
  return method === "GET" || method === "HEAD" || (method === "POST" && READING_POST.test(path));
}

/** In lower case, and with look-alikes (full-width letters, dots and slashes) as what they look like. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path).normalize("NFKC").toLowerCase();
  } catch {
    throw refused("It does not decode to text.");
  }
}

function refused(detail: string): Problem {
  return new Problem("path_not_allowed", { detail });
}
