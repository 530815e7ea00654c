// The web server of Portico: Next.js behind a thin layer that knows the socket. It alone decides who the client is
// (SEC-55), what may come in at all, and it stops without cutting off work under way (SEC-43).
import { createServer } from "node:http";
import { createLogger } from "../lib/create-logger.mjs";
import { builtSettings } from "./build/runtime-mark.mjs";
import { createListener } from "./server/listener.mjs";
import { logConsole, logWarnings } from "./server/log-console.mjs";
import { openDoor } from "./server/open-door.mjs";
import { refuseForeignOrigin } from "./server/refuse-foreign-origin.mjs";
import { refuseOtherHost } from "./server/refuse-other-host.mjs";
import { refuseUnreadableAddress } from "./server/refuse-unreadable-address.mjs";
import { serveNext } from "./server/serve-next.mjs";
import { stopGently } from "./server/stop-gently.mjs";

const port = Number(process.env.PORT ?? 3000);
const hostname = process.env.PORTICO_HOST ?? "127.0.0.1";
const trustedProxies = Number(process.env.PORTICO_TRUSTED_PROXIES || 0);
const dev = process.env.NODE_ENV === "development";
const origin = new URL(process.env.PORTICO_URL ?? `http://localhost:${port}`);
const log = createLogger(process.env.PORTICO_LOG_LEVEL || "info");

if (!dev) {
  logConsole(log);
  logWarnings(log);
}

/** @param {unknown} error @param {string} words */
function giveUp(error, words) {
  log.fatal({ err: error }, words);
  process.exit(1);
}

Object.assign(process.env, builtSettings());
// Loaded only now, so that Next finds the console that writes to the log.
const { default: next } = await import("next");
const app = next({ dev, hostname, port });
await app.prepare().catch((error) => giveUp(error, "Portico cannot start"));

const server = createServer(
  createListener({
    trustedProxies,
    log,
    handlers: [
      refuseUnreadableAddress,
      refuseOtherHost(origin),
      openDoor,
      refuseForeignOrigin(origin),
      serveNext(app.getRequestHandler(), { dev }),
    ],
  }),
);
server.requestTimeout = 60_000;
server.headersTimeout = 20_000;
// Longer than load balancers keep an idle connection (60 s is usual): they end it, so none sends into one that is closing.
server.keepAliveTimeout = 75_000;

const handleUpgrade = app.getUpgradeHandler();
server.on("upgrade", (request, socket, head) => {
  if (dev) void handleUpgrade(request, socket, head);
  // Next would listen too and leave the connection open.
  else socket.destroy();
});
server.on("error", (error) => giveUp(error, `Portico cannot listen on ${hostname}:${port}`));
stopGently(server, { drainSeconds: Number(process.env.PORTICO_DRAIN_SECONDS || 1) });
server.listen(port, hostname);
