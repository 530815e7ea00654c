import { explainFailure } from "@/lib/portals/explain-failure";
import type { RefreshResult } from "./refresh";

/** The outcome of "Refresh now" for a screen: no rows, no tokens. */
export interface RefreshWords {
  ok: boolean;
  title: string;
  why?: string;
  next?: string;
  todo?: string;
  nextTryAt?: string;
  correlationId?: string;
}

export function describeRefresh({
  called,
  pending,
  renewed,
  portal,
  failure,
}: RefreshResult): RefreshWords {
  // Only an outcome that is stored is an outcome: an attempt whose server died is none.
  if (!called && (pending || portal.refreshStartedAt)) {
    return {
      ok: false,
      title: "An attempt of another server is still under way.",
      next: "HubSpot is slow, or that server has stopped. Portico asks again by itself when its time is over.",
      nextTryAt: portal.leaseUntil?.toISOString(),
    };
  }
  // A reconnect, or a try that came to nothing: the portal is well, and nobody renewed anything.
  if (portal.status === "connected" && !called && !renewed) {
    return {
      ok: false,
      title: "Something else was done with this portal a moment ago, so HubSpot was not asked.",
      next: "Look at it again; if you still want to, try once more.",
    };
  }
  if (portal.status === "connected") {
    return {
      ok: true,
      title: called
        ? "The access token was refreshed."
        : "The access token was refreshed a moment ago, so HubSpot was not asked again.",
    };
  }
  // A dead grant was tried once more, and nothing was learned about it.
  if (portal.status === "needs_reconnect" && failure && failure.kind !== "dead_grant") {
    const { what, why } = explainFailure(failure);
    return {
      ok: false,
      title: what,
      why,
      next: "Nothing has changed: the portal still needs a reconnect.",
      todo: "Try again later, or reconnect the portal.",
      correlationId: failure.correlationId,
    };
  }
  const { what, why, next, todo } = explainFailure({
    kind: portal.lastErrorKind ?? "rejected",
    status: portal.lastErrorStatus,
  });
  return {
    ok: false,
    title: what,
    why,
    next,
    todo,
    nextTryAt: portal.nextRefreshAt?.toISOString(),
    correlationId: portal.lastErrorCorrelationId ?? undefined,
  };
}
