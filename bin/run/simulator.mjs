import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { runInherited } from "../process/children.mjs";
import { withoutSecrets } from "../../lib/settings/secret-names.mjs";
import { ROOT } from "../lib/paths.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { findFreePort } from "../process/ports.mjs";

const MAIN = join(ROOT, "tests/hubspot-simulator/main.ts");

/**
 * @typedef {{apiUrl: string, appUrl: string, controlUrl: string, exited: Promise<void>, stop: () => Promise<void>}} Simulator
 */

/**
 * Starts the HubSpot simulator with its demonstration accounts and waits for its ready line.
 * @param {{origin: string}} settings where HubSpot would send people back to
 * @returns {Promise<Simulator>}
 * @throws {PlainError} when it ends before it is ready
 */
export async function startSimulator({ origin }) {
  const [port, controlPort] = [await findFreePort(), await findFreePort()];
  const args = [
    "--import",
    "tsx",
    MAIN,
    "--port",
    String(port),
    "--control-port",
    String(controlPort),
  ];
  args.push("--demo", "--redirect-uri", `${origin}/oauth/callback`);
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: withoutSecrets(process.env),
    stdio: ["pipe", "pipe", "inherit"],
    detached: process.platform !== "win32",
  });
  /** @type {Promise<void>} */
  const exited = new Promise((resolve) => child.once("close", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), 5000);
    await exited;
    clearTimeout(force);
  };
  const ready = await firstReadyLine(child, exited);
  if (ready === null)
    throw new PlainError("The HubSpot simulator did not start.", "What it printed above says why.");
  return { ...ready, exited, stop };
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {Promise<void>} exited
 * @returns {Promise<{apiUrl: string, appUrl: string, controlUrl: string} | null>}
 */
function firstReadyLine(child, exited) {
  return new Promise((resolve) => {
    void exited.then(() => resolve(null));
    child.once("error", () => resolve(null));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.startsWith("{")) return;
      const { apiUrl, appUrl, controlUrl } = JSON.parse(line);
      if (apiUrl && appUrl) resolve({ apiUrl, appUrl, controlUrl });
    });
  });
}

/**
 * `npm run simulator`: the simulator alone, on this terminal.
 * @param {string[]} args passed through
 * @returns {Promise<number>}
 */
export function runSimulator(args) {
  return runInherited(process.execPath, ["--import", "tsx", MAIN, ...args], {
    cwd: ROOT,
    env: withoutSecrets(process.env),
  });
}
