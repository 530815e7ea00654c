// Client-safe: the six statuses of a portal in words.

export const PORTAL_STATUSES = [
  "connected",
  "degraded",
  "needs_reconnect",
  "revoked",
  "uninstalled",
  "app_error",
] as const;
export type PortalStatus = (typeof PORTAL_STATUSES)[number];

export interface StatusWords {
  label: string;
  /** One sentence: what it means. */
  meaning: string;
  /** Who has to do something. */
  whoActs: string;
}

export const STATUS_WORDS: Record<PortalStatus, StatusWords> = {
  connected: {
    label: "Connected",
    meaning: "HubSpot accepts the grant and its tokens are kept fresh.",
    whoActs: "Nobody has to act.",
  },
  degraded: {
    label: "Degraded",
    meaning: "The last refresh failed for a passing reason. Portico keeps trying.",
    whoActs: "Nobody has to act unless it lasts.",
  },
  needs_reconnect: {
    label: "Needs reconnect",
    meaning: "HubSpot no longer accepts the grant.",
    whoActs: "An admin reconnects the portal, or the customer installs the app again.",
  },
  revoked: {
    label: "Revoked",
    meaning: "We deleted the refresh token. The app may still be installed in HubSpot.",
    whoActs: "Reconnect to use the portal again.",
  },
  uninstalled: {
    label: "Uninstalled",
    meaning: "The app was removed from this HubSpot account.",
    whoActs: "The customer installs the app again.",
  },
  app_error: {
    label: "App error",
    meaning: "HubSpot refuses the app's own client ID or secret. The grant itself is untouched.",
    whoActs: "An admin corrects the app's credentials.",
  },
};

/** Beside "Revoked", where an answer of HubSpot was lost before. */
export const REVOKED_IN_DOUBT =
  "HubSpot's answer to an earlier refresh was lost. If a new refresh token was in it, nobody has that one, so it was not revoked. Uninstalling the app in HubSpot ends it.";

/** True while there is a grant that can be refreshed, tested and revoked. */
export function hasLiveGrant(status: PortalStatus): boolean {
  return status === "connected" || status === "degraded" || status === "app_error";
}

/** True from the wish to uninstall until it is done: the tokens are not handed out and not renewed meanwhile. */
export function isUninstallPending(portal: {
  uninstallRequestedAt: Date | null;
  status: PortalStatus;
}): boolean {
  return portal.uninstallRequestedAt !== null && portal.status !== "uninstalled";
}

export function isPortalStatus(value: string): value is PortalStatus {
  return (PORTAL_STATUSES as readonly string[]).includes(value);
}
