import "server-only";
import type { DbTransaction } from "@/lib/db/client";

/** Of a person's factors, whether there is one that works. */
export const CONFIRMED = {
  where: { confirmedAt: { not: null } },
  select: { id: true },
  take: 1,
} as const;

/** Whether a person has set a second factor up. */
export async function hasFactor(tx: DbTransaction, personId: string): Promise<boolean> {
  const found = await tx.factor.findFirst({
    ...CONFIRMED,
    where: { ...CONFIRMED.where, personId },
  });
  return found !== null;
}
