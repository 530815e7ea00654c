import { explainFailure } from "./explain-failure";
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

export function describeRefresh({ called, portal }: RefreshResult): RefreshWords {
  if (portal.status === "connected") {
    return {
      ok: true,
      title: called
        ? "The access token was refreshed."
        : "The access token was refreshed a moment ago, so HubSpot was not asked again.",
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
