import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { prepareDataDir } from "./data-dir.mjs";
import { liveHolder, tryLockFile, waitForLockFile } from "./lock-file.mjs";
import { findFreePort } from "./ports.mjs";
import { locatePostgres } from "./postgres-binaries.mjs";
import {
  explainPostgresFailure,
  pgCtlStart,
  pgCtlStop,
  runningServer,
} from "./postgres-control.mjs";
import {
  createCluster,
  ensureLogFile,
  ensureRoleAndDatabase,
  readPasswords,
} from "./postgres-cluster.mjs";
import { postgresUser } from "./postgres-user.mjs";

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url connects as the owner of the database `portico`, who is no superuser
 * @property {string} adminUrl connects as superuser to the database `postgres`; for tests and authoring only
 * @property {number} port on 127.0.0.1
 * @property {boolean} adopted true when the server was already running
 * @property {() => Promise<void>} stop lets go of the server; it stops when nobody else uses it
 */

/**
 * Brings up the private PostgreSQL of a data folder: creates it the first time, starts it when it does not run, adopts
 * it when it does. Several processes may call this at once on one folder; the last to stop stops the server.
 * @param {{dataDir: string, log?: (line: string) => void}} options
 * @returns {Promise<EmbeddedPostgres>}
 * @throws {PlainError} no binary for the platform, folder not writable or not reachable, disk full, damaged folder
 */
export async function startEmbeddedPostgres({ dataDir: givenDir, log = () => {} }) {
  const dataDir = resolve(givenDir);
  prepareDataDir(dataDir);
  const pgDir = join(dataDir, "postgres");
  const programs = locatePostgres();
  const place = {
    programs,
    user: postgresUser(pgDir, [programs.nativeDir, dataDir]),
    pgDir,
    logFile: join(dataDir, "postgres.log"),
  };
  const passwords = readPasswords(dataDir, pgDir);
  const mutex = await lockServer(dataDir);
  try {
    await createCluster(place, passwords.admin, log);
    const { port, adopted } = await startOrAdopt(place, dataDir, log);
    const urls = {
      url: connectionUrl("portico", passwords.app, port, "portico"),
      adminUrl: connectionUrl("postgres", passwords.admin, port, "postgres"),
    };
    await ensureRoleAndDatabase(urls, passwords.app);
    const user = registerUser(dataDir);
    return { ...urls, port, adopted, stop: () => letGo(place, dataDir, user) };
  } finally {
    mutex.release();
  }
}

/** @param {string} dataDir */
function lockServer(dataDir) {
  return waitForLockFile(join(dataDir, "postgres.lock"));
}

/** @param {string} user @param {string} password @param {number} port @param {string} database */
function connectionUrl(user, password, port, database) {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * @param {import("./postgres-control.mjs").PostgresPlace} place
 * @param {string} dataDir
 * @param {(line: string) => void} log
 */
async function startOrAdopt(place, dataDir, log) {
  const running = runningServer(place);
  if (running && running.port > 0) {
    log(`adopting the PostgreSQL that already runs on port ${running.port}`);
    return { port: running.port, adopted: true };
  }
  ensureLogFile(place);
  const portFile = join(dataDir, "postgres.port");
  let output = "";
  // A killed server may leave children that hold its shared memory for a moment; a port may be taken in between.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = await findFreePort(
      existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : 0,
    );
    const result = await pgCtlStart(place, port);
    if (result.started) {
      writeFileSync(portFile, `${port}\n`, { mode: 0o600 });
      return { port, adopted: false };
    }
    output = result.output;
    await sleep(1000);
  }
  throw explainPostgresFailure(place, "The embedded PostgreSQL did not start.", output);
}

/** @param {string} dataDir */
function usersDir(dataDir) {
  const dir = join(dataDir, "postgres-users");
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

/** @param {string} dataDir */
function registerUser(dataDir) {
  const name = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  const lock = tryLockFile(join(usersDir(dataDir), name));
  if (!lock.held) throw new Error("a fresh registration cannot be taken");
  return lock;
}

/**
 * @param {import("./postgres-control.mjs").PostgresPlace} place
 * @param {string} dataDir
 * @param {import("./lock-file.mjs").HeldLock} user
 */
async function letGo(place, dataDir, user) {
  if (!existsSync(dataDir)) return;
  const mutex = await lockServer(dataDir);
  try {
    user.release();
    if (anyUserLeft(dataDir) || runningServer(place) === null) return;
    await pgCtlStop(place);
  } finally {
    mutex.release();
  }
}

/** Counts the living and sweeps out what killed processes left. @param {string} dataDir */
function anyUserLeft(dataDir) {
  const dir = usersDir(dataDir);
  let left = false;
  for (const name of readdirSync(dir)) {
    if (liveHolder(join(dir, name))) left = true;
    else rmSync(join(dir, name), { force: true });
  }
  return left;
}
