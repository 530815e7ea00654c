import { HubSpotError, type HubSpotErrorKind } from "./errors";
import { errorWire, type ErrorWire } from "./wire";

/** HubSpot's `status` values of the token endpoints (facts, table 4.1). */
const BY_STATUS: Record<string, HubSpotErrorKind> = {
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
};

/** RFC 6749 section 5.2 codes, read only when HubSpot's own status says nothing. */
const BY_OAUTH_ERROR: Record<string, HubSpotErrorKind> = {
  invalid_client: "app_credentials",
  unauthorized_client: "app_credentials",
  invalid_scope: "scopes",
};

export interface FailedAnswer {
  httpStatus: number;
  headers: Headers;
  body: unknown;
  /** What the call was about: `invalid_grant` means a dead grant on refresh and a bad code on exchange. */
  operation: "exchange" | "refresh" | "other";
  now: Date;
}

/** Turns an answer that is not a success into an error with a kind. Every field of the body may be absent. */
export function classifyAnswer(answer: FailedAnswer): HubSpotError {
  const parsed = errorWire.safeParse(answer.body);
  const body: Partial<ErrorWire> = parsed.success ? parsed.data : {};
  const named = [body.status, body.category, body.errorType].find(
    (name) => name && name in BY_STATUS,
  );
  const label = named ?? body.status ?? body.category ?? body.error;
  return new HubSpotError({
    kind: kindOf(answer, named, body.error),
    httpStatus: answer.httpStatus,
    status: label && /^[\w.-]{1,64}$/.test(label) ? label : undefined,
    correlationId: correlationIdOf(answer.headers, body.correlationId),
    retryAfterSeconds: retryAfterSeconds(answer.headers, answer.now),
    requiredScopes: body.requiredScopes,
  });
}

function kindOf(answer: FailedAnswer, named?: string, oauthError?: string): HubSpotErrorKind {
  const { httpStatus, operation } = answer;
  if (httpStatus === 429) return "rate_limited";
  if (httpStatus === 477) return "moving";
  if (httpStatus === 408 || httpStatus === 423 || httpStatus === 425) return "unavailable";
  if (httpStatus >= 500) return "unavailable";
  const byStatus = named ? BY_STATUS[named] : undefined;
  if (byStatus) return byStatus;
  if (oauthError === "invalid_grant") {
    if (operation === "refresh") return "dead_grant";
    if (operation === "exchange") return "bad_code";
  }
  const byError = oauthError ? BY_OAUTH_ERROR[oauthError] : undefined;
  if (byError) return byError;
  if (httpStatus === 401 && operation === "other") return "access_token";
  return "rejected";
}

/** The correlation id HubSpot's support asks for: header first, then body. */
export function correlationIdOf(headers: Headers, fromBody?: string): string | undefined {
  const id = headers.get("x-hubspot-correlation-id") ?? fromBody;
  return id && /^[\w.-]{1,80}$/.test(id) ? id : undefined;
}

const MAX_RETRY_AFTER_SECONDS = 24 * 3600;

/** Retry-After as seconds from now: a number or an HTTP date (RFC 9110 section 10.2.3), capped at a day. */
export function retryAfterSeconds(headers: Headers, now: Date): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value)
    ? Number(value)
    : Math.ceil((Date.parse(value) - now.getTime()) / 1000);
  if (!Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.min(seconds, MAX_RETRY_AFTER_SECONDS);
}
