import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { PlainError } from "../lib/plain-error.mjs";
import { SECRET_NAMES } from "../../lib/settings/secret-names.mjs";
import { askCommand } from "./secret-command.mjs";
import { ensureSecretFile, readSecretFile, secretsDir } from "./secret-files.mjs";
import {
  KEY_RECIPE,
  readEncryptionKeys,
  sessionSecretProblem,
  setupTokenProblem,
  TEXT_RECIPE,
} from "../../lib/settings/secret-rules.mjs";

/** Names in the environment that a generated file stands in for. */
const SECRETS = {
  PORTICO_ENCRYPTION_KEYS: {
    file: "encryption-keys",
    generate: () => `k1-${randomBytes(3).toString("hex")}:${randomBytes(32).toString("base64")}`,
    problem: (/** @type {string} */ text) => readEncryptionKeys(text).problem,
    recipe: KEY_RECIPE,
    mustBePrivate: true,
  },
  NEXTAUTH_SECRET: {
    file: "session-secret",
    generate: () => randomBytes(32).toString("base64url"),
    problem: sessionSecretProblem,
    recipe: TEXT_RECIPE,
    mustBePrivate: false,
  },
  PORTICO_SETUP_TOKEN: {
    file: "setup-token",
    generate: () => randomBytes(24).toString("base64url"),
    problem: setupTokenProblem,
    recipe: TEXT_RECIPE,
    mustBePrivate: false,
  },
};

/** @typedef {keyof typeof SECRETS} SecretName */
/**
 * @typedef {object} FoundSecret
 * @property {string} value "" when it still has to be generated
 * @property {string} source how to name it to the operator
 * @property {boolean} own true: made by Portico and kept in the data folder
 * @property {string} path the file to hand on as NAME_FILE; "" when the operator gave the value itself
 */

/**
 * Finds and checks every secret without writing anything. The operator's NAME, NAME_FILE or
 * NAME_COMMAND (encryption keys alone) wins over our own file.
 * @param {string} dataDir
 * @param {Record<string, string | undefined>} [env]
 * @returns {Record<SecretName, FoundSecret>}
 * @throws {PlainError} malformed, placeholder, readable by others, both NAME and NAME_FILE set
 */
export function findSecrets(dataDir, env = process.env) {
  const { secrets, problems } = lookForSecrets(dataDir, env);
  if (problems[0]) throw problems[0];
  return secrets;
}

/**
 * The same, with everything that is wrong instead of the first.
 * @param {string} dataDir
 * @param {Record<string, string | undefined>} env
 * @returns {{secrets: Record<SecretName, FoundSecret>, problems: PlainError[]}}
 */
export function lookForSecrets(dataDir, env) {
  /** @type {PlainError[]} */
  const problems = [];
  const entries = Object.entries(SECRETS).map(([name, rule]) => {
    try {
      const found = findOne(name, rule, dataDir, env);
      const problem = found.value === "" ? "" : rule.problem(found.value);
      if (problem) problems.push(unusable(found.source, problem, rule.recipe));
      return [name, found];
    } catch (error) {
      if (!(error instanceof PlainError)) throw error;
      problems.push(error);
      return [name, { value: "", source: name, own: false, path: "" }];
    }
  });
  return { secrets: Object.fromEntries(entries), problems };
}

/** @param {string} source @param {string} problem @param {string} recipe */
function unusable(source, problem, recipe) {
  return new PlainError(
    `${source} ${problem}.`,
    `Make a good one with: ${recipe} — or leave it unset and Portico makes one. If data was already stored, put the old value back.`,
  );
}

/**
 * @param {string} name
 * @param {typeof SECRETS[SecretName]} rule
 * @param {string} dataDir
 * @param {Record<string, string | undefined>} env
 * @returns {FoundSecret}
 */
function findOne(name, rule, dataDir, env) {
  const given = env[name];
  const givenFile = env[`${name}_FILE`];
  const command = env[`${name}_COMMAND`];
  if (command && name === "PORTICO_ENCRYPTION_KEYS") {
    if (given || givenFile)
      throw new PlainError(
        `Both ${name}_COMMAND and ${given ? name : `${name}_FILE`} are set.`,
        "Keep one of them; Portico will not guess which is right.",
      );
    return { value: askCommand(name, command), source: `${name}_COMMAND`, own: false, path: "" };
  }
  if (given && givenFile) {
    throw new PlainError(
      `Both ${name} and ${name}_FILE are set.`,
      "Keep one of them; Portico will not guess which is right.",
    );
  }
  if (given) return { value: given.trim(), source: name, own: false, path: "" };
  if (givenFile) {
    const path = resolve(givenFile);
    const value = readSecretFile(path, { requirePrivate: rule.mustBePrivate });
    if (!value) {
      throw new PlainError(
        `${name}_FILE names ${path}, which ${value === null ? "does not exist" : "is empty"}.`,
        `Correct the path, or unset ${name}_FILE.`,
      );
    }
    return { value, source: `${path} (${name}_FILE)`, own: false, path };
  }
  const path = join(dataDir, "secrets", rule.file);
  const value = readSecretFile(path, { requirePrivate: true }) ?? "";
  return { value, source: path, own: true, path };
}

/**
 * Makes the secrets that are missing (0600, in a 0700 folder) and returns all of them.
 * @param {string} dataDir
 * @param {Record<SecretName, FoundSecret>} found
 * @returns {{secrets: Record<SecretName, FoundSecret>, created: SecretName[]}}
 */
export function completeSecrets(dataDir, found) {
  /** @type {SecretName[]} */
  const created = [];
  const secrets = { ...found };
  for (const name of /** @type {SecretName[]} */ (Object.keys(SECRETS))) {
    if (found[name].value !== "") continue;
    const path = join(secretsDir(dataDir), SECRETS[name].file);
    const file = ensureSecretFile(path, SECRETS[name].generate);
    secrets[name] = { ...found[name], value: file.value };
    if (file.created) created.push(name);
  }
  return { secrets, created };
}

/**
 * Secrets that are in a file, ours or the operator's, are given to the server as the path of that file.
 * @param {Record<SecretName, FoundSecret>} secrets
 * @returns {Record<string, string>} NAME_FILE to path
 */
export function secretFiles(secrets) {
  const inFiles = Object.entries(secrets).filter(([, { path }]) => path !== "");
  return Object.fromEntries(inFiles.map(([name, { path }]) => [`${name}_FILE`, path]));
}

/**
 * Everything secret that is in no file: what the operator set as a variable, and the database's address with its
 * password. It reaches the server through a pipe, never through the environment.
 * @param {Record<SecretName, FoundSecret>} secrets
 * @param {string} databaseUrl
 * @param {Record<string, string | undefined>} [env]
 * @returns {Record<string, string>} by the names of their variables
 */
export function secretsToHandOver(secrets, databaseUrl, env = process.env) {
  const given = SECRET_NAMES.map((name) => [name, (env[name] ?? "").trim()]);
  const known = Object.entries(secrets).map(([name, { path, value }]) => [name, path ? "" : value]);
  const all = Object.fromEntries([...given, ...known, ["DATABASE_URL", databaseUrl]]);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}
