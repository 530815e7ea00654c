import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * One hash over the names and contents of files and folders; a path that does not exist counts as absent.
 * @param {string} root
 * @param {string[]} paths relative to root
 * @param {{skip?: string[], salt?: string}} [options] skip: folders to leave out; salt: more that matters
 * @returns {string} hex SHA-256
 */
export function fingerprintFiles(root, paths, { skip = [], salt = "" } = {}) {
  const hash = createHash("sha256").update(salt);
  for (const file of paths.flatMap((path) => listFiles(root, join(root, path), skip)).sort()) {
    hash.update(`\0${file}\0`).update(
      createHash("sha256")
        .update(readFileSync(join(root, file)))
        .digest(),
    );
  }
  return hash.digest("hex");
}

/** @param {string} root @param {string} path @param {string[]} skip @returns {string[]} */
function listFiles(root, path, skip) {
  const name = relative(root, path);
  if (!existsSync(path) || skip.includes(name)) return [];
  if (!statSync(path).isDirectory()) return [name];
  return readdirSync(path).flatMap((entry) => listFiles(root, join(path, entry), skip));
}

/**
 * The content of a stamp file, or "" when there is none.
 * @param {string} path
 * @returns {string}
 */
export function readStamp(path) {
  return existsSync(path) ? readFileSync(path, "utf8").trim() : "";
}
