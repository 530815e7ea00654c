import "server-only";
import type { Context } from "@/lib/context";
import { dropPreviousSecret } from "@/lib/hubspot-apps/secret/drop-previous-secret";

/** Drops client secrets whose grace time is over. @returns how many were dropped */
export async function dropExpiredSecrets(ctx: Context, isStopping = () => false): Promise<number> {
  const due = await ctx.db.hubSpotApp.findMany({
    where: { previousSecretFingerprint: { not: null }, previousSecretUntil: { lte: ctx.now() } },
    select: { id: true },
    take: 100,
  });
  let dropped = 0;
  for (const { id } of due) {
    if (isStopping()) break;
    if (await dropPreviousSecret(ctx, id, "grace_over")) dropped += 1;
  }
  return dropped;
}
