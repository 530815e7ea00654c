import "server-only";
import { metrics } from "./metrics";

/** Times a token call to HubSpot. @returns what to call with how it ended */
export function observeRefresh(trigger: string): (outcome: string) => void {
  const startedAt = performance.now();
  return (outcome) => {
    metrics().refreshes.inc({ outcome, trigger });
    metrics().refreshSeconds.observe((performance.now() - startedAt) / 1000);
  };
}

/** Counts a call of a service. @param code of the problem, or "ok" */
export function observeApiCall(call: string, code: string): void {
  metrics().apiCalls.inc({ call, code });
}

/** Counts a try to tell somebody of an event. @param outcome delivered, failed or given_up */
export function observeDelivery(kind: string, outcome: string): void {
  metrics().deliveries.inc({ kind, outcome });
}

/** Counts an answer whose asker had lost the portal to another server meanwhile. */
export function observeLostLease(): void {
  metrics().leasesLost.inc();
}

const SIGN_INS: Record<string, string> = {
  "session.started": "ok",
  "session.refused": "refused",
  "session.limited": "limited",
};

/** Counts what the audit log says of people who sign in. */
export function observeEvent(action: string): void {
  const outcome = SIGN_INS[action];
  if (outcome) metrics().signIns.inc({ outcome });
}

/** Counts a stored value that could not be opened. */
export function observeUnreadable(): void {
  metrics().unreadable.inc();
}
