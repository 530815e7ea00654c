// The web server of Portico: Next.js behind a thin layer that knows the socket. It alone decides who the client is,
// so no header of a request can pretend (SEC-55), and it stops without cutting off work under way (SEC-43).
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import next from "next";

const DRAIN_MS = 25_000;
const port = Number(process.env.PORT ?? 3000);
const hostname = process.env.PORTICO_HOST ?? "127.0.0.1";
const trustedProxies = Number(process.env.PORTICO_TRUSTED_PROXIES || 0);
const dev = process.env.NODE_ENV === "development";

/**
 * The address of the client: the socket's, or as many hops back in X-Forwarded-For as there are trusted proxies.
 * @param {import("node:http").IncomingMessage} request
 */
function clientIp(request) {
  const peer = request.socket.remoteAddress ?? "";
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  const hops = [...forwarded, peer];
  return (hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? peer).replace(/^::ffff:/, "");
}

/** @param {import("node:http").IncomingMessage} request */
function claimHeaders(request) {
  const { headers } = request;
  const ip = clientIp(request);
  headers["x-portico-client-ip"] = ip;
  headers["x-request-id"] = randomUUID();
  delete headers["x-portico-path"];
  delete headers["x-nonce"];
  // A leftover of old proxies that has bypassed proxy code in the past.
  delete headers["x-middleware-subrequest"];
  if (trustedProxies > 0) return;
  headers["x-forwarded-for"] = ip;
  delete headers["x-forwarded-host"];
  delete headers["x-forwarded-proto"];
}

const origin = new URL(process.env.PORTICO_URL ?? `http://localhost:${port}`);
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Answers requests for another host than PORTICO_URL: cookies and redirect URIs belong to that origin (SEC-75). A page
 * asked for as 127.0.0.1 instead of localhost is sent over; anything else is told what to configure. Health checks may
 * use any name.
 * @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response
 * @returns {boolean} whether it was answered here
 */
function answerOtherHost(request, response) {
  const host = request.headers.host ?? "";
  if (host === origin.host || request.url?.startsWith("/api/health/")) return false;
  const name = host.replace(/:\d+$/, "");
  if (LOOPBACK.has(name) && LOOPBACK.has(origin.hostname) && request.method === "GET") {
    const path = request.url?.startsWith("/") ? request.url : "/";
    response
      .writeHead(307, { location: `${origin.origin}${path}`, "cache-control": "no-store" })
      .end();
    return true;
  }
  const advice = `This Portico answers at ${origin.origin}. Open it there, or set PORTICO_URL to the address people use (and let a reverse proxy pass the Host header on).\n`;
  response
    .writeHead(421, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" })
    .end(advice);
  return true;
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a change that another site's page asks for: browsers name the asking page in Origin (SEC-61). A missing
 * Origin is left to the actions themselves, which refuse it too.
 * @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response
 * @returns {boolean} whether it was answered here
 */
function answerForeignOrigin(request, response) {
  const from = request.headers.origin;
  if (SAFE_METHODS.has(request.method ?? "GET") || !from || from === origin.origin) return false;
  response
    .writeHead(403, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" })
    .end(
      `This request came from another site, so it was refused. Open Portico at ${origin.origin}.\n`,
    );
  return true;
}

const app = next({ dev, hostname, port });
await app.prepare();
const handle = app.getRequestHandler();
const handleUpgrade = app.getUpgradeHandler();

const server = createServer((request, response) => {
  claimHeaders(request);
  response.setHeader("x-request-id", String(request.headers["x-request-id"]));
  if (answerOtherHost(request, response) || answerForeignOrigin(request, response)) return;
  handle(request, response).catch((error) => {
    process.stderr.write(
      `${JSON.stringify({ level: "error", msg: "request crashed", name: String(error?.name) })}\n`,
    );
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.requestTimeout = 60_000;
server.headersTimeout = 20_000;
server.on("upgrade", (request, socket, head) => {
  if (dev) void handleUpgrade(request, socket, head);
  else socket.destroy();
});

let isStopping = false;
async function stop() {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => process.exit(0), DRAIN_MS).unref();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 200);
  await closed;
  clearInterval(idle);
  await globalThis.porticoStop?.();
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => void stop());

server.on("error", (error) => {
  process.stderr.write(`Portico cannot listen on ${hostname}:${port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(port, hostname);
