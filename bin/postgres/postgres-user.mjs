import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { codeOf, PlainError, textOf } from "../lib/plain-error.mjs";

const NAME = "postgres";
const WAYS_OUT =
  "Start Portico as an ordinary user, move it to a folder such as /opt/portico, or set DATABASE_URL to a PostgreSQL 14+ server.";

/**
 * @typedef {object} SystemUser
 * @property {number} uid
 * @property {number} gid
 * @property {string} name
 * @property {string[]} [through] the program PostgreSQL's programs are run through
 */

/**
 * Root without its powers: in a user namespace of its own PostgreSQL sees an ordinary user, and the kernel sees root's
 * files but grants no capability. It opens folders that only root may enter, where a system user could not follow.
 * @param {SystemUser} user whose name it goes by in there; PostgreSQL insists on one that exists
 * @returns {SystemUser}
 */
function confinedRoot({ uid, gid, name }) {
  const through = ["unshare", "--user", `--map-user=${uid}`, `--map-group=${gid}`, "--"];
  return { uid: 0, gid: 0, name, through };
}

/**
 * The user PostgreSQL must run as, or null when that is simply the current one. PostgreSQL refuses root, so root gets
 * the owner of an existing database folder, else the system user `postgres` (created when missing), else, where that
 * user may not pass, itself without its powers.
 * @param {string} pgDir
 * @param {string[]} paths what the user must be able to enter besides
 * @returns {SystemUser | null}
 * @throws {PlainError} when there is no such user, naming the folder that is closed
 */
export function postgresUser(pgDir, paths) {
  if (process.getuid?.() !== 0) return null;
  const owner = ownerOf(pgDir);
  if (owner?.uid === 0) return confinedRoot(lookUp() ?? createUser());
  const user = owner ? { ...owner, name: `user id ${owner.uid}` } : (lookUp() ?? createUser());
  const closed = paths.map((path) => firstClosedFolder(user, resolve(path))).find(Boolean);
  if (!closed) return user;
  const confined = confinedRoot(user);
  if (!owner && canRunAs(confined)) return confined;
  throw new PlainError(
    `PostgreSQL does not run as root, and the system user "${user.name}" it runs as may not enter ${closed}, on the way to its files.`,
    `Open that folder for passing (chmod o+x ${closed}), or: ${WAYS_OUT}`,
  );
}

/** Linux only, and not where an administrator has switched user namespaces off. @param {SystemUser} user */
function canRunAs({ through: [program = "", ...args] = [] }) {
  try {
    execFileSync(program, [...args, "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
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
