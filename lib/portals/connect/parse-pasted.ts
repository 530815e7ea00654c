/** What a pasted redirect address, or a bare code, says. */
export interface Pasted {
  code?: string;
  state?: string;
  error?: string;
}

export type PastedProblem = "empty" | "unreadable" | "other_address" | "no_code";

const WORDS: Record<PastedProblem, string> = {
  empty: "Paste the address that HubSpot redirected to, or the code from it.",
  unreadable: "This is neither an address nor a code. Copy the whole address from the browser.",
  other_address: "This is not the redirect URI of the app. Copy the address HubSpot redirected to.",
  no_code: "There is no code in this address. Copy the whole address, from https to its end.",
};

export function pastedAdvice(problem: PastedProblem): string {
  return WORDS[problem];
}

/**
 * Reads what a person pasted: the full redirected address, or the code alone. An address must begin like the redirect
 * URI (RFC 6749 section 4.1.2); its fragment is ignored.
 */
export function parsePasted(text: string, redirectUri: string): Pasted | PastedProblem {
  const value = text.trim();
  if (!value) return "empty";
  if (!/^https?:\/\//i.test(value)) {
    // No code of HubSpot holds these; an address cut off at its front does.
    return /^[\w.~+/-]{8,1024}$/.test(value) ? { code: value } : "unreadable";
  }
  if (!URL.canParse(value) || !URL.canParse(redirectUri)) return "unreadable";
  const url = new URL(value);
  const expected = new URL(redirectUri);
  if (url.origin !== expected.origin || url.pathname !== expected.pathname) return "other_address";
  const get = (name: string) => url.searchParams.get(name) || undefined;
  const pasted = { code: get("code"), state: get("state"), error: get("error") };
  return pasted.code || pasted.error ? pasted : "no_code";
}
