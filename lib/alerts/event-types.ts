// Client-safe: everything Portico tells of, with the words a person reads.

export const ALERT_EVENT_TYPES = [
  "portal.connected",
  "portal.degraded",
  "portal.recovered",
  "portal.needs_reconnect",
  "portal.revoked",
  "portal.uninstalled",
  "portal.scopes_changed",
  "app.credentials_refused",
  "app.recovered",
  "app.install_cap_near",
  "hubspot.outage",
  "hubspot.recovered",
  "webhook.switched_off",
  "backup.failed",
  "backup.overdue",
  "weekly.note",
] as const;
export type AlertEventType = (typeof ALERT_EVENT_TYPES)[number];

/** Sent when somebody presses "Send test", to one target. */
export const TEST_EVENT = "test";

export interface AlertWords {
  /** What happened, short, for a list: without the name of the portal or app. */
  label: string;
  /** What it means. */
  meaning: string;
  /** What somebody should do. */
  todo: string;
  tone: "bad" | "good" | "note";
}

export const ALERT_WORDS: Record<AlertEventType, AlertWords> = {
  "portal.connected": {
    label: "Portal connected",
    meaning: "The app was installed and Portico keeps its tokens fresh.",
    todo: "Nothing.",
    tone: "good",
  },
  "portal.degraded": {
    label: "Portal degraded",
    meaning: "Refreshing has failed for a while, for a reason that passes. Portico keeps trying.",
    todo: "Nothing yet. The token that is there is served as long as it is valid.",
    tone: "bad",
  },
  "portal.recovered": {
    label: "Portal recovered",
    meaning: "The connection works again.",
    todo: "Nothing.",
    tone: "good",
  },
  "portal.needs_reconnect": {
    label: "Portal needs a reconnect",
    meaning: "HubSpot no longer accepts the grant, so no token can be had.",
    todo: "Reconnect the portal, or ask the customer to install the app again.",
    tone: "bad",
  },
  "portal.revoked": {
    label: "Refresh token revoked",
    meaning: "The refresh token was deleted. The app may still be installed in HubSpot.",
    todo: "Nothing, when it was meant. Reconnect to use the portal again.",
    tone: "note",
  },
  "portal.uninstalled": {
    label: "App uninstalled",
    meaning: "The app is no longer installed in this HubSpot account.",
    todo: "Ask the customer, when it was not meant. Installing again connects the portal anew.",
    tone: "bad",
  },
  "portal.scopes_changed": {
    label: "Granted scopes changed",
    meaning: "HubSpot grants this portal other scopes than before.",
    todo: "See whether your services still may do what they need to.",
    tone: "note",
  },
  "app.credentials_refused": {
    label: "App credentials refused",
    meaning: "HubSpot refuses the app's client ID or secret. All of its portals are paused.",
    todo: "Open the app, test its credentials and replace the secret.",
    tone: "bad",
  },
  "app.recovered": {
    label: "App recovered",
    meaning: "HubSpot accepts the app's credentials again. Its portals are being refreshed.",
    todo: "Nothing.",
    tone: "good",
  },
  "app.install_cap_near": {
    label: "Install limit nearly reached",
    meaning: "Most of the installs that HubSpot allows this app are used.",
    todo: "Ask HubSpot for a higher limit, or uninstall where the app is no longer needed.",
    tone: "note",
  },
  "hubspot.outage": {
    label: "HubSpot does not answer",
    meaning: "Refreshes fail because HubSpot is out, not because of a portal.",
    todo: "Nothing. Tokens that are still valid are served, and Portico tries again by itself.",
    tone: "bad",
  },
  "hubspot.recovered": {
    label: "HubSpot answers again",
    meaning: "Refreshes work again.",
    todo: "Nothing.",
    tone: "good",
  },
  "webhook.switched_off": {
    label: "A webhook was switched off",
    meaning: "Its receiver has failed for days, so Portico stopped sending to it.",
    todo: "Mend the receiver, switch the webhook on and replay what it missed.",
    tone: "bad",
  },
  "backup.failed": {
    label: "A backup failed",
    meaning: "The scheduled backup was not written.",
    todo: "Look at the reason and write one by hand until it is mended.",
    tone: "bad",
  },
  "backup.overdue": {
    label: "The last backup is old",
    meaning: "No backup was written when one was due.",
    todo: "See that a worker runs, and write one by hand.",
    tone: "bad",
  },
  "weekly.note": {
    label: "Weekly note",
    meaning: "What was connected, lost and recovered in a week, and what is behind.",
    todo: "Nothing.",
    tone: "note",
  },
};

/** Told only to those who chose them. */
const CHOSEN_ALONE: ReadonlySet<string> = new Set(["weekly.note"]);

/** Whether somebody who chose these events is told of one. None chosen means every event. */
export function isTold(chosen: string[], type: string): boolean {
  return chosen.includes(type) || (chosen.length === 0 && !CHOSEN_ALONE.has(type));
}

export function isAlertEventType(text: string): text is AlertEventType {
  return Object.hasOwn(ALERT_WORDS, text);
}
