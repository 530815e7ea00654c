/** Columns of a portal whose last act at HubSpot went well: no failure on it, and no doubt about its tokens. */
export const NO_FAILURE = {
  consecutiveFailures: 0,
  lastErrorAt: null,
  lastErrorKind: null,
  lastErrorStatus: null,
  lastErrorHttpStatus: null,
  lastErrorCorrelationId: null,
  outcomeUnknownAt: null,
} as const;

/** Columns of a grant that has ended here: no token of it is kept. */
export const TOKENS_WIPED = {
  accessTokenSealed: null,
  refreshTokenSealed: null,
  previousRefreshTokenSealed: null,
  identifyAt: null,
} as const;
