import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { run } from "../process/children.mjs";
import { isAlive } from "../process/process-identity.mjs";
import { explainFileError, PlainError } from "../lib/plain-error.mjs";

/**
 * @typedef {object} PostgresPlace
 * @property {{initdb: string, pgCtl: string, postgres: string, nativeDir: string}} programs
 * @property {import("./postgres-user.mjs").SystemUser | null} user null: run as the current user
 * @property {string} pgDir PostgreSQL's own data directory
 * @property {string} logFile
 */

/**
 * Runs one of PostgreSQL's programs as the right user, to its end.
 * @param {PostgresPlace} place
 * @param {string} program
 * @param {string[]} args
 */
export function runPostgresTool({ user }, program, args) {
  const [command = program, ...rest] = [...(user?.through ?? []), program, ...args];
  return run(command, rest, {
    finish: true,
    cwd: "/",
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  });
}

/**
 * The port of the server that runs on this data directory, or null when none does. A pid file that a reboot or a new
 * container left behind, and whose number now belongs to some other program, is removed: PostgreSQL itself only
 * looks whether the number is taken.
 * @param {PostgresPlace} place
 * @returns {{pid: number, port: number} | null}
 */
export function runningServer({ pgDir }) {
  const pidFile = join(pgDir, "postmaster.pid");
  if (!existsSync(pidFile)) return null;
  const lines = readFileSync(pidFile, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!isAlive(pid)) return null;
  if (!isPostgresOn(pid, pgDir)) {
    rmSync(pidFile, { force: true });
    return null;
  }
  return { pid, port: Number(lines[3]) || 0 };
}

/** @param {number} pid @param {string} pgDir */
function isPostgresOn(pid, pgDir) {
  if (process.platform === "linux") {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(pgDir);
    } catch {
      // Another user's process: its folder is not ours to see, its name is.
      return readComm(pid) === "postgres";
    }
  }
  return readComm(pid).endsWith("postgres");
}

/** @param {number} pid */
function readComm(pid) {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
    return execFileSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/**
 * Starts the server and waits until it answers.
 * @param {PostgresPlace} place
 * @param {number} port
 * @returns {Promise<{started: true} | {started: false, output: string}>} output: pg_ctl's and the server's own words
 */
export async function pgCtlStart(place, port) {
  // On the command line rather than in postgresql.conf, so that nobody's edit opens the server to the network.
  const settings = [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "unix_socket_directories=",
    "fsync=on",
    "full_page_writes=on",
    "password_encryption=scram-sha-256",
    "log_min_duration_statement=-1",
    "log_parameter_max_length_on_error=0",
  ];
  const options = settings.map((setting) => `-c ${setting}`).join(" ");
  const args = ["start", "-w", "-t", "60", "-D", place.pgDir, "-l", place.logFile, "-o", options];
  const sizeBefore = logOf(place).length;
  const { code, output } = await runPostgresTool(place, place.programs.pgCtl, args);
  if (code === 0) return { started: true };
  return { started: false, output: `${output}\n${logOf(place).slice(sizeBefore)}`.trim() };
}

/** @param {PostgresPlace} place */
function logOf({ logFile }) {
  return existsSync(logFile) ? readFileSync(logFile, "utf8") : "";
}

/**
 * Stops the server: open connections are ended, everything committed is kept.
 * @param {PostgresPlace} place
 * @throws {PlainError} when it does not stop
 */
export async function pgCtlStop(place) {
  const args = ["stop", "-m", "fast", "-w", "-t", "60", "-D", place.pgDir];
  const { code, output } = await runPostgresTool(place, place.programs.pgCtl, args);
  if (code === 0 || runningServer(place) === null) return;
  throw new PlainError(
    "The embedded PostgreSQL did not stop within 60 seconds.",
    `Its log: ${place.logFile}`,
    {
      detail: output,
    },
  );
}

/**
 * The sentence for a server or initdb that failed.
 * @param {PostgresPlace} place
 * @param {string} what
 * @param {string} output
 * @returns {PlainError}
 */
export function explainPostgresFailure(place, what, output) {
  const tail = logOf(place).split("\n").slice(-12).join("\n");
  const said = output.includes(tail) ? output : `${output.trim()}\n${tail}`;
  const full = explainFileError(new Error(said), place.pgDir);
  if (full) return full;
  return new PlainError(
    what,
    `Its log: ${place.logFile}. To use your own server instead, set DATABASE_URL.`,
    { detail: said.trim(), isPassing: true },
  );
}
