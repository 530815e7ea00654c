import "server-only";
import { anonymousContext } from "@/lib/auth/session";
import { logger } from "@/lib/logger";

export interface Readiness {
  database: boolean;
  migrations: boolean;
  keys: boolean;
}

/** Whether this server can do its work: reaches the database, finds it migrated, holds the right keys. */
export async function readiness(): Promise<Readiness> {
  try {
    // The context exists only when the keys fit the database.
    const ctx = await anonymousContext();
    const [row] = await ctx.db.$queryRaw<{ unfinished: number }[]>`
      SELECT COUNT(*)::int AS "unfinished" FROM "_prisma_migrations"
      WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL`;
    return { database: true, migrations: row?.unfinished === 0, keys: true };
  } catch (error) {
    logger.warn({ err: error }, "not ready");
    return { database: false, migrations: false, keys: false };
  }
}
