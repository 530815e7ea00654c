import "server-only";
import { anonymousContext } from "@/lib/auth/session";
import { logger } from "@/lib/logger";
import { waitingAnswers } from "@/lib/portals/look-up/waiting-answers";

export interface Readiness {
  checks: { database: boolean; migrations: boolean; keys: boolean };
  details: {
    /** Answers of HubSpot that are safe on this server's disk and not stored yet. */
    waitingAnswers: number;
    /** False when no further answer could be kept; then no token is renewed here. */
    spillWritable: boolean;
    /** False when the database takes no changes: valid tokens are given, none is renewed, and nothing can be changed. */
    databaseWritable: boolean;
  };
}

/** Whether this server can do its work: reaches the database, finds it migrated, holds the right keys. */
export async function readiness(): Promise<Readiness> {
  const details = { waitingAnswers: 0, spillWritable: false, databaseWritable: false };
  try {
    // The context exists only when the keys fit the database.
    const ctx = await anonymousContext();
    const { waiting, isWritable } = await waitingAnswers(ctx);
    Object.assign(details, { waitingAnswers: waiting, spillWritable: isWritable });
    const [row] = await ctx.db.$queryRaw<{ unfinished: number; isReadOnly: boolean }[]>`
      SELECT COUNT(*)::int AS "unfinished",
        current_setting('transaction_read_only')::boolean AS "isReadOnly" FROM "_prisma_migrations"
      WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL`;
    details.databaseWritable = row?.isReadOnly === false;
    return { checks: { database: true, migrations: row?.unfinished === 0, keys: true }, details };
  } catch (error) {
    logger.warn({ err: error }, "not ready");
    return { checks: { database: false, migrations: false, keys: false }, details };
  }
}
