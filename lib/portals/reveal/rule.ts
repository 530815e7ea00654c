import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";

const FACT = "token_reveal";

/** Whether people may reveal access tokens: not until an owner says so. Asked of the database each time. */
export async function isRevealOn({
  db,
}: {
  db: Pick<DbTransaction, "systemFact">;
}): Promise<boolean> {
  const fact = await db.systemFact.findUnique({ where: { name: FACT } });
  return fact?.value === "on";
}

/** The same until the end of a transaction: who switches it off meanwhile waits for that. */
export async function holdRevealOn(tx: DbTransaction): Promise<boolean> {
  const [fact] = await tx.$queryRaw<{ value: string }[]>`
    SELECT "value" FROM "SystemFact" WHERE "name" = ${FACT} FOR SHARE`;
  return fact?.value === "on";
}

/** After a restore an owner decides anew: what was allowed at the time of a backup may have been ended since. */
export async function forgetReveal(tx: DbTransaction): Promise<void> {
  await tx.systemFact.deleteMany({ where: { name: FACT } });
}

/** Holds at once, on every server. What is that way already is left as it is. */
export async function switchReveal(ctx: Context, to: "on" | "off"): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    if ((await isRevealOn({ db: tx })) === (to === "on")) return;
    await tx.systemFact.upsert({
      where: { name: FACT },
      create: { name: FACT, value: to },
      update: { value: to },
    });
    await recordEvent(tx, ctx, {
      action: to === "on" ? "token.reveal_allowed" : "token.reveal_ended",
    });
  });
}
