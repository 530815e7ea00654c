import type { CustomerSay } from "@/lib/words/customer-words";
import { ATTEMPT_TTL_MS } from "./open-attempt";
import type { InstallResult } from "./install-result";

// What went wrong with an install, for a customer who knows nothing of this console.

export interface CustomerWords {
  title: string;
  why: string;
  todo: string;
}

const BY_CODE: Record<string, Problem> = {
  expired: "expired",
  hubspot_error: "declined",
  code_missing: "codeMissing",
  switched_off: "switchedOff",
};

const BY_KIND: Record<string, Problem> = {
  app_credentials: "ownFault",
  redirect_uri: "ownFault",
  scopes: "ownFault",
  rate_limited: "passing",
  moving: "passing",
  unavailable: "passing",
  unreachable: "passing",
};

const ARRIVALS: Record<string, Problem> = {
  state_missing: "stateMissing",
  state_unknown: "stateUnknown",
  other_browser: "otherBrowser",
  busy: "busy",
};

/** Beginnings of the keys in the catalogue. */
type Problem =
  | "expired"
  | "declined"
  | "codeMissing"
  | "switchedOff"
  | "ownFault"
  | "passing"
  | "unfinished"
  | "unknown"
  | "stateMissing"
  | "stateUnknown"
  | "otherBrowser"
  | "busy";

/** Why an install did not happen, in the customer's language. */
export function installProblem(
  { state, failure }: Pick<InstallResult, "state" | "failure">,
  say: CustomerSay,
): CustomerWords {
  const code = state === "expired" ? "expired" : failure?.code;
  // Nobody has noted how it ended.
  if (!code) return wordsOf("unknown", say);
  if (code === "hubspot") return wordsOf(BY_KIND[failure?.kind ?? ""] ?? "unfinished", say);
  return wordsOf(BY_CODE[code] ?? "unfinished", say);
}

/** Why an answer of HubSpot was turned away before it could be tied to an install. */
export function arrivalProblem(reason: string, say: CustomerSay): CustomerWords {
  const problem = Object.hasOwn(ARRIVALS, reason) ? ARRIVALS[reason] : undefined;
  return wordsOf(problem ?? "unfinished", say);
}

function wordsOf(problem: Problem, say: CustomerSay): CustomerWords {
  const title = say(`${problem}.title`);
  if (problem !== "expired")
    return { title, why: say(`${problem}.why`), todo: say(`${problem}.todo`) };
  const count = ATTEMPT_TTL_MS / 60_000;
  return { title, why: say("expired.why", { count }), todo: say("expired.todo", { count }) };
}
