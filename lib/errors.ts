/** Every failure the domain can report. Screens, HTTP statuses and API codes come from tables keyed by this union. */
export type AppErrorCode =
  | "app_credentials_refused"
  | "app_has_portals"
  | "attempt_expired"
  | "attempt_other_browser"
  | "attempt_other_person"
  | "attempt_unknown"
  | "client_id_taken"
  | "configuration"
  | "conflict"
  | "cross_site_request"
  | "email_taken"
  | "forbidden"
  | "grant_dead"
  | "hubspot_refused"
  | "hubspot_unavailable"
  | "invalid_input"
  | "invite_invalid"
  | "last_owner"
  | "not_found"
  | "portal_not_active"
  | "rate_limited"
  | "revocation_pending"
  | "sealed_unreadable"
  | "setup_closed"
  | "setup_token_wrong"
  | "sign_in_failed"
  | "unauthenticated"
  | "weak_password"
  | "wrong_password";

export interface AppErrorOptions {
  message?: string;
  cause?: unknown;
  /** Non-secret facts for the person reading: seconds to wait, names of blocking portals, field messages. */
  details?: Record<string, unknown>;
}

/** A failure with a closed code. Its message is for logs; people read the copy that belongs to the code. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly details: Record<string, unknown>;

  constructor(code: AppErrorCode, options: AppErrorOptions = {}) {
    super(options.message ?? code, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** True when `error` is an AppError, of the given code if one is named. */
export function isAppError(error: unknown, code?: AppErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}
