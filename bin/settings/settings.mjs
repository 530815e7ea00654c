import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isLoopback } from "../../lib/hubspot/origins.mjs";
import {
  databaseUrlProblem,
  isPooled,
  readPlainSettings,
} from "../../lib/settings/plain-settings.mjs";
import { optionalSecretProblems } from "../../lib/settings/optional-secrets.mjs";
import { OWNER_URL_NAME } from "../../lib/settings/secret-names.mjs";
import { ROOT } from "../lib/paths.mjs";
import { PlainError, textOf } from "../lib/plain-error.mjs";
import { lookForSecrets } from "./secrets.mjs";

/**
 * @typedef {object} Settings
 * @property {number} port
 * @property {string} host
 * @property {string} dataDir absolute
 * @property {string} origin public origin, without a trailing slash
 * @property {string} databaseUrl "" means the embedded PostgreSQL
 * @property {string} databaseOwnerUrl whom the audit log of an external database is to belong to; "" means the server's role
 */

/**
 * Reads `.env` in the repository root, as the server will; what is already set wins.
 */
export function loadEnvFile() {
  const file = join(ROOT, ".env");
  if (!existsSync(file)) return;
  try {
    process.loadEnvFile(file);
  } catch (error) {
    throw new PlainError(
      `${file} cannot be read: ${textOf(error)}.`,
      "Correct the file, or remove it.",
      { cause: error },
    );
  }
}

/**
 * The launcher's own settings, checked together with everything else that the server will read. An empty variable
 * counts as unset.
 * @param {Record<string, string | undefined>} [env]
 * @param {string} [subfolder] of the data folder, for demo and dev
 * @returns {Settings}
 * @throws {PlainError} naming every wrong variable, each with a good value
 */
export function readSettings(env = process.env, subfolder = "") {
  const { settings, problems } = lookAtSettings(env, subfolder);
  if (problems.length > 0) throw together(problems);
  return settings;
}

/**
 * Everything that can be wrong with the settings, secrets included, found without writing or starting anything.
 * @param {Record<string, string | undefined>} [env]
 * @param {string} [subfolder]
 * @throws {PlainError} as readSettings, and for malformed or unreadable secrets
 */
export function requireGoodSettings(env = process.env, subfolder = "") {
  const { settings, problems } = lookAtSettings(env, subfolder);
  const all = [
    ...problems,
    ...lookForSecrets(settings.dataDir, env).problems,
    ...optionalSecretProblems(env).map(({ problem, fix }) => new PlainError(problem, fix)),
  ];
  if (all.length > 0) throw together(all);
}

/** @param {Record<string, string | undefined>} env @param {string} subfolder */
function lookAtSettings(env, subfolder) {
  const plain = readPlainSettings(env);
  const problems = plain.problems.map(({ problem, fix }) => new PlainError(problem, fix));
  const [databaseUrl, databaseOwnerUrl] = ["DATABASE_URL", OWNER_URL_NAME].map((name) => {
    try {
      const url = readDatabaseUrl(env, name);
      const wrong = url === "" ? null : databaseUrlProblem(url, name);
      if (wrong) problems.push(new PlainError(wrong.problem, wrong.fix));
      return url;
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      problems.push(error);
      return "";
    }
  });
  if (databaseOwnerUrl !== "" && isPooled(databaseOwnerUrl))
    problems.push(
      new PlainError(
        "DATABASE_OWNER_URL leads through pgbouncer.",
        "Name PostgreSQL itself, without ?pgbouncer=true.",
      ),
    );
  if (databaseOwnerUrl !== "" && databaseUrl === "")
    problems.push(
      new PlainError(
        "DATABASE_OWNER_URL is set, and DATABASE_URL is not.",
        "Set both, or neither: the embedded PostgreSQL has an owner of its own.",
      ),
    );
  const { port, host, origin } = plain.settings;
  const dataDir = resolve(ROOT, env.PORTICO_DATA_DIR || "data", subfolder);
  return { settings: { port, host, origin, dataDir, databaseUrl, databaseOwnerUrl }, problems };
}

/** One error that says all. @param {PlainError[]} problems */
function together(problems) {
  const [first, ...more] = problems;
  if (first && more.length === 0) return first;
  const lines = problems.map(({ message, hint }) => `  - ${message}\n    ${hint}`);
  return new PlainError(
    `${problems.length} settings cannot be used:\n${lines.join("\n")}`,
    "Correct them, in the environment or in .env, and run the command again. Nothing was started or changed.",
  );
}

/** @param {Record<string, string | undefined>} env @param {string} name */
function readDatabaseUrl(env, name) {
  const file = env[`${name}_FILE`];
  if (env[name] && file)
    throw new PlainError(`Both ${name} and ${name}_FILE are set.`, "Keep one of them.");
  if (!file) return (env[name] ?? "").trim();
  try {
    const value = readFileSync(file, "utf8").trim();
    if (value !== "") return value;
  } catch (error) {
    throw new PlainError(
      `${name}_FILE names ${file}, which cannot be read.`,
      "Correct the path or the rights of the file.",
      { cause: error },
    );
  }
  throw new PlainError(`${name}_FILE names ${file}, which is empty.`, "Write the address into it.");
}

/**
 * Whether an origin is this machine itself.
 * @param {string} origin
 * @returns {boolean}
 */
export function isLoopbackOrigin(origin) {
  return isLoopback(new URL(origin));
}
