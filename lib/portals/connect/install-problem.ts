// Client-safe: what went wrong with an install, for a customer who knows nothing of this console.
import type { InstallResult } from "./install-result";

export interface CustomerWords {
  title: string;
  why: string;
  todo: string;
}

const NOTHING = "Nothing was connected.";
const AGAIN = "Start again, and finish on HubSpot's page within 10 minutes.";
const TELL = "Tell the people who sent you here; it is on their side to correct.";

const BY_CODE: Record<string, CustomerWords> = {
  expired: {
    title: "This took too long",
    why: `The consent has to be given within 10 minutes. ${NOTHING}`,
    todo: AGAIN,
  },
  hubspot_error: {
    title: "HubSpot did not connect the app",
    why: `HubSpot reported that consent was not given. ${NOTHING}`,
    todo: "Ask a super admin of your HubSpot account to connect it, or start again.",
  },
  code_missing: {
    title: "HubSpot's answer was incomplete",
    why: `A part of the address was lost on the way back. ${NOTHING}`,
    todo: "Start again.",
  },
  switched_off: {
    title: "This app cannot be connected at the moment",
    why: `Installing it was switched off in the meantime. ${NOTHING}`,
    todo: "Ask the people who sent you here.",
  },
};

const OWN_FAULT: CustomerWords = {
  title: "The app is not set up correctly",
  why: `HubSpot refused the app itself, not your account. ${NOTHING}`,
  todo: TELL,
};
const PASSING: CustomerWords = {
  title: "HubSpot did not answer",
  why: `HubSpot could not be reached, or had a problem of its own. ${NOTHING}`,
  todo: "Start again in a moment.",
};
const UNFINISHED: CustomerWords = {
  title: "The connection was not finished",
  why: `HubSpot's answer could not be used. ${NOTHING}`,
  todo: `Start again. If it happens again, tell the people who sent you here.`,
};

const UNKNOWN: CustomerWords = {
  title: "It is not known yet whether this worked",
  why: "Our server stopped, or lost its connection, while HubSpot was answering. What HubSpot sent may be safe there, and is used when the server is back.",
  todo: "Wait a minute and reload this page. If nothing has changed, start again.",
};

const BY_KIND: Record<string, CustomerWords> = {
  app_credentials: OWN_FAULT,
  redirect_uri: OWN_FAULT,
  scopes: OWN_FAULT,
  rate_limited: PASSING,
  moving: PASSING,
  unavailable: PASSING,
  unreachable: PASSING,
};

/** Why an install did not happen. */
export function installProblem(result: Pick<InstallResult, "state" | "failure">): CustomerWords {
  const { state, failure } = result;
  const code = state === "expired" ? "expired" : failure?.code;
  // Nobody has noted how it ended.
  if (!code) return UNKNOWN;
  if (code === "hubspot") return BY_KIND[failure?.kind ?? ""] ?? UNFINISHED;
  return BY_CODE[code] ?? UNFINISHED;
}

const ARRIVALS: Record<string, CustomerWords> = {
  state_missing: {
    title: "HubSpot's answer is incomplete",
    why: `It does not say which connection it belongs to. ${NOTHING}`,
    todo: "Open the link you were given once more and start again.",
  },
  state_unknown: {
    title: "This connection is not known here",
    why: `The address was changed on the way, or is too old. ${NOTHING}`,
    todo: "Open the link you were given once more and start again.",
  },
  other_browser: {
    title: "This was started in another browser",
    why: `HubSpot's answer is accepted only in the browser where you began. ${NOTHING}`,
    todo: "Go back to that browser, or open the link in this one and start again. Cookies must be allowed.",
  },
  busy: {
    title: "Too many tries",
    why: `Many connections were started from your network in a short time. ${NOTHING}`,
    todo: "Wait a few minutes, then start again.",
  },
};

/** Why an answer of HubSpot was turned away before it could be tied to an install. */
export function arrivalProblem(reason: string): CustomerWords {
  return (Object.hasOwn(ARRIVALS, reason) ? ARRIVALS[reason] : undefined) ?? UNFINISHED;
}
