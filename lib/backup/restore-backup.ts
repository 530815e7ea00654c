import "server-only";
import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { recordEvent } from "@/lib/audit/record";
import { verifyAudit } from "@/lib/audit/verify";
import { openVault, RESTORE_UNFINISHED, startAuditChain } from "@/lib/boot";
import type { Actor, Context } from "@/lib/context";
import { parseKeyring, type Keyring } from "@/lib/crypto/keyring";
import { PrismaClient } from "@/lib/db/generated/client";
import { forgetReveal } from "@/lib/portals/reveal/rule";
import { noteRestore } from "./after-restore";
import { BackupError } from "./backup-error";
import { sum, type BackupHeader } from "./format";
import { readBackup, type BackupContents } from "./read-backup";
import { fillTables, loosen, moveSequences, tighten } from "./restore-tables";
import { opened, type Opener } from "./sealed-file";

export interface RestoreBackup {
  file: string;
  opener: Opener;
  databaseUrl: string;
  /** The keys that are loaded; those of the backup are used instead when it holds some. */
  keyring: Keyring;
  now: Date;
  /** Who restores, for the audit log. */
  actor: Actor;
  /** It was written a moment ago by an installation that stands still: its tokens are the latest. */
  isMove?: boolean;
  migrations: {
    /** Of this release, in order. */
    names: string[];
    /** Applies what is missing, up to one of them or all. */
    apply(upTo?: string): Promise<unknown>;
  };
  onProgress?(step: "check" | "restore" | "verify", table: string): void;
  /** Called with the backup's own keys, where they are needed, when all is in place but not yet kept. */
  keepKeys(keys: string): void;
}

export interface RestoredBackup extends BackupContents {
  auditLines: number;
  /** Portals whose tokens are asked for anew once a server runs: they may have been renewed since the backup. */
  portalsToCheck: number;
}

/**
 * Brings a backup into an empty installation: everything, or nothing. The file is read to its end before the database is
 * touched; row counts, foreign keys, encryption keys and the audit chain are checked before anything is kept.
 * @throws BackupError; what the file system or the database said
 */
export async function restoreBackup(input: RestoreBackup): Promise<RestoredBackup> {
  const { file, opener, databaseUrl, migrations, onProgress = () => undefined } = input;
  const { header } = await readBackup(opened(file, opener), {
    table: (name) => {
      onProgress("check", name);
      return undefined;
    },
  });
  const { keyring, ownKeys } = keysFor(header, input.keyring);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    // One connection, so that the checks see what is not committed yet.
    max: 1,
    idleTimeoutMillis: 0,
    application_name: "portico restore",
  });
  pool.on("error", () => undefined);
  try {
    await assertEmpty(pool);
    await migrateTo(pool, migrations, header.migrations);
    const all = { ...input, header, keyring, ownKeys };
    const restored = await load(pool, all);
    return { ...restored, auditLines: await finish(pool, all, restored) };
  } catch (error) {
    // An empty database at the schema of an earlier release would be of no use.
    await migrations.apply().catch(() => undefined);
    throw error;
  } finally {
    await pool.end();
  }
}

/** Brings what was loaded to this release and checks it; nothing of it is kept when something is wrong with it. */
async function finish(pool: pg.Pool, all: Load, restored: BackupContents): Promise<number> {
  const { migrations, onProgress = () => undefined } = all;
  try {
    await migrations.apply();
    onProgress("verify", "AuditEvent");
    return await checkAndRecord(pool, all, restored);
  } catch (error) {
    await startAfresh(pool);
    throw error;
  }
}

/** The loaded keys where they are enough, else the backup's own. @throws BackupError naming the keys that are missing */
function keysFor(
  { keys, keyIds }: BackupHeader,
  loaded: Keyring,
): Pick<Load, "keyring" | "ownKeys"> {
  const own = keys === undefined ? undefined : parseKeyring(keys);
  const missing = keyIds.filter((id) => {
    const [key, brought] = [loaded.find(id), own?.find(id)];
    return !key || (brought && !key.bytes.equals(brought.bytes));
  });
  if (missing.length === 0) return { keyring: loaded, ownKeys: undefined };
  if (own) return { keyring: own, ownKeys: keys };
  throw new BackupError(
    `The backup needs the encryption key ${missing.join(", ")}, which is not loaded. Put the key file that belongs to it in place (secrets/encryption-keys in the data folder, or PORTICO_ENCRYPTION_KEYS), then restore again. Nothing was changed.`,
  );
}

async function assertEmpty(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ others: number; used: boolean }>(
    `SELECT (EXISTS (SELECT 1 FROM "Person") OR EXISTS (SELECT 1 FROM "HubSpotApp") OR EXISTS (SELECT 1 FROM "Portal")) AS "used",
       (SELECT COUNT(*)::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND application_name IN ('portico', 'portico door')) AS "others"`,
  );
  if ((await isUnfinished(pool)) && rows[0]?.others === 0) return;
  if (rows[0]?.used)
    throw new BackupError(
      "This installation is not empty. Restore into a new one: set PORTICO_DATA_DIR to a new folder, or DATABASE_URL to an empty database. Nothing was changed.",
    );
  if ((rows[0]?.others ?? 0) > 0)
    throw new BackupError(
      "A server of Portico is using this database. Stop it, then restore again. Nothing was changed.",
    );
}

/** The tables as the backup knows them: later migrations are run over its rows, as over those of any earlier release. */
async function migrateTo(
  pool: pg.Pool,
  { names, apply }: RestoreBackup["migrations"],
  wanted: string[],
): Promise<void> {
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown)
    throw new BackupError(
      `The backup was written by a newer Portico: this one does not know the migration "${unknown}". Restore it with that release. Nothing was changed.`,
    );
  if (wanted.length === names.length && !(await isUnfinished(pool))) return;
  await startAfresh(pool);
  await apply(wanted.at(-1));
}

interface Load extends RestoreBackup {
  header: BackupHeader;
  /** Where they are needed and the backup holds them. */
  ownKeys: string | undefined;
}

async function load(pool: pg.Pool, input: Load): Promise<Omit<RestoredBackup, "auditLines">> {
  const { file, opener, now, onProgress = () => undefined } = input;
  await pool.query("BEGIN");
  try {
    await pool.query("SET LOCAL statement_timeout = 0");
    const constraints = await loosen(pool);
    const fill = await fillTables(pool);
    const contents = await readBackup(opened(file, opener), {
      table: (name, columns) => {
        onProgress("restore", name);
        return fill(name, columns);
      },
    });
    await tighten(pool, constraints);
    await moveSequences(pool);
    const portalsToCheck = await letGoOfLeases(pool, input.isMove ? null : now);
    await pool.query(`INSERT INTO "SystemFact" ("name", "value") VALUES ($1, $2)`, [
      RESTORE_UNFINISHED,
      now.toISOString(),
    ]);
    await pool.query("COMMIT");
    return { ...contents, portalsToCheck };
  } catch (error) {
    await pool.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/**
 * Whether the keys open what they must, and the audit log is the one that was written; the restore is its next line.
 * @returns how many lines it had
 */
async function checkAndRecord(
  pool: pg.Pool,
  { keyring, ownKeys, keepKeys, actor, now, header, isMove }: Load,
  { rows }: BackupContents,
): Promise<number> {
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  const vault = await openVault(db, keyring);
  await startAuditChain(db, vault);
  const ctx = { db, vault, actor, now: () => now, requestId: randomUUID() } as Context;
  const { checked, brokenAt } = await verifyAudit(ctx);
  if (brokenAt)
    throw new BackupError(
      `The audit log in the backup was tampered with: at line ${brokenAt.seq}, ${brokenAt.why}. Nothing was restored.`,
    );
  await db.$transaction(async (tx) => {
    if (!isMove) {
      await noteRestore(tx, now);
      await forgetReveal(tx);
    }
    await recordEvent(tx, ctx, {
      action: isMove ? "database.moved" : "backup.restored",
      details: { writtenAt: header.at, version: header.version, rows: sum(rows) },
    });
    if (ownKeys !== undefined) keepKeys(ownKeys);
    await tx.systemFact.delete({ where: { name: RESTORE_UNFINISHED } });
  });
  return checked;
}

async function startAfresh(pool: pg.Pool): Promise<void> {
  await pool.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
}

/** An earlier restore was cut off before what it brought was checked. */
async function isUnfinished(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query(`SELECT 1 FROM "SystemFact" WHERE "name" = $1`, [
    RESTORE_UNFINISHED,
  ]);
  return (rowCount ?? 0) > 0;
}

/**
 * Whoever was at a portal when the backup was written is gone, and its tokens may have been renewed since.
 * @param renewAt null: they are the latest, and are renewed when they were to be
 */
async function letGoOfLeases(pool: pg.Pool, renewAt: Date | null): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE "Portal" SET "leaseOwner" = NULL, "leaseUntil" = NULL,
       "nextRefreshAt" = COALESCE($1, "nextRefreshAt") WHERE "status" IN ('connected', 'degraded')`,
    [renewAt],
  );
  return rowCount ?? 0;
}
