import "server-only";
import type { Db, DbTransaction } from "@/lib/db/client";
import { LEASE_MS } from "./lease";

/** All servers notice it within two of their looks; it is one of them that acts. */
const ONCE_IN_SECONDS = 60;
/** All grants are written, and all their portals. */
const LONGEST_MS = 600_000;

/**
 * After the database's clock was set back: what was written before lies that much too late. An access token would be
 * given out after HubSpot has ended it, and its renewal would come too late, so the times of both are moved along; a
 * lease whose holder is gone is not kept for longer than a lease.
 * @param setBackMs milliseconds
 * @returns false when another server did it
 */
export async function moveTimesBack(db: Db, setBackMs: number): Promise<boolean> {
  const moved = `${Math.round(setBackMs)} milliseconds`;
  const work = async (tx: DbTransaction) => {
    if (!(await takeTurn(tx, moved))) return false;
    await tx.$executeRaw`SELECT set_config('statement_timeout', ${String(LONGEST_MS)}, true)`;
    await move(tx, moved);
    // Whoever waited meanwhile counts from now on, however long it took.
    await tx.$executeRaw`
      UPDATE "SystemFact" SET "createdAt" = clock_timestamp() WHERE "name" = 'clock_set_back'`;
    return true;
  };
  return db.$transaction(work, { timeout: LONGEST_MS });
}

/**
 * A time that is still to come is from before a further set-back. Not now(): whoever waited for another server here began
 * before that one wrote.
 */
async function takeTurn(tx: DbTransaction, moved: string): Promise<boolean> {
  const turns = await tx.$executeRaw`
    INSERT INTO "SystemFact" AS f ("name", "value", "createdAt") VALUES ('clock_set_back', ${moved}, clock_timestamp())
    ON CONFLICT ("name") DO UPDATE SET "value" = EXCLUDED."value", "createdAt" = EXCLUDED."createdAt"
    WHERE f."createdAt" > clock_timestamp()
      OR f."createdAt" < clock_timestamp() - make_interval(secs => ${ONCE_IN_SECONDS})`;
  return turns > 0;
}

async function move(tx: DbTransaction, moved: string): Promise<void> {
  // What lists show of it is kept by a trigger.
  await tx.$executeRaw`
    UPDATE "Grant" SET "accessTokenExpiresAt" = "accessTokenExpiresAt" - ${moved}::interval,
      "refreshedAt" = LEAST("refreshedAt", now())
    WHERE "accessTokenExpiresAt" > now()`;
  await tx.$executeRaw`
    UPDATE "Portal" SET "nextRefreshAt" = "nextRefreshAt" - ${moved}::interval,
      "lastErrorAt" = LEAST("lastErrorAt", now()),
      "leaseUntil" = LEAST("leaseUntil", now() + make_interval(secs => ${LEASE_MS / 1000}))
    WHERE "nextRefreshAt" > now() OR "leaseUntil" > now() OR "lastErrorAt" > now()`;
}
