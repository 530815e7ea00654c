import type { BrowserSay } from "@/components/words/say-provider";
import { receptionWords } from "@/lib/alerts/reception-words";

type Reception = Parameters<typeof receptionWords>[0];

/** What became of a message, in the language of who reads; said on either side. */
export function receptionIn(say: BrowserSay, reception: Reception): string {
  const { status, problem, ms } = reception;
  const trouble = problem ? say.any(receptionWords({ ...reception, status: undefined })) : "";
  if (status === undefined) return trouble || say("Accepted after {ms} ms.", { ms: String(ms) });
  const answer = say("Answered {status} after {ms} ms.", {
    status: String(status),
    ms: String(ms),
  });
  return `${answer} ${trouble}`.trim();
}
