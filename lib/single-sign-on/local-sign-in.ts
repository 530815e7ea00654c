import "server-only";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { getSignInRule } from "./rule";

/**
 * Whether passwords, passkeys and one-time links sign this person in. Without an identity provider they always do: a rule that
 * was made for one must not lock everybody out once it is gone.
 * @throws AppError local_sign_in_off
 */
export async function assertLocalSignIn(
  tx: Pick<DbTransaction, "systemFact">,
  { env }: Pick<Context, "env">,
  personId: string,
): Promise<void> {
  if (!env.oidc) return;
  const { isLocalOn, breakGlassId } = await getSignInRule({ db: tx });
  if (!isLocalOn && personId !== breakGlassId) throw new AppError("local_sign_in_off");
}
