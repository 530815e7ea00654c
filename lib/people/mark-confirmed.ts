import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";

/**
 * Notes that the acting person has just shown that it is them.
 * @param by what was shown, in words for the audit log
 * @throws AppError unauthenticated when the session has ended meanwhile
 */
export async function markConfirmed(ctx: Context, by: string): Promise<void> {
  const { id, label, sessionId } = ctx.actor;
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId ?? "", endedAt: null },
      data: { confirmedAt: ctx.now() },
    });
    if (count === 0) throw new AppError("unauthenticated");
    const target = { kind: "person", id, label } as const;
    await recordEvent(tx, ctx, { action: "session.confirmed", target, details: { by } });
  });
}
