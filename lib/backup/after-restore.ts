import "server-only";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";

const FACT = "restored_at";

/** How it goes with the portals since a backup was restored. */
export interface AfterRestore {
  at: Date;
  /** Not asked of HubSpot yet whether it still accepts their grant. */
  unchecked: number;
  /** HubSpot refuses their grant since: their tokens were renewed after the backup, or they ended meanwhile. */
  lost: number;
}

/** Remembers that every grant is of an earlier time from here on. */
export async function noteRestore(tx: DbTransaction, at: Date): Promise<void> {
  const value = at.toISOString();
  await tx.systemFact.upsert({
    where: { name: FACT },
    create: { name: FACT, value },
    update: { value },
  });
}

/**
 * What the restored grants turned out to be: each is asked for a new token once, which says whether HubSpot still accepts it.
 * @returns null when nothing was restored, or nothing of it is left to do
 */
export async function getAfterRestore({ db }: Pick<Context, "db">): Promise<AfterRestore | null> {
  const fact = await db.systemFact.findUnique({ where: { name: FACT } });
  if (!fact) return null;
  const at = new Date(fact.value);
  const [unchecked, lost] = await Promise.all([
    db.portal.count({
      where: {
        status: { in: ["connected", "degraded", "app_error"] },
        createdAt: { lt: at },
        OR: [{ lastRefreshAt: null }, { lastRefreshAt: { lt: at } }],
      },
    }),
    db.portal.count({
      where: { status: "needs_reconnect", createdAt: { lt: at }, statusSince: { gte: at } },
    }),
  ]);
  return unchecked + lost === 0 ? null : { at, unchecked, lost };
}
