/** Why HubSpot would refuse a redirect URI. */
export type RedirectUriProblem =
  "not_a_url" | "not_https" | "ip_address" | "fragment" | "credentials" | "whitespace";

const WORDS: Record<RedirectUriProblem, string> = {
  not_a_url: "Enter a full address, for example https://portico.example.com/oauth/callback.",
  not_https: "HubSpot requires https. Plain http works for localhost only.",
  ip_address:
    "HubSpot does not accept IP addresses. Use a domain name, or localhost while testing.",
  fragment: "Remove the part after #. A redirect URI cannot have a fragment.",
  credentials: "Remove the user name and password from the address.",
  whitespace: "Remove the spaces. HubSpot compares the address character by character.",
};

/**
 * Checks a redirect URI as HubSpot does (facts, section 2.3; RFC 6749 section 3.1.2): https, http on localhost only, a
 * domain name, no fragment. The string itself is kept as typed: HubSpot compares it exactly.
 */
export function redirectUriProblem(value: string): RedirectUriProblem | undefined {
  if (/\s/.test(value)) return "whitespace";
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(value)) return "not_a_url";
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return "not_a_url";
  }
  if (value.includes("#")) return "fragment";
  if (url.username || url.password) return "credentials";
  if (isIpAddress(url.hostname)) return "ip_address";
  if (url.protocol === "http:") return url.hostname === "localhost" ? undefined : "not_https";
  if (url.protocol !== "https:") return "not_https";
  return url.hostname.includes(".") || url.hostname === "localhost" ? undefined : "not_a_url";
}

export function redirectUriAdvice(problem: RedirectUriProblem): string {
  return WORDS[problem];
}

/** The URL parser has already turned odd spellings such as 0x7f.1 into dotted form. */
function isIpAddress(hostname: string): boolean {
  return hostname.startsWith("[") || /^\d{1,3}(\.\d{1,3}){3}$/.test(hostname);
}
