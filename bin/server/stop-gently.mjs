/** How long answers under way may take, long streams included. */
const ANSWER_MS = 15_000;
/** The launcher waits 90 s; within that, HubSpot's last answers are stored. */
const STOP_MS = 85_000;

/**
 * Ends the process on a signal: takes no more requests, lets the ones under way finish, then closes what they worked
 * with (SEC-43).
 * @param {import("node:http").Server} server
 */
export function stopGently(server) {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(0), STOP_MS).unref();
    globalThis.porticoDrain?.();
    setTimeout(() => server.closeAllConnections(), ANSWER_MS).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const idle = setInterval(() => server.closeIdleConnections(), 200);
    await closed;
    clearInterval(idle);
    await globalThis.porticoStop?.();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => void stop());
}
