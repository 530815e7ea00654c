import type { RefreshPolicy } from "@/lib/db/generated/enums";

/** A portal whose token was read since then is in use. */
export const IN_USE_MS = 24 * 3_600_000;
/** A portal nobody uses is asked for once in this time, whether its grant still lives. */
export const LIVENESS_MS = 24 * 3_600_000;

/** How long before its expiry an access token is renewed; shorter than its 30 minutes of life (SEC-11). */
export const REFRESH_MARGIN_MS = 5 * 60_000;
const MAX_JITTER_MS = 60_000;
const RETRY_BASE_MS = 5_000;
const RETRY_CAP_MS = 15 * 60_000;

/** When an access token should be renewed: margin and jitter before its expiry, never in the past. */
export function nextRefreshAt(
  expiresAt: Date,
  now: Date,
  random: () => number = Math.random,
): Date {
  const lifeMs = Math.max(0, expiresAt.getTime() - now.getTime());
  // A short-lived token keeps half of its life.
  const marginMs = Math.min(REFRESH_MARGIN_MS, lifeMs / 2);
  const jitterMs = Math.min(MAX_JITTER_MS, lifeMs / 10) * random();
  return new Date(Math.max(now.getTime(), expiresAt.getTime() - marginMs - jitterMs));
}

/**
 * When the background work renews an access token next, by the policy of its app: before it expires, before it expires
 * only while somebody reads it and else once a day, or not at all (null), so that the next read renews it.
 * @param lastReadAt when a program last used it
 */
export function plannedRefreshAt(
  policy: RefreshPolicy,
  { expiresAt, lastReadAt }: { expiresAt: Date; lastReadAt: Date | null },
  now: Date,
  random: () => number = Math.random,
): Date | null {
  if (policy === "on_demand") return null;
  const isInUse = lastReadAt !== null && now.getTime() - lastReadAt.getTime() < IN_USE_MS;
  if (policy === "ahead" || isInUse) return nextRefreshAt(expiresAt, now, random);
  // Spread, so that those connected together are not asked for together for ever.
  return new Date(now.getTime() + LIVENESS_MS * (1 - random() / 8));
}

/**
 * When to try again after a passing failure: HubSpot's Retry-After if it gave one, else full jitter over a doubling
 * ceiling (SEC-38).
 */
export function nextRetryAt(
  failures: number,
  retryAfterSeconds: number | undefined,
  now: Date,
  random: () => number = Math.random,
): Date {
  if (retryAfterSeconds !== undefined) {
    return new Date(now.getTime() + Math.max(1, retryAfterSeconds) * 1000);
  }
  const ceilingMs = Math.min(RETRY_CAP_MS, RETRY_BASE_MS * 2 ** Math.max(0, failures - 1));
  return new Date(now.getTime() + Math.max(1_000, ceilingMs * random()));
}
