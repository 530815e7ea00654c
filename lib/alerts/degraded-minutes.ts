import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";

/** Read by the database trigger that writes `portal.degraded`, which has the same default. */
const FACT = "alert_degraded_minutes";
const DEFAULT_MINUTES = 10;

/** How long a portal has to be degraded before anybody is told, in minutes. */
export async function getDegradedMinutes({ db }: Pick<Context, "db">): Promise<number> {
  const fact = await db.systemFact.findUnique({ where: { name: FACT } });
  return fact ? Number(fact.value) : DEFAULT_MINUTES;
}

/** Holds for portals that degrade from now on. */
export async function setDegradedMinutes(ctx: Context, minutes: number): Promise<void> {
  const before = await getDegradedMinutes(ctx);
  if (before === minutes) return;
  const value = String(minutes);
  await ctx.db.$transaction(async (tx) => {
    await tx.systemFact.upsert({
      where: { name: FACT },
      create: { name: FACT, value },
      update: { value },
    });
    await recordEvent(tx, ctx, {
      action: "alerts.settings_changed",
      changes: { degradedMinutes: [before, minutes] },
    });
  });
}
