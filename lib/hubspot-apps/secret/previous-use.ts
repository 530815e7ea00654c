import "server-only";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";

const factName = (appId: string) => `previous-secret-used:${appId}`;

/** Notes that HubSpot refused an app's new secret and accepted the one before. */
export async function notePreviousUse(
  ctx: Pick<Context, "db" | "now">,
  appId: string,
): Promise<void> {
  const value = ctx.now().toISOString();
  await ctx.db.systemFact.upsert({
    where: { name: factName(appId) },
    create: { name: factName(appId), value },
    update: { value },
  });
}

/** When the previous secret was last needed; null when the new one has always done. */
export async function lastPreviousUse(
  ctx: Pick<Context, "db">,
  appId: string,
): Promise<Date | null> {
  const fact = await ctx.db.systemFact.findUnique({ where: { name: factName(appId) } });
  return fact && new Date(fact.value);
}

/** Part of every change of an app's secrets: what was noted about the earlier pair means nothing afterwards. */
export async function forgetPreviousUse(tx: DbTransaction, appId: string): Promise<void> {
  await tx.systemFact.deleteMany({ where: { name: factName(appId) } });
}
