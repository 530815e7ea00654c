import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { shortFingerprint } from "@/lib/crypto/fingerprint";
import { AppError } from "@/lib/errors";
import { forgetPreviousUse } from "./previous-use";

/**
 * Forgets the client secret that was kept beside the new one.
 * @param reason "person" ends the grace time early; "grace_over" does nothing while it lasts
 * @returns false when there was nothing to drop. @throws AppError not_found
 */
export async function dropPreviousSecret(
  ctx: Context,
  appId: string,
  reason: "person" | "grace_over" = "person",
): Promise<boolean> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: appId } });
  if (!app) throw new AppError("not_found");
  const { previousSecretFingerprint, previousSecretUntil } = app;
  if (!previousSecretFingerprint) return false;
  if (reason === "grace_over" && (!previousSecretUntil || previousSecretUntil > ctx.now()))
    return false;
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.hubSpotApp.updateMany({
      where: { id: app.id, previousSecretFingerprint, previousSecretUntil },
      data: {
        previousSecretSealed: null,
        previousSecretFingerprint: null,
        previousSecretUntil: null,
        // Nothing that the app form shows has changed: a form that is open stays good.
        updatedAt: app.updatedAt,
      },
    });
    if (count === 0) return false;
    await forgetPreviousUse(tx, app.id);
    await recordEvent(tx, ctx, {
      action: "app.previous_secret_dropped",
      target: { kind: "app", id: app.id, label: app.name },
      appId: app.id,
      details: { fingerprint: shortFingerprint(previousSecretFingerprint), reason },
    });
    return true;
  });
}
