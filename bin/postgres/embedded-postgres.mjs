import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { PlainError } from "../lib/plain-error.mjs";
import { prepareDataDir } from "../settings/data-dir.mjs";
import { liveHolder, tryLockFile, waitForLockFile } from "../process/lock-file.mjs";
import { locatePostgres } from "./postgres-binaries.mjs";
import { pgCtlStop, runningServer } from "./postgres-control.mjs";
import {
  createCluster,
  ensureRoleAndDatabase,
  readPasswords,
  requireCluster,
} from "./postgres-cluster.mjs";
import { askServer, startOrAdopt } from "./start-postgres.mjs";
import { postgresUser } from "./postgres-user.mjs";

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url connects as the owner of the database `portico`, who is no superuser
 * @property {string} adminUrl connects as superuser to the database `postgres`; for tests and authoring only
 * @property {number} port on 127.0.0.1
 * @property {boolean} adopted true when the server was already running
 * @property {() => Promise<boolean>} answers whether it answers a query right now
 * @property {(isStopping?: () => boolean) => Promise<void>} revive brings it up again on the same port after it stopped
 *   by itself; throws PlainError
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
    const order = {
      place,
      log,
      portFile: join(dataDir, "postgres.port"),
      adminUrl: (/** @type {number} */ port) =>
        connectionUrl("postgres", passwords.admin, port, "postgres"),
    };
    const { port, adopted } = await startOrAdopt(order);
    const urls = {
      url: connectionUrl("portico", passwords.app, port, "portico"),
      adminUrl: order.adminUrl(port),
    };
    await ensureRoleAndDatabase(urls, passwords.app);
    const user = registerUser(dataDir);
    return {
      ...urls,
      port,
      adopted,
      answers: async () => (await askServer(urls.adminUrl)) === "ready",
      revive: (isStopping) => revive({ ...order, fixedPort: port, isStopping }, dataDir),
      stop: () => letGo(place, dataDir, user),
    };
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
 * Brings a server that stopped by itself up again, on the port that everybody was told.
 * @param {import("./start-postgres.mjs").StartOrder} order with the fixed port
 * @param {string} dataDir
 */
async function revive(order, dataDir) {
  // Before anything is made: a folder that was removed is not begun anew.
  requireCluster(order.place);
  locatePostgres();
  const mutex = await lockServer(dataDir);
  try {
    const { port } = await startOrAdopt(order);
    if (port === order.fixedPort) return;
    throw new PlainError(
      `The embedded PostgreSQL was started again by another program, on port ${port} instead of ${order.fixedPort}.`,
      "Start Portico again; it will use that port.",
    );
  } finally {
    mutex.release();
  }
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
 * @param {import("../process/lock-file.mjs").HeldLock} user
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
