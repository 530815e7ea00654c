import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { isPooled } from "../../lib/settings/plain-settings.mjs";
import { ROOT } from "../lib/paths.mjs";
import { codeOf, PlainError, textOf } from "../lib/plain-error.mjs";

const MIGRATIONS = join(ROOT, "prisma/migrations");
const SCHEMA = join(ROOT, "prisma/schema.prisma");
/** Any constant will do; it must differ from the one Prisma's own lock uses (72707369). */
const ADVISORY_LOCK = 7_267_842;
/** Whoever asks for a table that a migration waits for waits behind it: it gives way, and comes again. */
const LOCK_PATIENCE_MS = 3_000;
const LOCK_PAUSE_MS = 1_000;
const LOCK_TRIES = 20;
const LOCKED = "55P03";
/** Its tables and their functions; a migration that comes upon them without their names says so in a comment. */
const OF_LOG = /audit|note_unsealed_line/i;
const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Applies what is missing of the migrations folder and keeps `_prisma_migrations` as `prisma migrate deploy` would.
 * All of them and their bookkeeping are one transaction: when one fails or is killed, none leaves a trace, and the release
 * before starts again. Launchers that come at the same time wait for each other.
 * @param {string} url
 * @param {{migrationsDir?: string, upTo?: string}} [options] upTo: the last one to apply, by its name
 * @returns {Promise<{applied: string[]}>} names, in order; empty when the database was up to date
 * @throws {PlainError} failed, edited or unknown migrations
 */
export async function applyMigrations(url, { migrationsDir = MIGRATIONS, upTo } = {}) {
  const all = readMigrations(migrationsDir);
  const list = upTo === undefined ? all : all.filter(({ path }) => path <= upTo);
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 });
  pool.on("error", () => {});
  // The engine listens once more for each migration.
  pool.setMaxListeners(0);
  try {
    if (isPooled(url)) {
      await refusePending(pool, list);
      return { applied: [] };
    }
    // One connection only: the lock and the transactions below are its own.
    await pool.query("set lock_timeout = '120s'");
    await pool.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    const pending = pendingMigrations(list, await readHistory(pool));
    await pool.query(`set lock_timeout = ${LOCK_PATIENCE_MS}`);
    if (pending.length > 0) await applyPatiently(pool, migrationsDir, list, pending);
    await pool.query("select pg_advisory_unlock($1)", [ADVISORY_LOCK]);
    return { applied: pending.map(({ path }) => path) };
  } finally {
    await pool.end();
  }
}

/**
 * What this release has to apply.
 * @param {string} url
 * @returns {Promise<{toLog: string[]}>} toLog: names of those that change the audit log, which may belong to another role
 * @throws {PlainError} as applyMigrations
 */
export async function findPending(url) {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 });
  pool.on("error", () => {});
  try {
    const pending = pendingMigrations(readMigrations(MIGRATIONS), await readHistory(pool));
    const toLog = pending.filter(({ content }) => OF_LOG.test(content));
    return { toLog: toLog.map(({ path }) => path) };
  } finally {
    await pool.end();
  }
}

/** The migrations of this release, in order. @returns {string[]} */
export function migrationNames() {
  return readMigrations(MIGRATIONS).map(({ path }) => path);
}

/** The same with the checksums that databases remember of them. @returns {Record<string, string>} */
export function migrationChecksums() {
  return Object.fromEntries(
    readMigrations(MIGRATIONS).map(({ path, checksum }) => [path, checksum]),
  );
}

/**
 * A lock of a session is no lock through a pooler, so nothing is migrated there.
 * @param {pg.Pool} pool @param {Migration[]} list
 */
async function refusePending(pool, list) {
  const pending = pendingMigrations(list, await readHistory(pool));
  if (pending.length === 0) return;
  const count = pending.length === 1 ? "1 migration is" : `${pending.length} migrations are`;
  throw new PlainError(
    `${count} to be applied, which cannot be done through pgbouncer.`,
    "Run npm run portico -- doctor once with a DATABASE_URL that names PostgreSQL itself; it migrates. Then start again.",
  );
}

/**
 * The SQL that leads from the migrations folder to the schema file; "" when they agree. Needs a superuser's URL,
 * because the migrations are replayed in a database made for it and dropped again.
 * @param {{adminUrl: string, schemaPath?: string, migrationsDir?: string}} options
 * @returns {Promise<string>}
 */
export async function diffMigration({ adminUrl, schemaPath = SCHEMA, migrationsDir = MIGRATIONS }) {
  const { withSchemaEngine } = await import("./schema-engine.mjs");
  const database = `portico_diff_${process.pid}_${Date.now()}`;
  const scratchUrl = new URL(adminUrl);
  scratchUrl.pathname = `/${database}`;
  const admin = new pg.Pool({ connectionString: adminUrl, max: 1 });
  const scratch = new pg.Pool({ connectionString: scratchUrl.href, max: 4 });
  scratch.on("error", () => {});
  scratch.setMaxListeners(0);
  try {
    await admin.query(`create database ${database}`);
    const request = {
      from: { tag: "migrations", ...migrationsList(migrationsDir, readMigrations(migrationsDir)) },
      to: {
        tag: "schemaDatamodel",
        files: [{ path: schemaPath, content: readFileSync(schemaPath, "utf8") }],
      },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    };
    const { stdout } = await withSchemaEngine(scratch, (engine) => engine.diff(request));
    return isEmptyDiff(stdout ?? "") ? "" : `${stdout.trim()}\n`;
  } finally {
    await scratch.end();
    await admin.query(`drop database if exists ${database} with (force)`);
    await admin.end();
  }
}

/** @param {string} sql */
function isEmptyDiff(sql) {
  return sql.split("\n").every((line) => line.trim() === "" || line.startsWith("--"));
}

/**
 * @typedef {{path: string, content: string, checksum: string}} Migration
 * @param {string} dir
 * @returns {Migration[]}
 */
function readMigrations(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((path) => {
      const content = readFileSync(join(dir, path, "migration.sql"), "utf8");
      return { path, content, checksum: createHash("sha256").update(content).digest("hex") };
    });
}

/** The migrations as the engine wants them. @param {string} baseDir @param {Migration[]} list */
function migrationsList(baseDir, list) {
  return {
    baseDir,
    lockfile: { path: "./migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: list.map(({ path, content }) => ({
      path,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: content } },
    })),
  };
}

/** @param {import("pg").Pool} pool */
async function readHistory(pool) {
  const table = await pool.query("select to_regclass('_prisma_migrations') as name");
  if (table.rows[0]?.name === null) return [];
  const history = await pool.query(
    `select migration_name as name, checksum, finished_at is not null as finished
       from _prisma_migrations where rolled_back_at is null`,
  );
  return /** @type {{name: string, checksum: string, finished: boolean}[]} */ (history.rows);
}

/**
 * @param {Migration[]} list
 * @param {{name: string, checksum: string, finished: boolean}[]} history
 */
function pendingMigrations(list, history) {
  const known = new Map(list.map((one) => [one.path, one]));
  for (const { name, checksum, finished } of history) {
    const migration = known.get(name);
    if (!finished) {
      throw new PlainError(
        `The database says that the migration "${name}" was begun by another tool and never finished.`,
        `Look at the database, then mark it: npx prisma migrate resolve --rolled-back ${name} (or --applied).`,
      );
    }
    if (!migration) {
      throw new PlainError(
        `The database was used by a newer Portico: it has the migration "${name}", which this release does not know.`,
        "Start that newer release, or restore a backup made with this one. Nothing was changed.",
      );
    }
    if (migration.checksum !== checksum) {
      throw new PlainError(
        `The migration "${name}" was changed after it was applied to this database.`,
        "Restore the file as it was released (git checkout prisma/migrations). Nothing was changed.",
      );
    }
  }
  const done = new Set(history.map((row) => row.name));
  return list.filter((one) => !done.has(one.path));
}

/**
 * Beside servers that work, a backup or a long query holds tables for longer than everybody else should wait.
 * @param {import("pg").Pool} pool
 * @param {string} baseDir
 * @param {Migration[]} list
 * @param {Migration[]} pending
 */
async function applyPatiently(pool, baseDir, list, pending) {
  for (let tries = 1; ; tries += 1) {
    const failed = await applyAll(pool, baseDir, list, pending);
    if (!failed) return;
    const { path, error } = failed;
    if (codeOf(error) !== LOCKED)
      throw new PlainError(
        `The database migration "${path}" failed: ${textOf(error)}`,
        "It was rolled back with all that came with it: the database is as it was before. Report this, and start the previous release again.",
        { cause: error },
      );
    if (tries === LOCK_TRIES)
      throw new PlainError(
        `The database migration "${path}" needs a table that something else holds, such as a backup or a long query.`,
        "The database is as it was before, and servers that run work on. Start again when that is over.",
        { cause: error },
      );
    await sleep(LOCK_PAUSE_MS);
  }
}

/**
 * @param {import("pg").Pool} pool
 * @param {string} baseDir
 * @param {Migration[]} list
 * @param {Migration[]} pending
 * @returns {Promise<{path: string, error: unknown} | null>} the one that failed; then none is applied
 */
async function applyAll(pool, baseDir, list, pending) {
  const { withSchemaEngine } = await import("./schema-engine.mjs");
  let last = "";
  /** @type {unknown} */
  let sqlError = null;
  const options = { onSqlError: (/** @type {unknown} */ error) => void (sqlError ??= error) };
  await pool.query("begin");
  try {
    for (const { path } of pending) {
      last = path;
      const upToThis = list.filter((one) => one.path <= path);
      const request = {
        migrationsList: migrationsList(baseDir, upToThis),
        filters: NO_FILTER,
      };
      await withSchemaEngine(pool, (engine) => engine.applyMigrations(request), options);
      if (sqlError) throw sqlError;
    }
    await pool.query("commit");
    return null;
  } catch (error) {
    await pool.query("rollback").catch(() => {});
    return { path: last, error: sqlError ?? error };
  }
}
