/** Every failure the domain can report. Screens, HTTP statuses and API codes come from tables keyed by this union. */
export type AppErrorCode =
  | "app_credentials_refused"
  | "app_has_grants_in_hand"
  | "app_has_portals"
  | "attempt_expired"
  | "attempt_other_browser"
  | "attempt_other_person"
  | "attempt_unknown"
  | "client_id_taken"
  | "configuration"
  | "confirmation_needed"
  | "conflict"
  | "cross_site_request"
  | "email_taken"
  | "factor_wrong"
  | "forbidden"
  | "grant_dead"
  | "grant_in_use"
  | "hubspot_refused"
  | "hubspot_unavailable"
  | "invalid_input"
  | "invite_invalid"
  | "last_owner"
  | "local_sign_in_off"
  | "not_found"
  | "older_server_runs"
  | "passkey_refused"
  | "person_disabled"
  | "portal_not_active"
  | "provider_unavailable"
  | "rate_limited"
  | "reveal_off"
  | "revocation_pending"
  | "sealed_unreadable"
  | "setup_closed"
  | "setup_token_wrong"
  | "sign_in_failed"
  | "unauthenticated"
  | "spill_unwritable"
  | "sso_refused"
  | "uninstall_pending"
  | "weak_password"
  | "wrong_password";

export interface AppErrorOptions {
  message?: string;
  cause?: unknown;
  /** Non-secret facts for the person reading: seconds to wait, names of blocking portals, field messages. */
  details?: Record<string, unknown>;
}

// The server's start and its pages are bundled apart, each with its own copy of this class, and share one client and
// one vault: what makes an error ours is this mark, not the copy that made it.
const MARK = Symbol.for("portico.AppError");

/** A failure with a closed code. Its message is for logs; people read the copy that belongs to the code. */
export class AppError extends Error {
  readonly [MARK] = true;
  readonly code: AppErrorCode;
  readonly details: Record<string, unknown>;

  constructor(code: AppErrorCode, options: AppErrorOptions = {}) {
    super(options.message ?? code, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.details = options.details ?? {};
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && MARK in value;
  }
}

/** True when `error` is an AppError, of the given code if one is named. */
export function isAppError(error: unknown, code?: AppErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}
