import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "../process/children.mjs";
import { isRuntime } from "./runtime-mark.mjs";
import { fingerprintFiles, readStamp } from "./fingerprint.mjs";
import { waitForLockFile } from "../process/lock-file.mjs";
import { withoutSecrets } from "../../lib/settings/secret-names.mjs";
import { ROOT } from "../lib/paths.mjs";
import { explainFileError, PlainError } from "../lib/plain-error.mjs";

const STAMP = join(ROOT, "node_modules/.portico-installed");
const LOG = join(ROOT, "node_modules/.portico-install.log");

/** What the installed packages depend on: the lock file, and native parts on Node's ABI and the platform. */
function wanted() {
  const machine = `node ${process.versions.modules} ${process.platform} ${process.arch}`;
  return fingerprintFiles(ROOT, ["package-lock.json"], { salt: machine });
}

/**
 * Installs the locked dependencies unless exactly these are there. Install scripts stay off; what PostgreSQL's would
 * do, the launcher does itself.
 * @param {import("../lib/output.mjs").Output} output
 * @throws {PlainError} npm missing, no network, disk full; with the end of npm's own words
 */
export async function ensureInstalled(output) {
  if (isRuntime() || readStamp(STAMP) === wanted()) return;
  const startedAt = Date.now();
  const lock = await lockInstall(output);
  try {
    if (readStamp(STAMP) === wanted()) return;
    output.line("  … dependencies    installing (about a minute the first time)");
    const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
    const { code, output: said } = await runNpm(args);
    mkdirSync(dirname(LOG), { recursive: true });
    writeFileSync(LOG, said);
    if (code !== 0) throw explainFailure(said);
    writeFileSync(STAMP, `${wanted()}\n`);
    output.done("dependencies", "installed as locked", startedAt);
  } catch (error) {
    throw explainFileError(error, ROOT) ?? error;
  } finally {
    lock.release();
  }
}

/** `npm ci` removes node_modules, so the lock cannot lie there. @param {import("../lib/output.mjs").Output} output */
async function lockInstall(output) {
  try {
    mkdirSync(join(ROOT, ".next"), { recursive: true });
    return await waitForLockFile(join(ROOT, ".next/portico-install.lock"), (holder) =>
      output.note(
        "dependencies",
        `another Portico (pid ${holder.pid}) is installing; waiting for it`,
      ),
    );
  } catch (error) {
    throw explainFileError(error, ROOT) ?? error;
  }
}

/** The npm that started us when there is one, so that no other version gets in. @param {string[]} args */
function runNpm(args) {
  const cli = process.env.npm_execpath;
  // npm passes its own settings down as variables; those of `npm start` must not change the installation.
  const env = Object.fromEntries(
    Object.entries(withoutSecrets(process.env)).filter(
      ([name]) => !["NODE_ENV", "npm_config_omit", "npm_config_production"].includes(name),
    ),
  );
  const options = { cwd: ROOT, env };
  if (cli && /npm-cli\.c?js$/.test(cli)) return run(process.execPath, [cli, ...args], options);
  return run(process.platform === "win32" ? "npm.cmd" : "npm", args, options);
}

/** @param {string} said */
function explainFailure(said) {
  // npm says what is wrong first and explains its options last; its warnings are about other things.
  const lines = said.split("\n").filter((line) => !line.startsWith("npm warn"));
  const words = lines.length > 25 ? [...lines.slice(0, 12), "…", ...lines.slice(-12)] : lines;
  const hint = /ENOTFOUND|ETIMEDOUT|ECONNREFUSED|EAI_AGAIN|network/i.test(said)
    ? "npm could not reach its registry. Check the network and `npm config get registry`, then run the command again."
    : /ENOSPC/.test(said)
      ? "The disk is full. Free about 1.5 GB and run the command again."
      : /EACCES|EPERM/.test(said)
        ? `This user may not write to ${ROOT}. Run as the user who owns it.`
        : `All of npm's words are in ${LOG}. Fix what it names and run the command again.`;
  return new PlainError("The dependencies could not be installed.", hint, {
    detail: words.join("\n"),
  });
}
