import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { isPooled } from "@/lib/settings/plain-settings.mjs";
import { PrismaClient, type Prisma } from "@/lib/db/generated/client";

export type Db = PrismaClient;
/** What both the client and an open transaction can do. */
export type DbTransaction = Prisma.TransactionClient;

const pools = new WeakMap<Db, pg.Pool>();

const CONNECTION_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 15_000;

/** Connects a client. Statement and connection time-outs are bounded so that a stuck database becomes an error. */
export function createDb(url: string, options: { max?: number } = {}): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    // A pooler refuses settings of a session; there the role or the database has them.
    ...(!isPooled(url) && { statement_timeout: STATEMENT_TIMEOUT_MS }),
    application_name: "portico",
  });
  // A connection that breaks while nobody uses it: the next call takes another.
  pool.on("error", () => undefined);
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  // A transaction waits for its connection as long as a statement does.
  const db = new PrismaClient({ adapter, transactionOptions: { maxWait: CONNECTION_TIMEOUT_MS } });
  pools.set(db, pool);
  return db;
}

/** Connections of a client, and calls that wait for one. Nothing of a client that others made. */
export function connectionsOf(db: Db): { busy: number; idle: number; waiting: number } {
  const pool = pools.get(db);
  if (!pool) return { busy: 0, idle: 0, waiting: 0 };
  const { totalCount, idleCount: idle, waitingCount: waiting } = pool;
  return { busy: totalCount - idle, idle, waiting };
}

/**
 * Runs a statement whose parameters are long lists, past Prisma: that keeps the arguments of its last hundred calls for
 * its debugging, which of such lists are megabytes that a process never gives back.
 * @param db made by {@link createDb}
 * @throws what the database said
 */
export async function executeWithLists(db: Db, text: string, lists: unknown[][]): Promise<void> {
  const pool = pools.get(db);
  if (pool) await pool.query(text, lists);
  else await db.$executeRawUnsafe(text, ...lists);
}
