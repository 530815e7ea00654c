import "server-only";
import type { Context } from "@/lib/context";
import type { QueuedJob } from "@/lib/queue/queue";
import { sendMail } from "./send-mail";

/** Tells somebody by mail that their account was used in a browser that was not known. @throws Error to be tried again */
export async function sendSignInNote(
  ctx: Context,
  { data }: QueuedJob<"sign_in_note">,
): Promise<void> {
  const person = await ctx.db.person.findUnique({ where: { id: data.personId } });
  if (!person || person.disabledAt || !ctx.env.smtpUrl) return;
  const where = `${data.browser}, from ${data.ip}, ${data.at.slice(0, 16).replace("T", " ")} UTC`;
  const heading = "Your account was used in a browser that Portico has not seen before";
  const { isAccepted, problem } = await sendMail(ctx, person.email, {
    title: "A new browser used your account",
    sections: [
      {
        heading,
        meaning: `${where}. If this was you, there is nothing to do.`,
        todo: "If it was not you, sign out everywhere and change your password, then tell an owner.",
        items: [{ label: "Your sessions", url: `${ctx.env.origin}/settings#sessions` }],
        more: 0,
      },
    ],
  });
  if (!isAccepted) throw new Error(`the note was not sent: ${problem ?? "unknown"}`);
}
