import "server-only";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";
import { sayIn } from "@/lib/say/say";
import { knownBrowser } from "./known-browser";
import type { Entered } from "./open-session";
import { describeUserAgent } from "./user-agent";

/**
 * Has somebody told by mail when their account was used in a browser that it was not used in before; not of their very first.
 * Signing in goes on whatever becomes of the note.
 * @param mark what an earlier sign-in to this account left in the browser
 */
export async function noteNewBrowser(
  ctx: Context,
  { personId }: Entered,
  mark: string | undefined,
): Promise<void> {
  if (!ctx.env.smtpUrl) return;
  const [person, sessions] = await Promise.all([
    ctx.db.person.findUnique({ where: { id: personId } }),
    ctx.db.session.count({ where: { personId }, take: 2 }),
  ]);
  if (!person || sessions < 2 || knownBrowser(ctx, person, mark)) return;
  const { ip = "an unknown address", userAgent = null } = ctx.actor;
  // Mails are English.
  const browser = describeUserAgent(userAgent, sayIn("en"));
  const note = { personId, at: ctx.now().toISOString(), ip, browser };
  try {
    await ctx.queue.add("sign_in_note", [{ data: note }]);
  } catch (error) {
    logger.warn({ err: error }, "nobody is told of a new browser");
  }
}
