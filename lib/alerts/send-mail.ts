import "server-only";
import { createTransport } from "nodemailer";
import type { Context } from "@/lib/context";
import { mailHtml, mailText } from "./message-forms";
import type { Message } from "./compose";
import type { Reception } from "./send-to-receiver";

function hasPassword(url: string): boolean {
  const { username, hostname } = new URL(url);
  return username !== "" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

const TIMEOUT_MS = 10_000;
const MOST_SUBJECT = 150;

/**
 * Sends a message through the operator's mail server (SMTP_URL). Never throws; `answer` is what the server said, and
 * `problem` is no_mail while none is set.
 */
export async function sendMail(
  { env }: Pick<Context, "env">,
  to: string,
  message: Message,
): Promise<Reception> {
  const startedAt = performance.now();
  const ms = () => Math.round(performance.now() - startedAt);
  const { smtpUrl, mailFrom } = env;
  if (!smtpUrl || !mailFrom) return { isAccepted: false, ms: 0, problem: "no_mail" };
  const transport = createTransport({
    url: smtpUrl.reveal(),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A password never crosses the network in clear.
    requireTLS: hasPassword(smtpUrl.reveal()),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { response } = await transport.sendMail({
      from: mailFrom,
      to,
      subject: `[Portico] ${message.title}`.slice(0, MOST_SUBJECT),
      text: mailText(message, env.origin),
      html: mailHtml(message, env.origin),
      headers: { "Auto-Submitted": "auto-generated" },
    });
    return { isAccepted: true, ms: ms(), answer: String(response).slice(0, 200) };
  } catch (error) {
    const { code, responseCode, response } = error as {
      code?: string;
      responseCode?: number;
      response?: string;
    };
    return {
      isAccepted: false,
      ms: ms(),
      problem:
        code === "EAUTH" ? "mail_sign_in" : responseCode ? "mail_refused" : "mail_unreachable",
      ...(responseCode !== undefined && { status: responseCode }),
      ...(response && { answer: response.slice(0, 200) }),
    };
  } finally {
    transport.close();
  }
}
