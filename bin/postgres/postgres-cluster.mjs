import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { explainFileError, PlainError } from "../lib/plain-error.mjs";
import { explainPostgresFailure, runPostgresTool } from "./postgres-control.mjs";
import { ensureSecretFile, secretsDir } from "../settings/secret-files.mjs";

const MAJOR = "18";
const LOG_LIMIT_BYTES = 10_000_000;

/**
 * The two passwords of the embedded server, made on first use.
 * @param {string} dataDir
 * @param {string} pgDir
 * @throws {PlainError} when a database exists but its passwords are gone
 */
export function readPasswords(dataDir, pgDir) {
  const dir = secretsDir(dataDir);
  const password = (/** @type {string} */ name) => {
    const path = join(dir, name);
    if (existsSync(join(pgDir, "PG_VERSION")) && !existsSync(path)) {
      throw new PlainError(
        `The database in ${pgDir} exists, but its password file ${path} is missing.`,
        "Put that file back from your backup of the secrets folder.",
      );
    }
    return ensureSecretFile(path, () => randomBytes(24).toString("base64url")).value;
  };
  return { app: password("database-password"), admin: password("database-admin-password") };
}

/**
 * Creates the database cluster unless there is one. It is built beside its final place and renamed at the end, so an
 * interrupted run leaves nothing half-made: leftovers are swept out by the next. Call under the server's lock.
 * @param {import("./postgres-control.mjs").PostgresPlace} place
 * @param {string} adminPassword
 * @param {(line: string) => void} log
 */
export async function createCluster(place, adminPassword, log) {
  sweepLeftovers(place.pgDir);
  if (existsSync(place.pgDir) && readableEntries(place.pgDir).length > 0)
    return checkCluster(place);
  log("creating the database folder");
  const draft = `${place.pgDir}.new-${randomBytes(4).toString("hex")}`;
  const passwordFile = `${draft}.password`;
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
    if (place.user)
      for (const path of [draft, passwordFile]) chownSync(path, place.user.uid, place.user.gid);
    const args = ["-D", draft, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile];
    args.push("-E", "UTF8", "--locale=C", "--data-checksums");
    const { code, output } = await runPostgresTool(place, place.programs.initdb, args);
    if (code !== 0)
      throw explainPostgresFailure(place, "The embedded database could not be created.", output);
    rmSync(place.pgDir, { recursive: true, force: true });
    renameSync(draft, place.pgDir);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw explainFileError(error, dirname(draft)) ?? error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** @param {string} pgDir */
function sweepLeftovers(pgDir) {
  for (const name of readdirSync(dirname(pgDir))) {
    if (!name.startsWith(`${basename(pgDir)}.new-`)) continue;
    rmSync(join(dirname(pgDir), name), { recursive: true, force: true });
  }
}

/** @param {string} pgDir */
function readableEntries(pgDir) {
  try {
    return readdirSync(pgDir);
  } catch (error) {
    throw wrongOwner(pgDir, error);
  }
}

/** @param {string} pgDir @param {unknown} [cause] */
function wrongOwner(pgDir, cause) {
  return new PlainError(
    `The database folder ${pgDir} was made by another user, so PostgreSQL will not open it for this one.`,
    "Start Portico as that user (or root), give this user the data folder (chown -R), or choose another PORTICO_DATA_DIR.",
    { cause },
  );
}

/**
 * Makes sure that the database of a server that ran a moment ago is still there. A new one is never put in its place.
 * @param {import("./postgres-control.mjs").PostgresPlace} place
 * @throws {PlainError}
 */
export function requireCluster(place) {
  if (existsSync(place.pgDir)) return checkCluster(place);
  throw new PlainError(
    `The database folder ${place.pgDir} is gone.`,
    "Put it back and start again: Portico would begin with an empty database.",
  );
}

/** @param {import("./postgres-control.mjs").PostgresPlace} place */
function checkCluster({ pgDir, user }) {
  const { uid } = statSync(pgDir);
  const runsAs = user?.uid ?? process.getuid?.() ?? uid;
  if (uid !== runsAs) throw wrongOwner(pgDir);
  const versionFile = join(pgDir, "PG_VERSION");
  const version = existsSync(versionFile) ? readFileSync(versionFile, "utf8").trim() : "";
  if (version === MAJOR) return;
  throw new PlainError(
    version === ""
      ? `${pgDir} is not a PostgreSQL database folder.`
      : `${pgDir} was made by PostgreSQL ${version}; this Portico runs PostgreSQL ${MAJOR}.`,
    version === ""
      ? "Move it aside, or choose another PORTICO_DATA_DIR."
      : "Start the Portico release that made it, take a backup there, and restore it here.",
  );
}

/**
 * The server's log, owned by whoever runs it; one older file is kept.
 * @param {import("./postgres-control.mjs").PostgresPlace} place
 */
export function ensureLogFile({ logFile, user }) {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES)
    renameSync(logFile, `${logFile}.1`);
  closeSync(openSync(logFile, "a", 0o600));
  if (process.getuid?.() === 0 && user) chownSync(logFile, user.uid, user.gid);
  chmodSync(logFile, 0o600);
}

/**
 * Makes the role and the database the application uses, unless they are there. Two statements that may each have been
 * cut off by a kill, so both are checked on every start.
 * @param {{url: string, adminUrl: string}} urls
 * @param {string} appPassword url-safe, so it can stand in an SQL string as it is
 */
export async function ensureRoleAndDatabase({ url, adminUrl }, appPassword) {
  const { connectOnce } = await import("../database/database.mjs");
  const works = await connectOnce(url, async () => true).catch(() => false);
  if (works) return;
  await connectOnce(adminUrl, async (client) => {
    const role = await client.query("select 1 from pg_roles where rolname = 'portico'");
    const verb = role.rowCount ? "alter" : "create";
    await client.query(`${verb} role portico login nosuperuser password '${appPassword}'`);
    const database = await client.query("select 1 from pg_database where datname = 'portico'");
    if (!database.rowCount) await client.query("create database portico owner portico");
  });
}
