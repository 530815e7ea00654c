import "server-only";
import { logger } from "@/lib/logger";
import { leaveAwaiting } from "@/lib/factors/prove-factor";
import { signOut } from "@/lib/people/sessions";
import type { Context } from "@/lib/context";
import { getAwaiting } from "@/lib/auth/awaiting";
import { contextOf, getViewer } from "@/lib/auth/session";

/**
 * Ends what this browser's cookie was good for until now: whoever signs in once more, as themselves or as somebody else,
 * leaves no session behind that a copy of the old cookie still opens (SEC-58). Before the new cookie is written.
 *
 * A link or a code that let somebody in is used up by then, so a failure here keeps nobody out: it is logged, and the
 * session ends by its own times.
 */
export async function leaveFormerSession(ctx: Context): Promise<void> {
  try {
    const before = await getViewer();
    if (before) return await signOut(await contextOf(before));
    const awaiting = await getAwaiting();
    if (awaiting) await leaveAwaiting(ctx, awaiting);
  } catch (error) {
    logger.error({ err: error, requestId: ctx.requestId }, "a former session could not be ended");
  }
}
