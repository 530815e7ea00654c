// Client-safe: what a failed HubSpot call means, in words.
import type { HubSpotErrorKind } from "@/lib/hubspot/errors";

export interface FailureWords {
  what: string;
  why: string;
  next: string;
  todo: string;
}

type ExplainedKind = HubSpotErrorKind | "internal" | "still_active";

const WORDS: Record<ExplainedKind, FailureWords> = {
  dead_grant: {
    what: "HubSpot no longer accepts this connection.",
    why: "Usually the app was uninstalled or access was removed in HubSpot. It also happens when the account was closed.",
    next: "Portico has stopped refreshing this portal.",
    todo: "Reconnect the portal, or ask the customer to install the app again.",
  },
  app_credentials: {
    what: "HubSpot refuses the app's client ID or secret.",
    why: "The secret was replaced in HubSpot, or one of the two was copied wrongly.",
    next: "All portals of this app are paused. Their grants are untouched.",
    todo: "Open the app, test its credentials and replace the secret.",
  },
  bad_code: {
    what: "HubSpot did not accept the authorization code.",
    why: "A code works once and only for a short time.",
    next: "Nothing was stored.",
    todo: "Start the connection again.",
  },
  redirect_uri: {
    what: "HubSpot did not accept the redirect URI.",
    why: "It must be registered in the app exactly as it is sent, character by character.",
    next: "Nothing was stored.",
    todo: "Copy the redirect URI from the app's page into the Auth settings in HubSpot, then start again.",
  },
  pkce: {
    what: "HubSpot did not accept the proof that this console started the connection.",
    why: "The code verifier did not match.",
    next: "Nothing was stored.",
    todo: "Start the connection again.",
  },
  scopes: {
    what: "HubSpot did not accept the scopes.",
    why: "A scope is missing from the app's configuration in HubSpot, or stands in the wrong list.",
    next: "Nothing was stored.",
    todo: "Compare the scope lists of the app's page with those in HubSpot.",
  },
  missing_scopes: {
    what: "This portal did not grant a scope that the call needs.",
    why: "The app did not ask for it, or the portal's HubSpot plan does not include it.",
    next: "The connection itself is fine.",
    todo: "Add the scope to the app and reconnect the portal.",
  },
  access_token: {
    what: "HubSpot refused the access token.",
    why: "It expired, or the app was uninstalled a moment ago.",
    next: "The stored grant is unchanged.",
    todo: "Use Refresh now; if that fails, reconnect the portal.",
  },
  rate_limited: {
    what: "HubSpot asked us to slow down.",
    why: "Too many requests were made in a short time.",
    next: "Portico waits and tries again by itself.",
    todo: "Nothing needs to be done.",
  },
  moving: {
    what: "HubSpot is moving this account to another data centre.",
    why: "That can take up to a day.",
    next: "Portico waits as long as HubSpot asked and tries again by itself.",
    todo: "Nothing needs to be done.",
  },
  unavailable: {
    what: "HubSpot had a problem of its own.",
    why: "It answered with a server error.",
    next: "The stored connection is unchanged.",
    todo: "Wait for the next try, or try again now.",
  },
  unreachable: {
    what: "HubSpot did not answer.",
    why: "The network failed or the time ran out.",
    next: "The stored connection is unchanged.",
    todo: "Wait for the next try, or try again now. If it lasts, check that this server reaches the internet.",
  },
  malformed: {
    what: "HubSpot's answer could not be read.",
    why: "It was cut off, too large or not in the expected form.",
    next: "The stored connection is unchanged.",
    todo: "Wait for the next try, or try again now.",
  },
  rejected: {
    what: "HubSpot refused the request for a reason Portico does not know.",
    why: "The reference below helps HubSpot's support to find it.",
    next: "The stored connection is unchanged. Portico tries again by itself.",
    todo: "If it lasts, contact HubSpot's support with the reference.",
  },
  still_active: {
    what: "HubSpot accepted the revoke but still calls the token active.",
    why: "This can take a moment on HubSpot's side.",
    next: "The token is no longer used here.",
    todo: "Retry the revoke in a minute.",
  },
  internal: {
    what: "Portico could not use the stored connection.",
    why: "The stored credentials could not be read, or the database failed.",
    next: "Nothing was changed.",
    todo: "Look at the server log. If the encryption key was changed, put the old one back.",
  },
};

/** Human words for a kind of failure; unknown kinds read as "rejected". */
export function explainFailure(failure: { kind: string }): FailureWords {
  return WORDS[failure.kind as ExplainedKind] ?? WORDS.rejected;
}
