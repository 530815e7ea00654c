import type { AppError, AppErrorCode } from "./errors";
import { ENGLISH, tooManyTries, type WaitSay } from "./wait-words";

interface ErrorCopy {
  httpStatus: number;
  /** What happened and what to do, for a person. */
  message: string;
}

/** One row per code; the compiler keeps it complete. */
const COPY: Record<AppErrorCode, ErrorCopy> = {
  app_credentials_refused: {
    httpStatus: 409,
    message:
      "HubSpot refuses this app's client ID or secret. Correct them on the app's page, then try again.",
  },
  app_has_grants_in_hand: {
    httpStatus: 409,
    message:
      "Portico holds grants of this app that it is not done with: it gives some back to HubSpot, or an import is under way. Wait a minute, or cancel the import, then delete the app.",
  },
  app_has_portals: {
    httpStatus: 409,
    message: "This app still has connected portals. Revoke them first, then delete the app.",
  },
  attempt_expired: {
    httpStatus: 410,
    message:
      "This connection attempt took longer than 10 minutes. Start again from Connect portal.",
  },
  attempt_other_browser: {
    httpStatus: 403,
    message:
      "This connection attempt was started in another browser. Finish it there, or start again here.",
  },
  attempt_other_person: {
    httpStatus: 403,
    message:
      "This connection attempt was started by somebody else. Start your own from Connect portal.",
  },
  attempt_unknown: {
    httpStatus: 400,
    message: "Portico did not start this connection attempt. Start again from Connect portal.",
  },
  client_id_taken: {
    httpStatus: 409,
    message:
      "Another app here already uses this client ID. Open that app instead of adding it twice.",
  },
  configuration: {
    httpStatus: 500,
    message: "Portico is not configured correctly. The server log names the setting and the fix.",
  },
  confirmation_needed: {
    httpStatus: 403,
    message: "Confirm that it is you: it is more than 10 minutes since you last did.",
  },
  conflict: {
    httpStatus: 409,
    message: "Somebody else changed this in the meantime. Reload the page and try again.",
  },
  cross_site_request: {
    httpStatus: 403,
    message:
      "The request did not come from this console, so it was refused. Open Portico at its own address and try again.",
  },
  email_taken: {
    httpStatus: 409,
    message:
      "A person with this email address already exists. They can sign in; an owner or admin can make them a reset link.",
  },
  factor_wrong: {
    httpStatus: 401,
    message: "The code is not right, or was used already. Wait for the next one and type that.",
  },
  forbidden: {
    httpStatus: 403,
    message: "Your role does not allow this. Ask an owner or admin of this console.",
  },
  grant_dead: {
    httpStatus: 409,
    message:
      "HubSpot no longer accepts this connection. Usually the app was uninstalled or access was removed in HubSpot. Reconnect the portal.",
  },
  grant_in_use: {
    httpStatus: 409,
    message:
      "A current connection lives on this refresh token, so it was not revoked. Use Revoke refresh token to end that connection.",
  },
  hubspot_refused: {
    httpStatus: 502,
    message: "HubSpot refused the request for a reason Portico does not know. Nothing was changed.",
  },
  hubspot_unavailable: {
    httpStatus: 503,
    message:
      "HubSpot did not answer properly. Portico keeps the connection and asks again. Try again in a moment.",
  },
  invalid_input: { httpStatus: 400, message: "Please correct the marked fields." },
  invite_invalid: {
    httpStatus: 410,
    message:
      "This link is no longer valid: it was used or withdrawn, it is too old, or what it was made for has changed. Ask an owner or admin of this console for a new one.",
  },
  last_owner: {
    httpStatus: 409,
    message: "This is the last active owner. Make somebody else an owner first.",
  },
  local_sign_in_off: {
    httpStatus: 403,
    message:
      "Passwords and passkeys are switched off here. Sign in through your identity provider.",
  },
  not_found: { httpStatus: 404, message: "There is nothing here, or it has been removed." },
  older_server_runs: {
    httpStatus: 409,
    message:
      "A server of an earlier version still runs over this database. It does not know own roles and limits to apps, and would give this person too much. Upgrade every server first, then try again.",
  },
  passkey_refused: {
    httpStatus: 401,
    message: "This passkey was not accepted. Try again, or sign in another way.",
  },
  person_disabled: {
    httpStatus: 409,
    message: "This person is disabled. Enable them first, then make the link.",
  },
  portal_not_active: {
    httpStatus: 409,
    message: "This portal has no live connection. Reconnect it first.",
  },
  provider_unavailable: {
    httpStatus: 503,
    message: "The identity provider did not answer. Try again in a moment.",
  },
  rate_limited: { httpStatus: 429, message: "Too many tries. Wait a moment, then try again." },
  reveal_off: {
    httpStatus: 403,
    message:
      "Access tokens are shown to nobody here. An owner can allow it under Settings, System.",
  },
  revocation_pending: {
    httpStatus: 409,
    message: "The refresh token of this portal is being revoked, so it is no longer used.",
  },
  sealed_unreadable: {
    httpStatus: 500,
    message:
      "Stored credentials cannot be read with the current encryption keys. See Troubleshooting in the README.",
  },
  setup_closed: { httpStatus: 404, message: "Setup is complete." },
  setup_token_wrong: {
    httpStatus: 403,
    message: "This setup token is not right. Copy it from the output of npm start.",
  },
  sign_in_failed: { httpStatus: 401, message: "Email or password is not right." },
  spill_unwritable: {
    httpStatus: 503,
    message:
      "Portico cannot write to its data folder, so HubSpot was not asked: its answer could not have been kept safe. Free space there, or make the folder writable, then try again.",
  },
  sso_refused: {
    httpStatus: 403,
    message: "Your identity provider let you through, and this console did not.",
  },
  unauthenticated: { httpStatus: 401, message: "You are signed out. Sign in to go on." },
  uninstall_pending: {
    httpStatus: 409,
    message: "The app is being uninstalled from this portal. Resume the uninstall to finish it.",
  },
  weak_password: { httpStatus: 400, message: "Choose another password." },
  wrong_password: { httpStatus: 400, message: "The current password is not right." },
};

/** The HTTP status of an error code. */
export function httpStatusOf(code: AppErrorCode): number {
  return COPY[code].httpStatus;
}

/** Some know better than their copy what is wrong, and say so in `details.reason`. */
const WITH_REASON: readonly AppErrorCode[] = ["weak_password", "portal_not_active"];

/** What a person reads for an error. @param say of whoever reads it in the console; everywhere else it is English */
export function messageOf(error: AppError, say: WaitSay = ENGLISH): string {
  const seconds = error.details.retryAfterSeconds;
  if (error.code === "rate_limited" && typeof seconds === "number") {
    return tooManyTries(seconds, say);
  }
  const reason = error.details.reason;
  if (WITH_REASON.includes(error.code) && typeof reason === "string") return say.any(reason);
  return say.any(COPY[error.code].message);
}
