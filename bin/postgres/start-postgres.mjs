import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { connectOnce } from "../database/database.mjs";
import { codeOf, PlainError } from "../lib/plain-error.mjs";
import { findFreePort, isPortFree } from "../process/ports.mjs";
import { ensureLogFile } from "./postgres-cluster.mjs";
import { explainPostgresFailure, pgCtlStart, runningServer } from "./postgres-control.mjs";

/** A server that neither answers nor ends, or whose children hold its memory, is waited for this long. */
const PATIENCE_MS = 60_000;
/** Replaying a long log after a crash takes its time, and the server says that it is at it. */
const RECOVERY_PATIENCE_MS = 600_000;
const PAUSE_MS = 200;
const UNEXPLAINED_TRIES = 3;
/** What children of a killed server, or a start at the same moment, cause for a while. */
const LEFTOVER = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/i;

/**
 * @typedef {object} StartOrder
 * @property {import("./postgres-control.mjs").PostgresPlace} place
 * @property {string} portFile remembers the port over restarts
 * @property {(port: number) => string} adminUrl
 * @property {(line: string) => void} log
 * @property {number} [fixedPort] the only port that will do; 0 takes a free one, if possible the one of before
 * @property {() => boolean} [isStopping] ends the waiting
 */

/**
 * Starts the server of a data folder, or adopts the one that runs there. It counts as running only once it answers: a
 * process that was killed a moment ago still looks alive. Call under the server's lock.
 * @param {StartOrder} order
 * @returns {Promise<{port: number, adopted: boolean}>}
 * @throws {PlainError} it does not start, is silent, or its fixed port is taken
 */
export async function startOrAdopt(order) {
  const startedAt = performance.now();
  let unexplained = 0;
  for (;;) {
    const waitedMs = performance.now() - startedAt;
    const running = runningServer(order.place);
    if (running) {
      const state = running.port > 0 ? await askServer(order.adminUrl(running.port)) : "starting";
      if (state === "ready") {
        order.log(`adopting the PostgreSQL that already runs on port ${running.port}`);
        return { port: running.port, adopted: true };
      }
      const patience = state === "starting" ? RECOVERY_PATIENCE_MS : PATIENCE_MS;
      if (waitedMs > patience || order.isStopping?.()) throw silent(running.pid, order.place);
      await sleep(PAUSE_MS);
      continue;
    }
    const result = await startOnce(order);
    if ("port" in result) return { port: result.port, adopted: false };
    if (!LEFTOVER.test(result.output)) unexplained += 1;
    if (unexplained >= UNEXPLAINED_TRIES || waitedMs > PATIENCE_MS || order.isStopping?.()) {
      const what = "The embedded PostgreSQL did not start.";
      throw explainPostgresFailure(order.place, what, result.output);
    }
    await sleep(PAUSE_MS * 5);
  }
}

/** @param {StartOrder} order @returns {Promise<{port: number} | {output: string}>} */
async function startOnce({ place, portFile, fixedPort = 0 }) {
  ensureLogFile(place);
  const port = fixedPort || (await findFreePort(lastPort(portFile)));
  if (fixedPort && !(await isPortFree(fixedPort))) throw portTaken(fixedPort);
  const result = await pgCtlStart(place, port);
  if (!result.started) return { output: result.output };
  writeFileSync(portFile, `${port}\n`, { mode: 0o600 });
  return { port };
}

/** @param {string} portFile */
function lastPort(portFile) {
  return existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) || 0 : 0;
}

/**
 * Whether a server answers a query. One that refuses the password does answer; one that starts up, recovers or shuts
 * down says so.
 * @param {string} url
 * @returns {Promise<"ready" | "starting" | "silent">}
 */
export async function askServer(url) {
  try {
    await connectOnce(url, (client) => client.query("select 1"));
    return "ready";
  } catch (error) {
    const code = codeOf(error);
    if (code.startsWith("57P")) return "starting";
    return /^\d[0-9A-Z]{4}$/.test(code) ? "ready" : "silent";
  }
}

/** @param {number} pid @param {import("./postgres-control.mjs").PostgresPlace} place */
function silent(pid, { pgDir, logFile }) {
  return new PlainError(
    `A PostgreSQL (pid ${pid}) holds the database folder ${pgDir} but does not answer.`,
    `Stop that process (kill -INT ${pid}) and start again. Its log: ${logFile}`,
    { isPassing: true },
  );
}

/** @param {number} port */
function portTaken(port) {
  return new PlainError(
    `Port ${port}, where the running server looks for its database, is in use by another program.`,
    "Stop that program, or start Portico again: it will choose another port.",
    { isPassing: true },
  );
}
