import { randomUUID } from "node:crypto";
import { apiError } from "./errors";
import type { Call, Reply } from "./http";
import { findPortal, installKey, now } from "./state";
import type { SimState } from "./state";
import type { SimAccessToken, SimPortal } from "./types";

const windowMs = 10_000;
const searchWindowMs = 1_000;
const failureHeader = { "x-hubspot-auth-failure": "401 Unauthorized" };

export interface BearerCaller {
  token: SimAccessToken;
  portal: SimPortal;
  /** Rate-limit headers the reply carries; HubSpot sends no daily ones on OAuth calls. */
  rateHeaders: Record<string, string>;
}

/**
 * Checks the bearer token, then the rate limit, then that any one of `scopes` was granted.
 * @param limit searches of the CRM have one of their own
 */
export function authenticateBearer(
  state: SimState,
  call: Call,
  scopes: string[],
  limit: "calls" | "searches" = "calls",
): BearerCaller | { failure: Reply } {
  const presented = /^Bearer +(\S+)$/i.exec(call.headers["authorization"] ?? "")?.[1];
  const token = state.accessTokens.get(presented ?? "");
  const portal = findPortal(state, token?.hubId ?? null);
  if (!token && presented?.startsWith("C")) return { failure: expired(state, 0) };
  if (!token || !portal) return { failure: invalid() };
  if (token.expiresAt <= now(state)) return { failure: expired(state, token.expiresAt) };
  const isSearch = limit === "searches";
  const rateHeaders = isSearch
    ? countSearch(state, portal.hubId)
    : countCall(state, installKey(token.clientId, portal.hubId));
  if (!rateHeaders) return { failure: rateLimited(isSearch ? "SECONDLY" : undefined) };
  if (!scopes.some((scope) => token.scopes.includes(scope))) {
    return { failure: missingScopes(scopes, rateHeaders) };
  }
  return { token, portal, rateHeaders };
}

export function invalid(): Reply {
  const message =
    "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview";
  return apiError(401, message, { category: "INVALID_AUTHENTICATION" }, failureHeader);
}

// A token HubSpot cannot decode is reported as expired since 1970, which is why expiredAt may be 0.
export function expired(state: SimState, expiredAt: number): Reply {
  const message = `The OAuth token used to make this call expired ${ago(now(state) - expiredAt)} ago.`;
  const context = { "expire time": [new Date(expiredAt).toISOString()] };
  return apiError(401, message, { category: "EXPIRED_AUTHENTICATION", context }, failureHeader);
}

function ago(elapsedMs: number): string {
  const units = [
    ["day", 86_400_000],
    ["hour", 3_600_000],
    ["minute", 60_000],
  ] as const;
  const [name, size] = units.find(([, length]) => elapsedMs >= length) ?? ["second", 1000];
  return `${Math.floor(elapsedMs / size)} ${name}(s)`;
}

export function missingScopes(scopes: string[], headers: Record<string, string>): Reply {
  const link = "https://developers.hubspot.com/scopes";
  const message = `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${link}.`;
  const detail = {
    message: "One or more of the following scopes are required.",
    context: { requiredGranularScopes: scopes },
  };
  const extra = { errors: [detail], links: { scopes: link }, category: "MISSING_SCOPES" };
  return apiError(403, message, extra, headers);
}

export function rateLimited(policyName = "TEN_SECONDLY_ROLLING"): Reply {
  return apiError(429, `You have reached your ${policyName.toLowerCase()} limit.`, {
    errorType: "RATE_LIMIT",
    policyName,
    requestId: randomUUID(),
  });
}

/** Counts one call of an app in an account; null when the ten-second allowance is spent. */
function countCall(state: SimState, key: string): Record<string, string> | null {
  const max = state.settings.rateLimitMax;
  const count = countWithin(state.recentCalls, key, windowMs, max);
  if (count === null) return null;
  return {
    "x-hubspot-ratelimit-interval-milliseconds": String(windowMs),
    "x-hubspot-ratelimit-max": String(max),
    "x-hubspot-ratelimit-remaining": String(max - count),
  };
}

/** Counts one search in an account, whichever app makes it; HubSpot sends no rate-limit headers with those. */
function countSearch(state: SimState, hubId: number): Record<string, string> | null {
  const max = state.settings.searchLimitMax;
  const count = countWithin(state.recentSearches, String(hubId), searchWindowMs, max);
  return count === null ? null : {};
}

/** How many there were within the time, this one included; null when that would be too many. */
function countWithin(
  times: Map<string, number[]>,
  key: string,
  withinMs: number,
  max: number,
): number | null {
  const since = Date.now() - withinMs;
  const recent = (times.get(key) ?? []).filter((at) => at > since);
  times.set(key, recent);
  return recent.length >= max ? null : recent.push(Date.now());
}
