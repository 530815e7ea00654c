import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { formatDuration } from "../lib/output.mjs";
import { PlainError, textOf } from "../lib/plain-error.mjs";

/** Before each try to bring the server back. A server that then runs for a minute has recovered. */
const PAUSES_MS = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const STEADY_MS = 60_000;

/**
 * @typedef {object} Watch
 * @property {Promise<PlainError>} failed settles when the server is down and cannot be brought back
 * @property {() => Promise<void>} stop ends the watching; call it before the server is stopped on purpose
 */

/**
 * Watches the embedded PostgreSQL and starts it again, on its port, whenever it stops by itself: killed, out of memory,
 * crashed. An idle connection tells at once when the server is gone.
 * @param {import("./embedded-postgres.mjs").EmbeddedPostgres} postgres
 * @param {import("../lib/output.mjs").Output} output
 * @param {{pausesMs?: number[], steadyMs?: number}} [options]
 * @returns {Watch}
 */
export function keepPostgresRunning(
  postgres,
  output,
  { pausesMs = PAUSES_MS, steadyMs = STEADY_MS } = {},
) {
  const controller = new AbortController();
  const { signal } = controller;
  /** @type {(error: PlainError) => void} */
  let giveUp = () => {};
  /** @type {Promise<PlainError>} */
  const failed = new Promise((resolve) => (giveUp = resolve));

  let tries = 0;

  /** @returns {Promise<PlainError | null>} why it cannot be brought back; null when it answers again */
  const bringBack = async () => {
    for (;;) {
      const pauseMs = pausesMs[tries];
      if (pauseMs === undefined) return keepsStopping(pausesMs.length);
      tries += 1;
      await pause(pauseMs, signal);
      const error = signal.aborted ? null : await attempt(postgres, signal);
      if (error === null || signal.aborted) return null;
      if (tries === pausesMs.length || !isPassing(error)) return cannotRestart(error);
      const next = formatDuration(pausesMs[tries] ?? 0);
      output.note("database", `${textOf(error)} Trying again in ${next}.`);
    }
  };

  const watch = async () => {
    while (!signal.aborted) {
      const since = performance.now();
      await untilLost(postgres.adminUrl, signal);
      const lostAt = performance.now();
      if (lostAt - since > steadyMs) tries = 0;
      if (signal.aborted || (await postgres.answers())) continue;
      output.note("database", "the embedded PostgreSQL stopped by itself; starting it again");
      const error = await bringBack();
      if (error) return giveUp(error);
      if (signal.aborted) return;
      const took = formatDuration(performance.now() - lostAt);
      output.note("database", `it answers again on 127.0.0.1:${postgres.port}, after ${took}`);
    }
  };
  const ended = watch().catch((error) => giveUp(cannotRestart(error)));
  return {
    failed,
    stop: async () => {
      controller.abort();
      await ended;
    },
  };
}

/** @param {import("./embedded-postgres.mjs").EmbeddedPostgres} postgres @param {AbortSignal} signal */
async function attempt(postgres, signal) {
  try {
    await postgres.revive(() => signal.aborted);
    return null;
  } catch (error) {
    return error;
  }
}

/** What a person must mend first is not tried again; anything unexpected is. @param {unknown} error */
function isPassing(error) {
  return !(error instanceof PlainError) || error.isPassing;
}

/**
 * Resolves when a connection to the server breaks, or could not be made.
 * @param {string} url
 * @param {AbortSignal} signal ends the waiting
 */
async function untilLost(url, signal) {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: "portico launcher watch",
  });
  /** @type {Promise<void>} */
  const lost = new Promise((resolve) => {
    client.once("end", () => resolve());
    client.on("error", () => resolve());
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  try {
    await client.connect();
    if (!signal.aborted) await lost;
  } catch {
    // Nobody answers: the same as lost. The pause keeps a server that refuses from being asked without end.
    await pause(200, signal);
  }
  await client.end().catch(() => {});
}

/** @param {number} ms @param {AbortSignal} signal */
function pause(ms, signal) {
  return sleep(ms, undefined, { signal }).catch(() => {});
}

/** @param {unknown} error */
function cannotRestart(error) {
  const known = error instanceof PlainError ? error : null;
  return new PlainError(
    `The embedded PostgreSQL stopped by itself and cannot be started again: ${textOf(error)}`,
    `${known?.hint ?? ""} What was committed before is not lost.`.trim(),
    { cause: error, detail: known?.detail ?? "" },
  );
}

/** @param {number} tries */
function keepsStopping(tries) {
  return new PlainError(
    `The embedded PostgreSQL keeps stopping: it was started again ${tries} times, each time for less than a minute.`,
    "Look for its reason in postgres.log in the data folder and in the system's log (out of memory?). What was committed is not lost.",
  );
}
