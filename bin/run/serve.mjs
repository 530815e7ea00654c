import { get } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { ROOT } from "../lib/paths.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { spawnWithSecrets } from "../process/hand-over.mjs";
import { isSameProcess } from "../process/process-identity.mjs";

/** Longer than HubSpot may take for a token: with the process its answer would be lost. */
const STOP_PATIENCE_MS = 90_000;
const READY_PATIENCE_MS = 120_000;
const NEXT_BANNER =
  /^\s*$|▲ Next\.js|^\s*- (Local|Network|Environments|Experiments):|✓ (Starting|Ready|Running)/;

/**
 * @typedef {object} RunningServer
 * @property {number} pid
 * @property {Promise<{code: number | null, signal: NodeJS.Signals | null}>} exited
 * @property {() => Promise<void>} stop SIGTERM, and SIGKILL after 90 s
 */

/**
 * Starts a long-running Node program that ends with the launcher. It gets its own process group, because Ctrl-C must
 * reach it once and through the launcher.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env without any secret
 * @param {Record<string, string>} secrets handed over beside the environment
 * @param {{hideBanner?: boolean}} [options]
 * @returns {RunningServer}
 */
export function startProgram(args, env, secrets, { hideBanner = false } = {}) {
  const guard = pathToFileURL(join(ROOT, "bin/process/end-with-launcher.mjs")).href;
  const child = spawnWithSecrets(["--import", guard, ...args], secrets, {
    cwd: ROOT,
    env: { ...env, PORTICO_LAUNCHER_FD: "3" },
    stdio: ["ignore", hideBanner ? "pipe" : "inherit", "inherit", "pipe"],
    detached: process.platform !== "win32",
  });
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!NEXT_BANNER.test(line)) process.stdout.write(`${line}\n`);
    });
  }
  /** @type {RunningServer["exited"]} */
  const exited = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  exited.catch(() => {});
  return { pid: child.pid ?? 0, exited, stop: () => stopChild(child, exited) };
}

/**
 * The web server (bin/server.mjs). Address and mode are in its environment: PORT, PORTICO_HOST, NODE_ENV.
 * @param {NodeJS.ProcessEnv} env
 * @param {Record<string, string>} secrets
 * @returns {RunningServer}
 */
export function startServer(env, secrets) {
  return startProgram([join(ROOT, "bin/server.mjs")], env, secrets, {
    hideBanner: env.NODE_ENV === "production",
  });
}

/** @param {import("node:child_process").ChildProcess} child @param {Promise<unknown>} exited */
async function stopChild(child, exited) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const ended = await Promise.race([
    exited.then(() => true),
    sleep(STOP_PATIENCE_MS, false, { ref: false }),
  ]);
  if (ended) return;
  child.kill("SIGKILL");
  await exited;
}

/**
 * Waits until the server answers its liveness check.
 * @param {RunningServer} server
 * @param {{host: string, port: number}} address
 * @param {() => boolean} isStopping
 * @throws {PlainError} when the server ends first or stays silent for two minutes
 */
export async function waitUntilLive(server, { host, port }, isStopping) {
  const reachable = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  let ended = false;
  void server.exited.then(
    () => (ended = true),
    () => (ended = true),
  );
  const until = performance.now() + READY_PATIENCE_MS;
  while (performance.now() < until && !isStopping()) {
    if (ended)
      throw new PlainError(
        "The server ended while it was starting.",
        "What it printed above says why.",
      );
    if (await answers(reachable, port)) return;
    await sleep(100);
  }
  if (isStopping()) return;
  throw new PlainError(
    `The server did not answer on port ${port} within two minutes.`,
    "Run again with PORTICO_LOG_LEVEL=debug and look at what it prints.",
  );
}

/** @param {string} host @param {number} port @returns {Promise<boolean>} */
function answers(host, port) {
  return new Promise((resolve) => {
    const request = get(
      { host, port, path: "/api/health/live", timeout: 5000, agent: false },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });
}

/**
 * Ends the server of a launcher that was killed, when it is still that same process.
 * @param {{serverPid?: unknown, serverStartTime?: unknown} | null} previous the dead launcher's lock
 * @returns {Promise<boolean>} whether there was one
 */
export async function endOrphan(previous) {
  const pid = previous?.serverPid;
  const startTime = previous?.serverStartTime;
  if (typeof pid !== "number" || typeof startTime !== "string" || startTime === "") return false;
  if (!isSameProcess(pid, startTime)) return false;
  process.kill(pid, "SIGTERM");
  const until = performance.now() + STOP_PATIENCE_MS;
  while (isSameProcess(pid, startTime)) {
    if (performance.now() > until) process.kill(pid, "SIGKILL");
    await sleep(100);
  }
  return true;
}
