import type { AnswerName } from "./answer-names";
import { expired, invalid, missingScopes, rateLimited } from "./bearer";
import { apiError, tokenError, tokenErrors, unsupportedMediaType } from "./errors";
import type { TokenErrorStatus } from "./errors";
import type { Reply } from "./http";
import { now } from "./state";
import type { SimState } from "./state";

type Answer = (state: SimState) => Reply;

/** A page of the network in front of HubSpot: HTML, and no correlation id of HubSpot's in it. */
function gateway(status: number, title: string): Answer {
  return () => ({
    status,
    headers: { "content-type": "text/html; charset=UTF-8", server: "cloudflare" },
    body: `<!DOCTYPE html><html><head><title>${status}: ${title}</title></head><body>${title}</body></html>`,
  });
}

function refusal(status: number, category: string, message: string): Answer {
  return () => apiError(status, message, { category });
}

const answers: Record<Exclude<AnswerName, TokenErrorStatus>, Answer> = {
  UNSUPPORTED_MEDIA_TYPE: unsupportedMediaType,
  TOKEN_RATE_LIMIT: () => apiError(429, "You have reached your rate limit."),
  EXPIRED_AUTHENTICATION: (state) => expired(state, now(state) - 300_000),
  UNDECODABLE_TOKEN: (state) => expired(state, 0),
  INVALID_AUTHENTICATION: invalid,
  MISSING_SCOPES: () => missingScopes(["crm.objects.contacts.read", "contacts"], {}),
  GATED: refusal(403, "GATED", "This account is not ungated for this feature."),
  FORBIDDEN: refusal(403, "FORBIDDEN", "You do not have permissions to view this object."),
  OBJECT_NOT_FOUND: refusal(404, "OBJECT_NOT_FOUND", "Object not found."),
  URI_TOO_LONG: () => ({ status: 414, headers: {} }),
  LOCKED: refusal(423, "LOCKED", "The resource is locked."),
  DAILY_LIMIT: () => rateLimited("DAILY"),
  TEN_SECONDLY_LIMIT: () => rateLimited(),
  MOVING: () =>
    apiError(477, "This account is being migrated.", {}, { "retry-after": String(6 * 3600) }),
  SERVER_ERROR: () => apiError(500, "internal error"),
  BAD_GATEWAY: gateway(502, "Bad gateway"),
  UNAVAILABLE: gateway(503, "Service unavailable"),
  GATEWAY_TIMEOUT: gateway(504, "Gateway time-out"),
  DOWN_521: gateway(521, "Web server is down"),
  CONNECT_TIMEOUT_522: gateway(522, "Connection timed out"),
  UNREACHABLE_523: gateway(523, "Origin is unreachable"),
  NO_ANSWER_524: gateway(524, "A timeout occurred"),
  TLS_525: gateway(525, "SSL handshake failed"),
  TLS_526: gateway(526, "Invalid SSL certificate"),
};

/** The answer HubSpot is known to give under this name. */
export function answerNamed(state: SimState, name: AnswerName): Reply {
  return isTokenError(name) ? tokenError(name) : answers[name](state);
}

function isTokenError(name: AnswerName): name is AnswerName & TokenErrorStatus {
  return name in tokenErrors;
}
