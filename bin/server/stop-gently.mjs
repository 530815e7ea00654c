import { Server } from "node:net";
import { followConnections } from "./follow-connections.mjs";

/** A request that was sent before the listener closed has come by then. */
const LAST_REQUESTS_MS = 500;
/** How long a client may take to send the rest of a request, or to receive the rest of an answer. */
const CLIENT_MS = 15_000;
/** How long a caller may wait for HubSpot, which may take a minute for a token. */
const ANSWER_MS = 65_000;
/** The launcher waits 90 s; within that, HubSpot's last answers are stored. */
const STOP_MS = 85_000;

/**
 * Ends the process on a signal: says that it is not ready, lets clients go to another server for a while, takes no more
 * requests, lets the ones under way finish, then closes what they worked with (SEC-43). Ctrl-C skips the while.
 * @param {import("node:http").Server} server
 * @param {{drainSeconds: number, clientMs?: number}} options
 */
export function stopGently(server, { drainSeconds, clientMs = CLIENT_MS }) {
  const connections = followConnections(server);
  let isStopping = false;
  const stop = async (/** @type {NodeJS.Signals} */ signal) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(0), STOP_MS).unref();
    globalThis.porticoDrain?.();
    if (signal === "SIGTERM") await letClientsGo(server, drainSeconds);
    setTimeout(connections.endSlow, clientMs).unref();
    setTimeout(() => server.closeAllConnections(), ANSWER_MS).unref();
    // The listener alone: closing an HTTP server closes idle connections too, and one whose request is on its way is idle.
    const closed = new Promise((resolve) => Server.prototype.close.call(server, resolve));
    await new Promise((resolve) => setTimeout(resolve, LAST_REQUESTS_MS));
    server.closeIdleConnections();
    const idle = setInterval(() => server.closeIdleConnections(), 200);
    await closed;
    clearInterval(idle);
    await globalThis.porticoStop?.();
    process.exit(0);
  };
  for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT", "SIGHUP"]))
    process.on(signal, () => void stop(signal));
}

/**
 * Answers on, each time as the last on its connection: whoever keeps one open opens the next elsewhere, instead of
 * sending into one that is being closed.
 * @param {import("node:http").Server} server
 * @param {number} seconds
 */
async function letClientsGo(server, seconds) {
  globalThis.porticoDraining = true;
  server.prependListener("request", (_request, response) =>
    response.setHeader("connection", "close"),
  );
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
