import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { equalInConstantTime, sha256 } from "@/lib/crypto/token";
import { AppError } from "@/lib/errors";
import { reachApp } from "@/lib/reach/reach";
import { notTheirs, refuseCallback } from "./complete-connect";
import { parsePasted, pastedAdvice } from "./parse-pasted";
import { redeemAttempt } from "./redeem-attempt";

export const completePastedInput = z.strictObject({
  attemptId: z.uuid(),
  /** Named so that it is never sent back into the page: a code stands in it. */
  pastedSecret: z.string().max(4_000, "This is too long for an address.").default(""),
});
export type CompletePastedInput = z.infer<typeof completePastedInput>;

/**
 * Finishes an attempt whose redirect URI lives elsewhere, with what the person pasted. The checks are those of the
 * callback: same person, same browser, not expired, and the state in the address is the attempt's own. A bare code
 * carries no state; PKCE and the attempt still bind it. The outcome stands in the attempt.
 * @throws AppError not_found, attempt_other_browser, attempt_other_person, invalid_input
 */
export async function completePasted(
  ctx: Context,
  { attemptId, pastedSecret }: CompletePastedInput,
  browserToken: string | undefined,
): Promise<void> {
  const attempt = await ctx.db.connectAttempt.findFirst({
    where: { id: attemptId, source: "pasted" },
    include: { app: true },
  });
  if (!attempt) throw new AppError("not_found");
  const problem = notTheirs(ctx, attempt, browserToken);
  if (problem) {
    await refuseCallback(ctx, problem, attempt);
    throw new AppError(`attempt_${problem}`);
  }
  const pasted = parsePasted(pastedSecret, attempt.redirectUri);
  if (typeof pasted === "string") throw atField(pastedAdvice(pasted));
  if (pasted.state && !equalInConstantTime(sha256(pasted.state), attempt.stateHash)) {
    await refuseCallback(ctx, "state_unknown", attempt);
    throw atField(
      "This address belongs to another attempt, or was changed on the way. Nothing was exchanged.",
    );
  }
  await redeemAttempt(await reachApp(ctx, attempt.appId), attempt, pasted);
}

function atField(message: string): AppError {
  return new AppError("invalid_input", { details: { fields: { pastedSecret: message } } });
}
