// Client-safe: what became of a message, in words.
import type { Reception } from "./send-to-receiver";

const PROBLEMS: Record<string, string> = {
  private_address: "The name leads to a private address, which Portico does not send to.",
  redirect: "It redirected; Portico does not follow. Use the address it redirects to.",
  timeout: "No answer within 10 seconds.",
  tls: "Its certificate is not valid for this name, or nobody here trusts it.",
  refused: "Nothing listens at that address.",
  unreachable: "It could not be reached.",
  no_mail: "No mail server is set (SMTP_URL).",
  mail_sign_in: "The mail server refused the sign-in.",
  mail_refused: "The mail server refused the message.",
  mail_unreachable: "The mail server could not be reached.",
};

/** "Answered 500 after 34 ms." */
export function receptionWords({ status, problem, ms }: Reception): string {
  const problemWords = problem ? (PROBLEMS[problem] ?? "It did not work.") : "";
  if (status === undefined) return problemWords || `Accepted after ${ms} ms.`;
  return `Answered ${status} after ${ms} ms. ${problemWords}`.trim();
}
