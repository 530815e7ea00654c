import type { PortalFacts } from "./read-statement";
import { Problem } from "./problems";

/** A token that ends this soon is no use to anybody: the call it is for would find it dead. */
export const LAST_SAFE_SECONDS = 5;
/** After a failed refresh HubSpot is left alone this long, however many ask (SEC-41). */
export const COOL_DOWN_SECONDS = 30;

/** A token that was renewed this moment is not renewed again. */
const REST_SECONDS = 30;

/** Somebody who tells Portico to refresh again this soon gets what the last time brought. */
const REPEAT_SECONDS = 10;

/** Whether HubSpot was asked for a new token of a portal in use just now, and has given one or refused. */
export function isJustAsked(facts: PortalFacts): boolean {
  const { status, isRevokeRequested, isUninstallRequested } = facts;
  if (status === "revoked" || status === "uninstalled") return false;
  if (isRevokeRequested || isUninstallRequested) return false;
  const { failedSecondsAgo, renewedSecondsAgo } = facts;
  const latest = Math.min(failedSecondsAgo ?? Infinity, renewedSecondsAgo ?? Infinity);
  return latest < REPEAT_SECONDS;
}

export type Verdict =
  | { serve: true; warning?: string }
  /** Too old for what was asked: it has to be renewed first. */
  | { serve: false };

/**
 * Whether the stored token is served. After a refresh was tried, what is there is what there is: a token that is still
 * valid is served with a warning.
 * @param minTtl seconds that the token must live
 * @throws Problem why there is no token
 */
export function judge(facts: PortalFacts, minTtl: number, isTried: boolean): Verdict {
  assertAlive(facts);
  const left = facts.accessTokenSealed === null ? 0 : (facts.secondsLeft ?? 0);
  if (left >= Math.max(minTtl, LAST_SAFE_SECONDS)) return { serve: true, ...appWarning(facts) };
  if (!isTried && mayAskHubSpot(facts)) return { serve: false };
  if (left >= LAST_SAFE_SECONDS) return { serve: true, warning: shortWarning(facts, left) };
  if (facts.status === "app_error") throw new Problem("app_error", { retryAfterSeconds: 60 });
  throw new Problem("hubspot_unavailable", { retryAfterSeconds: coolDown(facts) });
}

function assertAlive({ status, isRevokeRequested, isUninstallRequested, grantId }: PortalFacts) {
  if (status === "revoked" || isRevokeRequested) throw new Problem("revoked");
  if (status === "uninstalled" || isUninstallRequested) throw new Problem("uninstalled");
  if (status === "needs_reconnect" || grantId === null) throw new Problem("needs_reconnect");
}

function mayAskHubSpot({ status, failedSecondsAgo, renewedSecondsAgo }: PortalFacts): boolean {
  if (status === "app_error") return false;
  // Whoever asks for more life than HubSpot gives must not make it give one token after the other.
  if (renewedSecondsAgo !== null && renewedSecondsAgo < REST_SECONDS) return false;
  return failedSecondsAgo === null || failedSecondsAgo >= COOL_DOWN_SECONDS;
}

function coolDown({ failedSecondsAgo }: PortalFacts): number {
  return Math.max(1, Math.ceil(COOL_DOWN_SECONDS - (failedSecondsAgo ?? COOL_DOWN_SECONDS - 5)));
}

function appWarning({ status }: PortalFacts) {
  if (status !== "app_error") return {};
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
        ? "HubSpot did not answer the last refresh"
        : isNew
          ? "HubSpot gives no longer life than this"
          : "There is no new token yet";
  return `${why}: this token is valid for ${Math.floor(left)} more seconds.`;
}
