import { isPassing, type HubSpotErrorKind } from "@/lib/hubspot/errors";
import type { AttemptView } from "./attempts";
import { explainFailure } from "@/lib/portals/explain-failure";
import { say } from "@/lib/say/say";

export interface Problem {
  title: string;
  why: string;
  next: string;
  todo: string;
}

const NOTHING_STORED = "Nothing was stored.";

const REFUSALS: Record<string, (attempt: AttemptView) => Problem> = {
  expired: () => ({
    title: "This connection attempt expired",
    why: "It took longer than 10 minutes, or somebody cancelled on HubSpot's page, which HubSpot does not tell.",
    next: NOTHING_STORED,
    todo: "Start again and finish on HubSpot's page within 10 minutes.",
  }),
  hubspot_error: ({ failure }) => ({
    title: "HubSpot did not give consent",
    why: failure?.status
      ? say("It answered with “{status}”.", { status: failure.status })
      : "It answered with an error.",
    next: NOTHING_STORED,
    todo: "Ask a super admin of the HubSpot account to connect it, or start again.",
  }),
  code_missing: () => ({
    title: "HubSpot came back without a code",
    why: "The address was cut short, or something between HubSpot and this console removed a part of it.",
    next: NOTHING_STORED,
    todo: "Start again. If it happens again, look at the proxy in front of this console.",
  }),
  foreign_app: ({ app }) => ({
    title: "The token belongs to another app",
    why: say("HubSpot's answer does not name the client ID of {app}.", { app: app.name }),
    next: "The token was not stored.",
    todo: "Check that the client ID and secret of the app are a pair, then start again.",
  }),
  inactive_token: () => ({
    title: "HubSpot gave a token that does not work",
    why: "Introspection says it is not active. The app may have been uninstalled in the same moment.",
    next: NOTHING_STORED,
    todo: "Start again.",
  }),
  no_hub_id: () => ({
    title: "HubSpot did not say which portal this is",
    why: "None of its answers held a Hub ID.",
    next: NOTHING_STORED,
    todo: "Start again. If it happens again, contact HubSpot's support with the reference.",
  }),
  no_refresh_token: () => ({
    title: "HubSpot gave no refresh token",
    why: "Without one the connection would end within minutes.",
    next: NOTHING_STORED,
    todo: "Start again. If it happens again, contact HubSpot's support with the reference.",
  }),
  other_portal: ({ expectedPortal, failure }) => ({
    title: "This is another portal",
    why: say(
      "You wanted to reconnect {portal} (Hub ID {hubId}), but consent was given for Hub ID {other}.",
      {
        portal: expectedPortal?.label ?? say("a portal"),
        hubId: expectedPortal?.hubId ?? say("unknown"),
        other: failure?.status ?? say("unknown"),
      },
    ),
    next: "Nothing was replaced and nothing was stored. Portico asked HubSpot to take the new grant back, unless a connection here lives on it already.",
    todo: "Connect the other one as a new portal, start again and choose the right account, or cancel: then everything stays as it is.",
  }),
  switched_off: ({ app }) => ({
    title: "This way in was switched off in the meantime",
    why: say("Installs through the link or the Marketplace are switched off for {app}.", {
      app: app.name,
    }),
    next: NOTHING_STORED,
    todo: "Switch it on on the app's page, then let the customer start again.",
  }),
  internal: () => ({
    title: "Portico could not store the connection",
    why: "Something failed on this server. The server log has the details.",
    next: "Nothing was stored. HubSpot may list the app as installed.",
    todo: "Start again.",
  }),
  unknown: () => ({
    title: "What became of this connection is not known",
    why: "The server stopped, or lost its database, while HubSpot was answering.",
    next: "If HubSpot's answer arrived, it is kept safe and stored when the server is back; then this page shows the connection.",
    todo: "Wait a minute and reload this page. If nothing has changed, start again.",
  }),
};

const TITLES: Partial<Record<string, string>> = {
  app_credentials: "HubSpot refuses the app's client ID or secret",
  unreachable: "HubSpot did not answer",
  unavailable: "HubSpot had a problem of its own",
};

/** Why an attempt did not become a connection, in the words of whoever looks. */
export function attemptProblem(attempt: AttemptView): Problem {
  const { failure } = attempt;
  if (attempt.state === "expired") return problemOf("expired", attempt);
  if (!failure) return problemOf("unknown", attempt);
  if (failure.code !== "hubspot") return problemOf(failure.code, attempt);
  const kind = failure.kind ?? "rejected";
  const { what, why, todo } = explainFailure({ kind, status: failure.status });
  const { status } = failure;
  // "error" is all that HubSpot says where it has no name for what is wrong.
  const quoted = status && status !== "error" ? [say("HubSpot said: {status}.", { status })] : [];
  return said({
    title: TITLES[kind] ?? say.any(what).replace(/\.$/, ""),
    why: [say.any(why), ...quoted].join(" "),
    next: mayBeAccepted(failure)
      ? "Nothing was stored here. HubSpot may have accepted the code: then it lists the app as installed, with a grant whose tokens never arrived."
      : "Nothing was stored. The code from HubSpot cannot be used again.",
    // Nothing tries again by itself here, as it would for a portal.
    todo: isPassing(kind as HubSpotErrorKind) ? "Start again in a moment." : todo,
  });
}

/** What has values in it was said where they are known. */
function said({ title, why, next, todo }: Problem): Problem {
  return {
    title: say.any(title),
    why: say.any(why),
    next: say.any(next),
    todo: say.any(todo),
  };
}

/** The code was sent, and what came back, if anything, says nothing about it. */
function mayBeAccepted({ kind }: NonNullable<AttemptView["failure"]>): boolean {
  return kind === "unreachable" || kind === "unavailable" || kind === "malformed";
}

function problemOf(code: string, attempt: AttemptView): Problem {
  const words = REFUSALS[code] ?? REFUSALS.internal;
  return said(words ? words(attempt) : UNKNOWN);
}

const UNKNOWN: Problem = {
  title: "The connection was not finished",
  why: "HubSpot's answer could not be tied to an attempt of yours.",
  next: NOTHING_STORED,
  todo: "Start again.",
};

const CALLBACKS: Record<string, Problem> = {
  state_missing: {
    title: "HubSpot's answer is incomplete",
    why: "It carries no state, so Portico cannot tell which connection it belongs to. That is also how an install from the HubSpot Marketplace looks, which has to be switched on for the app.",
    next: NOTHING_STORED,
    todo: "Start the connection from here.",
  },
  state_unknown: {
    title: "Portico did not start this connection",
    why: "The state in HubSpot's answer is unknown here: it was changed on the way, or belongs to another console.",
    next: NOTHING_STORED,
    todo: "Start the connection from here.",
  },
  other_browser: {
    title: "This connection was started in another browser",
    why: "An answer from HubSpot is accepted only in the browser that asked for it.",
    next: "Nothing was stored. The attempt can still be finished where it was started.",
    todo: "Finish there, or start again in this browser.",
  },
  other_person: {
    title: "Somebody else started this connection",
    why: "You are signed in as a different person than the one who started it.",
    next: "Nothing was stored.",
    todo: "Let them finish it, or start your own.",
  },
  signed_out: {
    title: "You were signed out in the meantime",
    why: "Your session ended while you were on HubSpot's page.",
    next: "Nothing was stored, and the code from HubSpot was not used.",
    todo: "Start the connection again.",
  },
  not_allowed: {
    title: "Your role does not allow connecting portals",
    why: "Connecting a portal is for owners and admins.",
    next: NOTHING_STORED,
    todo: "Ask an owner or admin to connect it.",
  },
  spill_unwritable: {
    title: "Portico cannot write to its data folder",
    why: "HubSpot's answer could not have been kept safe, so HubSpot was not asked.",
    next: "The code from HubSpot was not used.",
    todo: "Free space in the data folder of the server, or make it writable, then start again.",
  },
  internal: {
    title: "Portico could not finish the connection",
    why: "Something failed on this server. The server log has the details.",
    next: "Nothing was stored.",
    todo: "Start again.",
  },
};

/** Why a callback was turned away before it reached an attempt. */
export function callbackProblem(reason: string): Problem {
  return said(Object.hasOwn(CALLBACKS, reason) ? (CALLBACKS[reason] ?? UNKNOWN) : UNKNOWN);
}
