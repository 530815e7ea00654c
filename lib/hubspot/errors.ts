/**
 * What a failed HubSpot call means for us. `dead_grant` and `app_credentials` are definite answers; `unreachable`,
 * `unavailable`, `rate_limited`, `moving` and `malformed` are passing; `wrong_token` is something that is no access
 * token at all; `rejected` is an answer we do not know and never a reason to give up a grant.
 */
export type HubSpotErrorKind =
  | "dead_grant"
  | "app_credentials"
  | "bad_code"
  | "redirect_uri"
  | "pkce"
  | "scopes"
  | "missing_scopes"
  | "access_token"
  | "wrong_token"
  | "rate_limited"
  | "moving"
  | "unavailable"
  | "unreachable"
  | "malformed"
  | "rejected";

export interface HubSpotErrorFields {
  kind: HubSpotErrorKind;
  /** HTTP status; absent when there was no answer. */
  httpStatus?: number;
  /** HubSpot's own `status`, `category`, `policyName` or `error`, for example BAD_REFRESH_TOKEN. */
  status?: string;
  correlationId?: string;
  /** Seconds HubSpot asked us to wait (Retry-After). */
  retryAfterSeconds?: number;
  /** Scopes of which any one would do (403 MISSING_SCOPES). */
  requiredScopes?: string[];
  cause?: unknown;
}

// The server's start and its pages are bundled apart, each with its own copy of this class, and share one client: what
// makes an error ours is this mark, not the copy that made it.
const MARK = Symbol.for("portico.HubSpotError");

/** The only error `lib/hubspot` throws. It never holds a token, a secret, a URL or HubSpot's free text. */
export class HubSpotError extends Error {
  readonly [MARK] = true;
  readonly kind: HubSpotErrorKind;
  readonly httpStatus?: number;
  readonly status?: string;
  readonly correlationId?: string;
  readonly retryAfterSeconds?: number;
  readonly requiredScopes: string[];

  constructor(fields: HubSpotErrorFields) {
    super(describe(fields), { cause: fields.cause });
    this.name = "HubSpotError";
    this.kind = fields.kind;
    this.httpStatus = fields.httpStatus;
    this.status = fields.status;
    this.correlationId = fields.correlationId;
    this.retryAfterSeconds = fields.retryAfterSeconds;
    this.requiredScopes = fields.requiredScopes ?? [];
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && MARK in value;
  }
}

function describe({ kind, httpStatus, status }: HubSpotErrorFields): string {
  return `HubSpot call failed: ${[kind, httpStatus, status].filter(Boolean).join(" ")}`;
}

const PASSING: ReadonlySet<HubSpotErrorKind> = new Set([
  "rate_limited",
  "moving",
  "unavailable",
  "unreachable",
  "malformed",
]);

/** Failures before a request left this machine: HubSpot cannot have done anything. */
const NOT_SENT: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** A server that broke down at its work, and gateways that lost sight of it (520, 524). 503 is a refusal to begin. */
const MAYBE_DONE: ReadonlySet<number> = new Set([408, 500, 502, 504, 520, 524]);

/**
 * True when HubSpot may have done what was asked although the call failed: it was sent, and what came back, if anything,
 * says nothing about the work. After a refresh the token may have been rotated (SEC-39).
 */
export function mayHaveTakenEffect({ kind, httpStatus = 0, cause }: HubSpotError): boolean {
  if (kind === "unreachable") return !NOT_SENT.has(cause);
  if (kind === "unavailable") return MAYBE_DONE.has(httpStatus);
  return kind === "malformed";
}

/** True when trying again later may help without anybody doing anything. */
export function isPassing(kind: HubSpotErrorKind): boolean {
  return PASSING.has(kind);
}
