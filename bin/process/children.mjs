import { spawn } from "node:child_process";
import { spawnWithSecrets } from "./hand-over.mjs";

/** Children a signal may end at once: builds, installs, test runs. Database tools are not among them. */
const interruptible = new Set();

/**
 * Ends what can be ended at once when the launcher is told to stop.
 * @param {NodeJS.Signals} signal
 */
export function interruptChildren(signal) {
  for (const child of interruptible) child.kill(signal);
}

/**
 * Runs a command to its end and gives back its exit code and all it printed, in order. Never throws on a failing
 * command; a command that cannot be started gives code 127 and the reason as output.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions & {input?: string, finish?: boolean}} [options] finish: let it
 *   end by itself even when the launcher is told to stop
 * @returns {Promise<{code: number, output: string, stdout: string}>}
 */
export function run(command, args, { finish = false, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      // Its own process group: Ctrl-C in the terminal must not cut a database tool in two.
      detached: finish,
      ...options,
    });
    /** @type {Buffer[]} */
    const all = [];
    /** @type {Buffer[]} */
    const out = [];
    child.stdout?.on("data", (chunk) => void (all.push(chunk), out.push(chunk)));
    child.stderr?.on("data", (chunk) => void all.push(chunk));
    if (!finish) interruptible.add(child);
    const end = (/** @type {number} */ code, extra = "") => {
      interruptible.delete(child);
      const stdout = Buffer.concat(out).toString("utf8");
      resolve({ code, output: Buffer.concat(all).toString("utf8") + extra, stdout });
    };
    child.once("error", (error) => end(127, error.message));
    child.once("close", (code) => end(code ?? 1));
  });
}

/**
 * Runs a command on the launcher's own terminal and resolves to its exit code (128 + n for a signal).
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function runInherited(command, args, options = {}) {
  return untilClosed(spawn(command, args, { stdio: "inherit", ...options }));
}

/**
 * The same for a Node program that is handed secrets.
 * @param {string[]} args
 * @param {Record<string, string>} secrets
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {Promise<number>}
 */
export function runInheritedWithSecrets(args, secrets, options) {
  const stdio = ["inherit", "inherit", "inherit"];
  return untilClosed(spawnWithSecrets(args, secrets, { ...options, stdio }));
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<number>} */
function untilClosed(child) {
  return new Promise((resolve, reject) => {
    interruptible.add(child);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      interruptible.delete(child);
      resolve(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}
