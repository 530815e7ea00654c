import { join } from "node:path";
import { runInherited } from "./children.mjs";
import { prepareDataDir } from "./data-dir.mjs";
import { ROOT } from "./paths.mjs";
import { prepare } from "./prepare.mjs";
import { loadEnvFile, readSettings } from "./settings.mjs";

/** Programs that work on the same database and keys as the server, beside it or without it. */
export const TOOLS = { cli: "bin/portico.ts", bench: "tests/bench/main.ts", seed: "bin/seed.ts" };

/**
 * Brings the database up (or joins the one of a running `npm start`), runs a program with the server's environment on
 * this terminal, and gives back its exit code. Needs no lock: the database counts its users and stops with the last.
 * @param {keyof typeof TOOLS} name
 * @param {string[]} args
 * @param {import("./output.mjs").Output} output
 * @param {import("./lifecycle.mjs").Lifecycle} lifecycle
 * @returns {Promise<number>}
 */
export async function runTool(name, args, output, lifecycle) {
  loadEnvFile();
  const settings = readSettings();
  prepareDataDir(settings.dataDir);
  const { env } = await prepare(settings, output, lifecycle);
  const program = [
    "--conditions=react-server",
    "--import",
    "tsx",
    join(ROOT, TOOLS[name]),
    ...args,
  ];
  return runInherited(process.execPath, program, { cwd: ROOT, env });
}
