import { HubSpotError, type HubSpotErrorKind } from "./errors";
import { kindOfName, kindOfOAuthError, nameOfSentence } from "./known-answers";
import { errorWire, type ErrorWire } from "./error-wire";

export interface FailedAnswer {
  httpStatus: number;
  headers: Headers;
  body: unknown;
  /** What the call was about: `invalid_grant` means a dead grant on refresh and a bad code on exchange. */
  operation: "exchange" | "refresh" | "other";
  now: Date;
}

/**
 * Turns an answer that is not a success into an error with a kind. Every field of the body may be absent; HubSpot's
 * sentences are compared with known ones and never kept.
 */
export function classifyAnswer(answer: FailedAnswer): HubSpotError {
  const parsed = errorWire.safeParse(answer.body);
  const body: Partial<ErrorWire> = parsed.success ? parsed.data : {};
  const name = nameOf(body, answer.httpStatus);
  const kind = kindOf(answer, body, name);
  const policy = kind === "rate_limited" ? body.policyName : undefined;
  // "error" is what `status` says on every failed ordinary call; the category says more.
  const ownStatus = body.status === "error" ? undefined : body.status;
  return new HubSpotError({
    kind,
    httpStatus: answer.httpStatus,
    status: labelOf(policy, name, ownStatus, body.category, body.error, body.status),
    correlationId: correlationIdOf(answer.headers, body.correlationId),
    retryAfterSeconds: retryAfterSeconds(answer.headers, answer.now),
    requiredScopes: body.requiredScopes,
  });
}

/** HubSpot's name for the failure, from whichever field holds one we know. */
function nameOf(body: Partial<ErrorWire>, httpStatus: number): string | undefined {
  const fields = [body.status, body.category, body.errorType, body.subCategory, body.error];
  const known = fields.find((field) => kindOfName(field) !== undefined);
  if (known) return known;
  // A name we do not know outweighs a sentence we do: HubSpot may have split one answer in two.
  if (httpStatus > 401 || (body.status && body.status !== "error")) return undefined;
  return nameOfSentence(body.message) ?? nameOfSentence(body.errorDescription);
}

function kindOf(
  { httpStatus, operation }: FailedAnswer,
  body: Partial<ErrorWire>,
  name: string | undefined,
): HubSpotErrorKind {
  if (httpStatus === 429) return "rate_limited";
  if (httpStatus === 477) return "moving";
  if (httpStatus === 408 || httpStatus === 423 || httpStatus === 425) return "unavailable";
  if (httpStatus >= 500) return "unavailable";
  const byName = kindOfName(name);
  if (byName === "access_token") return accessTokenKind(body);
  if (byName) return byName;
  if (body.error === "invalid_grant") {
    if (operation === "refresh") return "dead_grant";
    if (operation === "exchange") return "bad_code";
  }
  const byError = kindOfOAuthError(body.error);
  if (byError) return byError;
  if (httpStatus === 401 && operation === "other") return accessTokenKind(body);
  return "rejected";
}

function accessTokenKind(body: Partial<ErrorWire>): HubSpotErrorKind {
  return body.isUndecodable ? "wrong_token" : "access_token";
}

/** Upper-case names and lower-case codes, as HubSpot writes them; nothing that could be a token or a sentence. */
const LABEL = /^(?:[A-Z][A-Z0-9]*(?:[_.][A-Z0-9]+)*|[a-z]+(?:_[a-z]+)*)$/;

function labelOf(...candidates: (string | undefined)[]): string | undefined {
  return candidates.find((label) => label && label.length <= 64 && LABEL.test(label));
}

/** The correlation id HubSpot's support asks for: header first, then body. */
export function correlationIdOf(headers: Headers, fromBody?: string): string | undefined {
  const id = headers.get("x-hubspot-correlation-id") ?? fromBody;
  return id && /^[\w.-]{1,80}$/.test(id) ? id : undefined;
}

const MAX_RETRY_AFTER_SECONDS = 24 * 3600;
/** All three date forms of RFC 9110 section 5.6.7 begin with a weekday; Date.parse alone takes far more for a date. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/** Retry-After as seconds from now: a number or an HTTP date (RFC 9110 section 10.2.3), capped at a day. */
export function retryAfterSeconds(headers: Headers, now: Date): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (!value) return undefined;
  if (/^\d{1,15}$/.test(value)) return Math.min(Number(value), MAX_RETRY_AFTER_SECONDS);
  if (!HTTP_DATE.test(value)) return undefined;
  // The oldest form names no zone and means Greenwich; Date.parse would take this server's.
  const date = /(?:\d\d:\d\d:\d\d| \d{4})$/.test(value) ? `${value} GMT` : value;
  const seconds = Math.ceil((Date.parse(date) - now.getTime()) / 1000);
  if (!Number.isFinite(seconds) || seconds < 0) return undefined;
  return Math.min(seconds, MAX_RETRY_AFTER_SECONDS);
}
