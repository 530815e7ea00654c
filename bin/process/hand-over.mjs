import { spawn } from "node:child_process";

const RECEIVER = new URL("./receive-secrets.mjs", import.meta.url).href;

/**
 * Starts a Node program and hands secrets to it through a pipe of its own, one more than its `stdio` names. The program
 * finds them in `handedOver()` (lib/settings).
 * @param {string[]} args
 * @param {Record<string, string>} secrets by the names of their variables
 * @param {import("node:child_process").SpawnOptions & {stdio: import("node:child_process").StdioPipe[] | any[]}} options
 * @returns {import("node:child_process").ChildProcess}
 */
export function spawnWithSecrets(args, secrets, { stdio, env, ...options }) {
  const fd = stdio.length;
  const child = spawn(process.execPath, ["--import", RECEIVER, ...args], {
    ...options,
    env: { ...env, PORTICO_SECRETS_FD: String(fd) },
    stdio: [...stdio, "pipe"],
  });
  const pipe = /** @type {import("node:stream").Writable} */ (child.stdio[fd]);
  // A program that ends before it reads says why itself.
  pipe.on("error", () => {});
  pipe.end(JSON.stringify(secrets));
  return child;
}
