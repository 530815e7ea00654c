import { randomBytes } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { codeOf, explainFileError, PlainError } from "../lib/plain-error.mjs";

/**
 * The folder of generated secrets, made 0700 when missing.
 * @param {string} dataDir
 * @returns {string}
 */
export function secretsDir(dataDir) {
  const dir = join(dataDir, "secrets");
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explainFileError(error, dir) ?? error;
  }
  return dir;
}

/**
 * Reads a secret file (without surrounding white space), or null when there is none.
 * @param {string} path
 * @param {{requirePrivate?: boolean}} [options] requirePrivate: refuse a file that others can read
 * @returns {string | null}
 * @throws {PlainError} when it cannot be read, or is readable by others
 */
export function readSecretFile(path, { requirePrivate = false } = {}) {
  if (!existsSync(path)) return null;
  try {
    if (requirePrivate) refuseReadableByOthers(path);
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (["EACCES", "EPERM"].includes(codeOf(error))) {
      throw new PlainError(
        `The secret file ${path} belongs to another user and cannot be read.`,
        "Start Portico as the user who started it before, or give this user the data folder (chown -R).",
        { cause: error },
      );
    }
    throw explainFileError(error, path) ?? error;
  }
}

/**
 * Returns what a secret file holds, writing it first when it is missing. Two processes that do this at once end up
 * with the same value: the file is written aside and linked into place.
 * @param {string} path
 * @param {() => string} generate
 * @returns {{value: string, created: boolean}}
 */
export function ensureSecretFile(path, generate) {
  const before = readSecretFile(path, { requirePrivate: true });
  if (before) return { value: before, created: false };
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    if (before === "") rmSync(path);
    writeFileSync(aside, `${generate()}\n`, { mode: 0o600, flush: true });
    linkSync(aside, path);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw explainFileError(error, path) ?? error;
  } finally {
    rmSync(aside, { force: true });
  }
  return { value: readSecretFile(path) ?? "", created: true };
}

/** @param {string} path */
function refuseReadableByOthers(path) {
  if (process.platform === "win32") return;
  const { mode, uid } = statSync(path);
  // Kubernetes mounts secrets as root's, readable by the group that the process runs with; by nobody else.
  const isOfOwnGroup = uid === 0 && process.getuid?.() !== 0 && (mode & 0o037) === 0;
  if ((mode & 0o077) === 0 || isOfOwnGroup) return;
  throw new PlainError(
    `The key file ${path} can be read by other users of this machine (mode ${(mode & 0o777).toString(8)}).`,
    `Close it and start again: chmod 600 ${path}`,
  );
}
