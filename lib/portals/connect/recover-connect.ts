import "server-only";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { returnOrphan } from "@/lib/portals/end/return-orphan";
import { tryFinish, type CodeAnswer } from "./finish-connect";

/**
 * Finishes a connection whose server stopped after HubSpot had answered. An attempt that is gone has nobody to connect for,
 * so its grant goes back to HubSpot. Safe to repeat.
 * @throws AppError hubspot_unavailable while HubSpot does not say which account it is for
 */
export async function recoverConnect(
  ctx: Context,
  answer: CodeAnswer & { attemptId: string; appId: string },
): Promise<void> {
  const attempt = await ctx.db.connectAttempt.findUnique({
    where: { id: answer.attemptId },
    include: { app: true },
  });
  if (attempt) {
    const isDone = attempt.status !== "exchanging" || (await tryFinish(ctx, attempt, answer));
    if (!isDone) throw new AppError("hubspot_unavailable");
    return;
  }
  const { appId, tokens } = answer;
  await ctx.db.$transaction((tx) =>
    returnOrphan(tx, ctx, { appId, refreshToken: tokens.refreshToken }),
  );
}
