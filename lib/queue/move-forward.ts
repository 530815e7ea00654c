import "server-only";
import type { DbTransaction } from "@/lib/db/client";

/**
 * Sets a remembered moment (ISO 8601) that only grows, so that of several servers one does what is due.
 * @returns whether it was us who moved it
 */
export async function moveForward(
  db: DbTransaction,
  name: string,
  value: string,
): Promise<boolean> {
  const moved = await db.$executeRaw`
    INSERT INTO "SystemFact" ("name", "value") VALUES (${name}, ${value})
    ON CONFLICT ("name") DO UPDATE SET "value" = EXCLUDED."value" WHERE "SystemFact"."value" < EXCLUDED."value"`;
  return moved === 1;
}
