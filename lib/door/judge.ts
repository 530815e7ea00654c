import type { PortalFacts } from "./read-statement";
import { Problem } from "./problems";

/** A token that ends this soon is replaced first, whatever was asked for: the call it is for could find it dead. */
export const LAST_SAFE_SECONDS = 5;
/** After a failed refresh HubSpot is left alone this long, however many ask (SEC-41). */
export const COOL_DOWN_SECONDS = 30;

/** A token that was renewed this moment is not renewed again. */
const REST_SECONDS = 30;

/** Whether an attempt to refresh has ended, well or not, since a call came in: then it answers for that call too. */
export function isAnsweredSince(facts: PortalFacts, waitedSeconds: number): boolean {
  const { failedSecondsAgo, renewedSecondsAgo } = facts;
  return Math.min(failedSecondsAgo ?? Infinity, renewedSecondsAgo ?? Infinity) < waitedSeconds;
}

/** Whether there is a token that HubSpot still takes, be it for a moment. */
export function isStillValid({ accessTokenSealed, secondsLeft }: PortalFacts): boolean {
  return accessTokenSealed !== null && (secondsLeft ?? 0) >= 1;
}

export type Verdict =
  | { serve: true; warning?: string }
  /** Too old for what was asked: it has to be renewed first. */
  | { serve: false };

/**
 * Whether the stored token is served. After a refresh was tried, what is there is what there is: a token that is still
 * valid is served, to its last second, with a warning.
 * @param minTtl seconds that the token must live
 * @throws Problem why there is no token
 */
export function judge(facts: PortalFacts, minTtl: number, isTried: boolean): Verdict {
  assertAlive(facts);
  const left = facts.accessTokenSealed === null ? 0 : (facts.secondsLeft ?? 0);
  if (left >= Math.max(minTtl, LAST_SAFE_SECONDS))
    return { serve: true, ...standingWarning(facts, left) };
  if (!isTried && mayAskHubSpot(facts, left)) return { serve: false };
  if (isStillValid(facts)) return { serve: true, warning: shortWarning(facts, left) };
  if (facts.status === "app_error") throw new Problem("app_error", { retryAfterSeconds: 60 });
  throw new Problem("hubspot_unavailable", { retryAfterSeconds: coolDown(facts) });
}

/** @throws Problem revoked, uninstalled */
export function assertNotEnded({ status, isRevokeRequested, isUninstallRequested }: PortalFacts) {
  if (status === "revoked" || isRevokeRequested) throw new Problem("revoked");
  if (status === "uninstalled" || isUninstallRequested) throw new Problem("uninstalled");
}

function assertAlive(facts: PortalFacts) {
  assertNotEnded(facts);
  if (facts.status === "needs_reconnect" || facts.grantId === null)
    throw new Problem("needs_reconnect");
}

function mayAskHubSpot(
  { status, failedSecondsAgo, renewedSecondsAgo }: PortalFacts,
  left: number,
): boolean {
  if (status === "app_error") return false;
  // Whoever asks for more life than HubSpot gives must not make it give one token after the other.
  const isNew = renewedSecondsAgo !== null && renewedSecondsAgo < REST_SECONDS;
  if (isNew && left >= LAST_SAFE_SECONDS) return false;
  return failedSecondsAgo === null || failedSecondsAgo >= COOL_DOWN_SECONDS;
}

function coolDown({ failedSecondsAgo }: PortalFacts): number {
  return Math.max(1, Math.ceil(COOL_DOWN_SECONDS - (failedSecondsAgo ?? COOL_DOWN_SECONDS - 5)));
}

/** What is wrong although the token lives as long as was asked for. */
function standingWarning(facts: PortalFacts, left: number) {
  if (facts.status === "degraded") return { warning: shortWarning(facts, left) };
  if (facts.status !== "app_error") return {};
  return {
    warning: "HubSpot refuses the app's client ID or secret, so this token cannot be renewed.",
  };
}

function shortWarning({ status, renewedSecondsAgo }: PortalFacts, left: number): string {
  const isNew = renewedSecondsAgo !== null && renewedSecondsAgo < REST_SECONDS;
  const why =
    status === "app_error"
      ? "HubSpot refuses the app's client ID or secret"
      : status === "degraded"
        ? "HubSpot gave no new token at the last refresh"
        : isNew
          ? "HubSpot gives no longer life than this"
          : "There is no new token yet";
  return `${why}: this token is valid for ${Math.floor(left)} more seconds.`;
}
