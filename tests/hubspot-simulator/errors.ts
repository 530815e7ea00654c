import { randomUUID } from "node:crypto";
import { json } from "./http";
import type { Reply } from "./http";

/**
 * HubSpot status -> RFC 6749 error and message. BAD_REFRESH_TOKEN, BAD_AUTH_CODE, BAD_CLIENT_ID and BAD_HUB are worded
 * as observed; for the rest HubSpot publishes the status only, so clients must not read the wording.
 */
export const tokenErrors = {
  BAD_CLIENT_ID: ["invalid_request", "missing or unknown client id"],
  BAD_CLIENT_SECRET: ["invalid_client", "missing or invalid client secret"],
  BAD_GRANT_TYPE: ["unsupported_grant_type", "missing or unknown grant type"],
  BAD_AUTH_CODE: ["invalid_grant", "missing or unknown auth code"],
  EXPIRED_AUTH_CODE: ["invalid_grant", "auth code is expired"],
  BAD_REDIRECT_URI: ["invalid_request", "missing or invalid redirect uri"],
  MISMATCH_REDIRECT_URI_AUTH_CODE: [
    "invalid_grant",
    "redirect uri does not match the one the auth code was issued for",
  ],
  BAD_CODE_VERIFIER: ["invalid_grant", "missing or invalid code verifier"],
  BAD_REFRESH_TOKEN: ["invalid_grant", "refresh token is invalid, expired or revoked"],
  BAD_SCOPES: ["invalid_scope", "missing or invalid scopes"],
  BAD_HUB: ["access_denied", "missing or unknown hub id"],
  BAD_TOKEN: ["invalid_request", "missing token"],
  USER_LEVEL_CLIENT_CREDENTIALS_NOT_SUPPORTED: [
    "unauthorized_client",
    "user level apps do not support client credentials",
  ],
} as const;

export type TokenErrorStatus = keyof typeof tokenErrors;

/** A 400 of the token family: both the RFC 6749 shape and HubSpot's own in one body. */
export function tokenError(status: TokenErrorStatus, wording?: string): Reply {
  const [error, usual] = tokenErrors[status];
  const message = wording ?? usual;
  const correlationId = randomUUID();
  return json(
    400,
    { status, message, error, error_description: message, correlationId },
    { "x-hubspot-correlation-id": correlationId },
  );
}

/** An error of an ordinary call, in HubSpot's generic shape. */
export function apiError(
  httpStatus: number,
  message: string,
  extra: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Reply {
  const correlationId = randomUUID();
  return json(
    httpStatus,
    { status: "error", message, correlationId, ...extra },
    { "x-hubspot-correlation-id": correlationId, ...headers },
  );
}

export function notFound(path: string): Reply {
  return apiError(404, `No resource found at ${path}`, { category: "OBJECT_NOT_FOUND" });
}

export function methodNotAllowed(method: string, allowed: string[]): Reply {
  const message = `Method ${method} is not allowed here`;
  return apiError(405, message, { category: "METHOD_NOT_ALLOWED" }, { allow: allowed.join(", ") });
}

export function unsupportedMediaType(): Reply {
  const message = "HTTP 415 Unsupported Media Type";
  return apiError(415, message, { category: "UNSUPPORTED_MEDIA_TYPE" });
}
