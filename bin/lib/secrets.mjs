import { randomBytes } from "node:crypto";
import { join, resolve } from "node:path";
import { PlainError } from "./plain-error.mjs";
import { ensureSecretFile, readSecretFile, secretsDir } from "./secret-files.mjs";
import { checkSessionSecret, checkSetupToken, parseEncryptionKeys } from "./secret-rules.mjs";

/** Names in the environment that a generated file stands in for. */
const SECRETS = {
  PORTICO_ENCRYPTION_KEYS: {
    file: "encryption-keys",
    generate: () => `k1-${randomBytes(3).toString("hex")}:${randomBytes(32).toString("base64")}`,
    check: (/** @type {string} */ text, /** @type {string} */ source) =>
      void parseEncryptionKeys(text, source),
    mustBePrivate: true,
  },
  NEXTAUTH_SECRET: {
    file: "session-secret",
    generate: () => randomBytes(32).toString("base64url"),
    check: checkSessionSecret,
    mustBePrivate: false,
  },
  PORTICO_SETUP_TOKEN: {
    file: "setup-token",
    generate: () => randomBytes(24).toString("base64url"),
    check: checkSetupToken,
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
 * Finds and checks every secret without writing anything. The operator's NAME or NAME_FILE wins over our own file.
 * @param {string} dataDir
 * @param {Record<string, string | undefined>} [env]
 * @returns {Record<SecretName, FoundSecret>}
 * @throws {PlainError} malformed, placeholder, readable by others, both NAME and NAME_FILE set
 */
export function findSecrets(dataDir, env = process.env) {
  const entries = Object.entries(SECRETS).map(([name, rule]) => {
    const found = findOne(name, rule, dataDir, env);
    if (found.value !== "") rule.check(found.value, found.source);
    return [name, found];
  });
  return Object.fromEntries(entries);
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
 * What the server is given: for our own secrets only the path of the file, for the operator's what the operator set.
 * @param {Record<SecretName, FoundSecret>} secrets
 * @returns {Record<string, string>}
 */
export function secretEnvironment(secrets) {
  const entries = Object.entries(secrets).map(([name, { path, value }]) =>
    path === "" ? [name, value] : [`${name}_FILE`, path],
  );
  return Object.fromEntries(entries);
}
