import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { codeOf, PlainError, textOf } from "./plain-error.mjs";

const NAME = "postgres";
const WAYS_OUT =
  "Start Portico as an ordinary user, move it to a folder such as /opt/portico, or set DATABASE_URL to a PostgreSQL 14+ server.";

/**
 * @typedef {{uid: number, gid: number, name: string}} SystemUser
 */

/**
 * The user PostgreSQL must run as, or null when that is simply the current one. PostgreSQL refuses root, so root gets
 * the owner of an existing database folder, else the system user `postgres`, which is created when missing.
 * @param {string} pgDir
 * @returns {SystemUser | null}
 * @throws {PlainError} when root cannot find or create such a user
 */
export function postgresUser(pgDir) {
  if (process.getuid?.() !== 0) return null;
  const owner = ownerOf(pgDir);
  if (owner && owner.uid !== 0) return { ...owner, name: `user id ${owner.uid}` };
  return lookUp() ?? createUser();
}

/**
 * Makes sure a user can reach a folder: every folder above it must let that user pass.
 * @param {SystemUser} user
 * @param {string} path
 * @throws {PlainError} naming the folder that is closed
 */
export function requireReachable(user, path) {
  const closed = firstClosedFolder(user, resolve(path));
  if (closed === null) return;
  throw new PlainError(
    `PostgreSQL does not run as root, and the system user "${user.name}" it runs as may not enter ${closed}, on the way to ${path}.`,
    `Open that folder for passing (chmod o+x ${closed}), or: ${WAYS_OUT}`,
  );
}

/** @param {SystemUser} user @param {string} path @returns {string | null} */
function firstClosedFolder(user, path) {
  const parent = dirname(path);
  if (parent !== path) {
    const above = firstClosedFolder(user, parent);
    if (above !== null) return above;
  }
  const { mode, uid, gid } = statSync(path);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return mode & bit ? null : path;
}

/** @param {string} path */
function ownerOf(path) {
  try {
    const { uid, gid } = statSync(path);
    return { uid, gid };
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

/** @returns {SystemUser | null} */
function lookUp() {
  try {
    const id = (/** @type {string} */ flag) =>
      Number(
        execFileSync("id", [flag, NAME], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
      );
    const user = { uid: id("-u"), gid: id("-g"), name: NAME };
    return user.uid > 0 ? user : null;
  } catch {
    return null;
  }
}

/** @returns {SystemUser} */
function createUser() {
  const attempts = [
    ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/bin/false", NAME],
    ["adduser", "-S", "-D", "-H", NAME],
  ];
  let reason = "";
  for (const [command = "", ...args] of attempts) {
    try {
      execFileSync(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    } catch (error) {
      reason ||= textOf(error);
    }
    const user = lookUp();
    if (user) return user;
  }
  throw new PlainError(
    `PostgreSQL does not run as root, and the system user "${NAME}" could not be created.`,
    WAYS_OUT,
    { detail: reason },
  );
}
