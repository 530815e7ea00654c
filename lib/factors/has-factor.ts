import "server-only";
import type { DbTransaction } from "@/lib/db/client";

/** How many second factors a person has set up: authenticator apps and passkeys. */
export async function countFactors(tx: DbTransaction, personId: string): Promise<number> {
  const apps = await tx.factor.count({ where: { personId, confirmedAt: { not: null } } });
  return apps + (await tx.passkey.count({ where: { personId } }));
}

/** Whether a person has set a second factor up. */
export async function hasFactor(tx: DbTransaction, personId: string): Promise<boolean> {
  return (await countFactors(tx, personId)) > 0;
}

/** The same of a person who is read with it, in one statement. */
export const FACTOR_COUNTS = {
  _count: { select: { factors: { where: { confirmedAt: { not: null } } }, passkeys: true } },
} as const;
