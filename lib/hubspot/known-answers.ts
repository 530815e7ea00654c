import type { HubSpotErrorKind } from "./errors";

/** HubSpot's own names for what went wrong (facts, tables 4.1 and 4.2). */
const BY_NAME: Record<string, HubSpotErrorKind> = {
  BAD_REFRESH_TOKEN: "dead_grant",
  BAD_HUB: "dead_grant",
  BAD_AUTH_CODE: "bad_code",
  EXPIRED_AUTH_CODE: "bad_code",
  BAD_CLIENT_ID: "app_credentials",
  BAD_CLIENT_SECRET: "app_credentials",
  MISMATCH_REDIRECT_URI_AUTH_CODE: "redirect_uri",
  BAD_REDIRECT_URI: "redirect_uri",
  BAD_CODE_VERIFIER: "pkce",
  BAD_SCOPES: "scopes",
  MISSING_SCOPES: "missing_scopes",
  EXPIRED_AUTHENTICATION: "access_token",
  INVALID_AUTHENTICATION: "access_token",
  RATE_LIMIT: "rate_limited",
  // Known by name and no reason for anything but a note: the app is asked for what it cannot do.
  BAD_GRANT_TYPE: "rejected",
  USER_LEVEL_CLIENT_CREDENTIALS_NOT_SUPPORTED: "rejected",
  GATED: "rejected",
  FORBIDDEN: "rejected",
};

/** RFC 6749 section 5.2 codes, read only when HubSpot's own name is absent. */
const BY_OAUTH_ERROR: Record<string, HubSpotErrorKind> = {
  invalid_client: "app_credentials",
  unauthorized_client: "app_credentials",
  invalid_scope: "scopes",
};

/**
 * Sentences HubSpot was seen to send, for bodies that hold nothing else. Compared whole: a sentence that only
 * resembles one of these decides nothing.
 */
const BY_SENTENCE: Record<string, string> = {
  "refresh token is invalid, expired or revoked": "BAD_REFRESH_TOKEN",
  "missing or invalid refresh token": "BAD_REFRESH_TOKEN",
  "missing or unknown hub id": "BAD_HUB",
  "missing or unknown auth code": "BAD_AUTH_CODE",
  "missing or unknown client id": "BAD_CLIENT_ID",
  "missing or invalid client secret": "BAD_CLIENT_SECRET",
};

function own<T>(table: Record<string, T>, key: string | undefined): T | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The kind behind a name of HubSpot's; undefined for a name nobody has seen. */
export function kindOfName(name: string | undefined): HubSpotErrorKind | undefined {
  return own(BY_NAME, name);
}

export function kindOfOAuthError(error: string | undefined): HubSpotErrorKind | undefined {
  return own(BY_OAUTH_ERROR, error);
}

/** HubSpot's name for a sentence it sends; a final full stop and capitals do not matter. */
export function nameOfSentence(sentence: string | undefined): string | undefined {
  return own(BY_SENTENCE, sentence?.trim().toLowerCase().replace(/\.$/, ""));
}
