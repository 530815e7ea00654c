import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { isPooled } from "@/lib/settings/plain-settings.mjs";
import { PrismaClient, type Prisma } from "@/lib/db/generated/client";

export type Db = PrismaClient;
/** What both the client and an open transaction can do. */
export type DbTransaction = Prisma.TransactionClient;

const STATEMENT_TIMEOUT_MS = 15_000;

/** Connects a client. Statement and connection time-outs are bounded so that a stuck database becomes an error. */
export function createDb(url: string, options: { max?: number } = {}): Db {
  const adapter = new PrismaPg({
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    // A pooler refuses settings of a session; there the role or the database has them.
    ...(!isPooled(url) && { statement_timeout: STATEMENT_TIMEOUT_MS }),
    application_name: "portico",
  });
  return new PrismaClient({ adapter });
}
