import { answerPlainly } from "./answer-plainly.mjs";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
/**
 * Addresses that no cookie opens. A program would lose its key on the way to another name (Fetch, HTTP-redirect fetch).
 * Below the first two the door answers everything itself, by the address as it came. The rest is named whole: Next reads
 * `/api/metrics/../../login` as a page.
 */
const FOR_PROGRAMS = /^\/(?:(?:api\/v1|hubspot)\/|api\/(?:v1|metrics)(?:\?|$))/;
const HEALTH = /^\/api\/health\/(?:live|ready)(?:\?|$)/;

/**
 * A handler for requests to another host than PORTICO_URL: cookies and redirect URIs belong to that origin (SEC-75). A
 * page asked for as 127.0.0.1 instead of localhost is sent over; anything else is told what to configure. Health checks
 * may use any name, and programs on this machine any name of this machine.
 * @param {URL} origin
 * @returns {import("./listener.mjs").Handler}
 */
export function refuseOtherHost(origin) {
  return (request, response) => {
    // Whoever stands in front may have gone by the other one (RFC 9112 section 3.2).
    if (countOf(request, "host") > 1)
      return answerPlainly(request, response, 400, "A request names one host.");
    const host = request.headers.host ?? "";
    if (host === origin.host || HEALTH.test(request.url ?? "")) return false;
    const name = host.replace(/:\d+$/, "");
    if (LOOPBACK.has(name) && FOR_PROGRAMS.test(request.url ?? "")) return false;
    if (LOOPBACK.has(name) && LOOPBACK.has(origin.hostname) && request.method === "GET") {
      const location = `${origin.origin}${request.url ?? "/"}`;
      return answerPlainly(request, response, 307, "This Portico has another name.", { location });
    }
    return answerPlainly(
      request,
      response,
      421,
      `This Portico answers at ${origin.origin}. Open it there, or set PORTICO_URL to the address people use (and let a reverse proxy pass the Host header on).`,
    );
  };
}

/** How often a request has a header. @param {import("node:http").IncomingMessage} request @param {string} name lower case */
function countOf({ rawHeaders }, name) {
  return rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length;
}
