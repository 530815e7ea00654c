import "server-only";
import { readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "@/lib/context";
import { explainMissingKeys, usedKeyIds } from "@/lib/keys/key-use.mjs";
import { readKeyUses, wearOf } from "@/lib/keys/key-uses";
import { COUNT_CAP } from "@/lib/portals/look-up/count";
import { waitingAnswers } from "@/lib/portals/look-up/waiting-answers";
import packageJson from "@/package.json";
import { listServers, type ServerView } from "./list-servers";

const LATE_MS = 5 * 60_000;

export interface SystemView {
  version: string;
  node: string;
  /** Of the process that answers. */
  startedAt: Date;
  database: {
    version: string;
    isEmbedded: boolean;
    bytes: number;
    migrations: number;
    lastMigration: string;
  };
  keys: {
    /** Loaded ones, the writing one first. */
    ids: string[];
    /** Of these, those that stored values are sealed under. */
    used: string[];
    /** How often each was used to seal, by id. */
    uses: { id: string; wraps: number; countedSince: Date }[];
    /** What to do about the key that seals; "" while it may go on. */
    wear: string;
    /** What no loaded key opens, in words; "" when everything opens. */
    missing: string;
    fromFile: boolean;
  };
  backup: { at: Date; bytes: number; withKeys: boolean } | null;
  servers: ServerView[];
  work: {
    /** Each up to `COUNT_CAP`. */
    dueNow: number;
    /** Overdue by more than five minutes. */
    late: number;
    dueInAnHour: number;
    /** Apps that HubSpot fails so often that it is left alone. */
    pausedApps: { slug: string; name: string; retryAt: Date | null }[];
    waitingAnswers: number;
    isSpillWritable: boolean;
  };
  disk: { freeBytes: number; totalBytes: number } | null;
}

/** What runs, on what, and how it is. */
export async function getSystem(ctx: Context): Promise<SystemView> {
  const [database, keys, backup, servers, work, disk] = await Promise.all([
    readDatabase(ctx),
    readKeys(ctx),
    lastBackup(ctx),
    listServers(ctx),
    getWork(ctx),
    readDisk(ctx.env.dataDir),
  ]);
  const startedAt = new Date(ctx.now().getTime() - process.uptime() * 1000);
  const { version } = packageJson;
  return { version, node: process.version, startedAt, database, keys, backup, servers, work, disk };
}

async function readDatabase({ db, env }: Context): Promise<SystemView["database"]> {
  const [row] = await db.$queryRaw<Omit<SystemView["database"], "isEmbedded">[]>`
    SELECT current_setting('server_version') AS "version", pg_database_size(current_database())::float8 AS "bytes",
      (SELECT COUNT(*)::int FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL) AS "migrations",
      (SELECT MAX("migration_name") FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL) AS "lastMigration"`;
  if (!row) throw new Error("PostgreSQL told nothing of itself");
  return { ...row, isEmbedded: isOwnDatabase(env) };
}

/** Whether the database is the one in the data folder, by the port that is written there. */
function isOwnDatabase({ dataDir, databaseUrl }: Context["env"]): boolean {
  try {
    const port = readFileSync(join(dataDir, "postgres.port"), "utf8").trim();
    return new URL(databaseUrl.reveal()).port === port;
  } catch {
    return false;
  }
}

async function readKeys(ctx: Context): Promise<SystemView["keys"]> {
  const { db, vault, env } = ctx;
  const query = (sql: string, ...values: string[]) =>
    db.$queryRawUnsafe<Record<string, unknown>[]>(sql, ...values);
  const { ids, primary } = vault.keyring;
  const uses = await readKeyUses(ctx);
  return {
    ids,
    uses: [...uses].map(([id, use]) => ({ id, ...use })),
    wear: wearOf(primary.id, uses.get(primary.id)?.wraps ?? 0),
    used: await usedKeyIds(query),
    missing: await explainMissingKeys(query, ids),
    fromFile: env.keyFile !== undefined,
  };
}

/** The newest backup that the audit log knows. */
export async function lastBackup({ db }: Context): Promise<SystemView["backup"]> {
  const event = await db.auditEvent.findFirst({
    where: { action: "backup.written" },
    orderBy: { seq: "desc" },
  });
  if (!event) return null;
  const details = event.details as { bytes?: number; withKeys?: boolean } | null;
  return { at: event.at, bytes: details?.bytes ?? 0, withKeys: details?.withKeys ?? false };
}

/** What there is to do, and what keeps it from being done. */
export async function getWork(ctx: Context): Promise<SystemView["work"]> {
  const hour = new Date(ctx.now().getTime() + 3_600_000);
  const late = new Date(ctx.now().getTime() - LATE_MS);
  const [dueNow, lateCount, dueInAnHour, pausedApps, { waiting, isWritable }] = await Promise.all([
    countDue(ctx, ctx.now()),
    countDue(ctx, late),
    countDue(ctx, hour),
    ctx.db.hubSpotApp.findMany({
      where: { breakerOpenedAt: { not: null } },
      select: { slug: true, name: true, breakerRetryAt: true },
      orderBy: { breakerOpenedAt: "desc" },
      take: 20,
    }),
    waitingAnswers(ctx),
  ]);
  return {
    dueNow,
    late: lateCount,
    dueInAnHour,
    pausedApps: pausedApps.map(({ slug, name, breakerRetryAt }) => ({
      slug,
      name,
      retryAt: breakerRetryAt,
    })),
    waitingAnswers: waiting,
    isSpillWritable: isWritable,
  };
}

async function countDue({ db }: Context, by: Date): Promise<number> {
  const [{ count = 0 } = {}] = await db.$queryRaw<{ count: number }[]>`
    SELECT COUNT(*)::int AS "count" FROM (
      SELECT 1 FROM "Portal" WHERE "nextRefreshAt" <= ${by} AND "status" IN ('connected', 'degraded')
        AND "uninstallRequestedAt" IS NULL AND ("revokeRequestedAt" IS NULL OR "revokedAt" IS NOT NULL)
      LIMIT ${COUNT_CAP}) AS due`;
  return count;
}

async function readDisk(folder: string): Promise<SystemView["disk"]> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    // Nothing to tell where the system does not tell.
    return null;
  }
}
