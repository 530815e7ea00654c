import { join } from "node:path";
import { interruptChildren, runInheritedWithSecrets } from "../process/children.mjs";
import { prepareDataDir } from "../settings/data-dir.mjs";
import { isRuntime } from "../build/runtime-mark.mjs";
import { ROOT } from "../lib/paths.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { prepare } from "./prepare.mjs";
import { loadEnvFile, readSettings } from "../settings/settings.mjs";

/** Programs that work on the same database and keys as the server, beside it or without it. */
export const TOOLS = { cli: "bin/portico.ts", bench: "tests/bench/main.ts", seed: "bin/seed.ts" };

/** @param {keyof typeof TOOLS} name @returns {string[]} what Node is started with */
function programOf(name) {
  const conditions = "--conditions=react-server";
  if (!isRuntime()) return [conditions, "--import", "tsx", join(ROOT, TOOLS[name])];
  if (name === "cli") return [conditions, join(ROOT, "bin/portico.mjs")];
  throw new PlainError(
    "This folder holds only what a running Portico needs.",
    "Measure and seed in a clone of the sources.",
  );
}

/**
 * Brings the database up (or joins the one of a running `npm start`), runs a program with the server's environment on
 * this terminal, and gives back its exit code. Needs no lock: the database counts its users and stops with the last.
 * @param {keyof typeof TOOLS} name
 * @param {string[]} args
 * @param {import("../lib/output.mjs").Output} output
 * @param {import("../process/lifecycle.mjs").Lifecycle} lifecycle
 * @returns {Promise<number>}
 * @throws {PlainError} the database went away for good
 */
export async function runTool(name, args, output, lifecycle) {
  loadEnvFile();
  const settings = readSettings();
  prepareDataDir(settings.dataDir);
  // It empties and fills the tables of the audit log too.
  const keepsAuditApart = !(name === "cli" && args[0] === "restore");
  const prepared = await prepare(settings, output, lifecycle, { keepsAuditApart });
  const { env, handover, databaseFailed } = prepared;
  const program = [...programOf(name), ...args];
  const exited = runInheritedWithSecrets(program, handover, { cwd: ROOT, env });
  const end = await Promise.race([exited, databaseFailed ?? exited]);
  if (!(end instanceof PlainError)) {
    if (!keepsAuditApart) await prepared.takeAuditAway();
    return end;
  }
  interruptChildren("SIGTERM");
  await exited;
  throw end;
}
