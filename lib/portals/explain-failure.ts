// Client-safe: what a failed HubSpot call means, in words.
import type { HubSpotErrorKind } from "@/lib/hubspot/errors";

export interface FailureWords {
  what: string;
  why: string;
  next: string;
  todo: string;
}

type ExplainedKind = HubSpotErrorKind | "internal" | "still_active" | "answer_lost";

const WORDS: Record<ExplainedKind, FailureWords> = {
  dead_grant: {
    what: "HubSpot no longer accepts this connection.",
    why: "Usually the app was uninstalled or access was removed in HubSpot. It also happens when the account was closed.",
    next: "Portico has stopped refreshing this portal.",
    todo: "Reconnect the portal, or ask the customer to install the app again.",
  },
  answer_lost: {
    what: "HubSpot's answer to an earlier refresh was lost.",
    why: "Portico stopped, or the connection broke, before it arrived. HubSpot may have given a new refresh token with it, which nobody has, and it no longer accepts the one before.",
    next: "Portico has stopped refreshing this portal.",
    todo: "Reconnect the portal. If the customer removed the app, they install it again.",
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
  wrong_token: {
    what: "That is not an access token of HubSpot's.",
    why: "HubSpot could not decode it and therefore calls it expired since 1970, some 20,000 days ago. It is not an old token but something else: a refresh token, a placeholder, or the value of another setting.",
    next: "Nothing was changed.",
    todo: "Check which value is sent as the access token, and use the one Portico gives out.",
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
    next: "The stored connection is unchanged. Portico asks again by itself.",
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
    next: "The stored connection is unchanged.",
    todo: "Look at the server log. If the encryption key was changed, put the old one back.",
  },
};

/** What HubSpot's own name adds to the words of a kind. */
const BY_STATUS: Partial<Record<ExplainedKind, Record<string, Partial<FailureWords>>>> = {
  dead_grant: {
    BAD_HUB: {
      why: "HubSpot does not know this account any more: it was closed, or the app was disconnected from it.",
      todo: "Ask the customer whether the HubSpot account still exists. If it does, reconnect the portal.",
    },
  },
  app_credentials: {
    BAD_CLIENT_ID: {
      what: "HubSpot does not know the app's client ID.",
      why: "The client ID was copied wrongly, or the app was deleted in HubSpot. HubSpot checks it before anything else.",
      todo: "Compare the client ID on the app's page with the Auth tab in HubSpot.",
    },
    BAD_CLIENT_SECRET: {
      what: "HubSpot refuses the app's client secret.",
      why: "The secret was replaced in HubSpot, or copied wrongly. The client ID is known.",
    },
  },
  bad_code: {
    EXPIRED_AUTH_CODE: {
      what: "The authorization code had expired.",
      why: "HubSpot's codes live for a short time only, and this one came too late.",
    },
  },
  rate_limited: {
    DAILY: {
      what: "The account's daily limit of HubSpot calls is used up.",
      why: "All private apps and integrations of the account share it.",
    },
  },
  malformed: {
    OTHER_HUB: {
      what: "HubSpot answered for another account than this one.",
      why: "The answer names a different Hub ID, so its access token is not used. The refresh token in it is kept, because HubSpot may have ended the one before it.",
      todo: "Reconnect the portal. If it happens again, contact HubSpot's support with the reference.",
    },
    NO_ACCESS_TOKEN: {
      what: "HubSpot gave no access token.",
      why: "Its answer held a refresh token alone, or arrived in part. The refresh token is kept.",
    },
    BODY_TOO_LARGE: { why: "It was far larger than any answer of HubSpot's." },
  },
  rejected: {
    FOREIGN_APP: {
      what: "The last consent belonged to another app or account.",
      why: "HubSpot said so only after its tokens had been stored. They went back to HubSpot.",
      next: "An earlier grant is used where there is one.",
      todo: "Check that the client ID and secret of the app are a pair, then reconnect the portal.",
    },
    INACTIVE_TOKEN: {
      what: "HubSpot called the tokens of the last consent inactive.",
      why: "The app may have been uninstalled in the same moment.",
      next: "An earlier grant is used where there is one.",
      todo: "Reconnect the portal.",
    },
    GATED: {
      what: "This HubSpot account does not have the feature yet.",
      why: "HubSpot keeps it behind a gate that is not open for the account.",
      todo: "Ask HubSpot, or the customer, whether the feature is included in the account.",
    },
    FORBIDDEN: {
      what: "HubSpot does not allow this call.",
      why: "The person who installed the app, or the object asked for, lacks a permission.",
      todo: "Ask the customer's super admin to check permissions, or to install the app again.",
    },
    OBJECT_NOT_FOUND: {
      what: "HubSpot does not know what was asked for.",
      why: "It was removed, or the address is no longer offered.",
    },
    BAD_GRANT_TYPE: {
      what: "HubSpot does not offer this kind of token to the app.",
      why: "The endpoint or the app does not support the grant that was used.",
      todo: "Choose a dated API version on the app's page.",
    },
    USER_LEVEL_CLIENT_CREDENTIALS_NOT_SUPPORTED: {
      what: "HubSpot gives no app-level token to a user-level app.",
      why: "Only account-level apps can use it.",
      todo: "Switch off what needs an app-level token for this app.",
    },
  },
};

/** Human words for a failure, by kind and where it helps by HubSpot's own name; unknown kinds read as "rejected". */
export function explainFailure(failure: { kind: string; status?: string | null }): FailureWords {
  const kind = Object.hasOwn(WORDS, failure.kind) ? (failure.kind as ExplainedKind) : "rejected";
  const refined = BY_STATUS[kind];
  const status = failure.status ?? "";
  return { ...WORDS[kind], ...(refined && Object.hasOwn(refined, status) && refined[status]) };
}
