import { randomUUID } from "node:crypto";

/**
 * The address of the client: the socket's, or as many hops back in X-Forwarded-For as there are trusted proxies, so
 * that no header of a request can pretend (SEC-55).
 * @param {import("node:http").IncomingMessage} request
 * @param {number} trustedProxies
 * @returns {string}
 */
export function clientIp(request, trustedProxies) {
  const peer = request.socket.remoteAddress ?? "";
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  const hops = [...forwarded, peer];
  return (hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? peer).replace(/^::ffff:/, "");
}

const PASSED_ON = ["x-forwarded-for", "forwarded", "via"];

/**
 * Replaces every header that only this server may set, and gives the request its id.
 * @param {import("node:http").IncomingMessage} request
 * @param {number} trustedProxies
 * @returns {string} the request id
 */
export function claimHeaders(request, trustedProxies) {
  const { headers } = request;
  const ip = clientIp(request, trustedProxies);
  const requestId = randomUUID();
  headers["x-portico-client-ip"] = ip;
  headers["x-request-id"] = requestId;
  // A proxy that was not counted in: whoever it speaks for, it is not this machine.
  const isPassedOn = trustedProxies === 0 && PASSED_ON.some((name) => name in headers);
  delete headers["x-portico-passed-on"];
  if (isPassedOn) headers["x-portico-passed-on"] = "1";
  delete headers["x-portico-path"];
  delete headers["x-nonce"];
  // A leftover of old proxies that has bypassed proxy code in the past.
  delete headers["x-middleware-subrequest"];
  if (trustedProxies > 0) return requestId;
  headers["x-forwarded-for"] = ip;
  delete headers["x-forwarded-host"];
  delete headers["x-forwarded-proto"];
  return requestId;
}
