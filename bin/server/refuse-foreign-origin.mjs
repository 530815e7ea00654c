import { answerPlainly } from "./answer-plainly.mjs";

/** Asked by servers and not by pages; what they send proves who they are. */
const FROM_SERVERS = new Set(["/api/oidc/back-channel-logout"]);
const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * True when nothing is to be changed, or one of this console's own pages asks for it. Browsers name the asking page in
 * Origin, and where they leave that out, in Sec-Fetch-Site (SEC-61). Actions are stricter: they want the Origin.
 * @param {Pick<import("node:http").IncomingMessage, "method" | "headers">} request
 * @param {string} origin
 */
export function isOwnRequest({ method, headers }, origin) {
  if (SAFE_METHODS.has(method ?? "GET")) return true;
  const site = headers["sec-fetch-site"];
  if (headers.origin === undefined) return site === "same-origin";
  return headers.origin === origin && (site === undefined || site === "same-origin");
}

/**
 * A handler: refuses a change that another site's page asks for, or nobody knows who.
 * @param {URL} origin
 * @returns {import("./listener.mjs").Handler}
 */
export function refuseForeignOrigin({ origin }) {
  return (request, response) => {
    if (isOwnRequest(request, origin) || FROM_SERVERS.has(request.url ?? "")) return false;
    const why = request.headers.origin
      ? "This request came from another site, so it was refused."
      : "This request did not say which site it came from, so it was refused.";
    return answerPlainly(request, response, 403, `${why} Open Portico at ${origin}.`);
  };
}
