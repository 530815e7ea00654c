// Client-safe: the words of acts on many portals.

export const BULK_ACTIONS = ["refresh", "revoke", "uninstall"] as const;
export type BulkActionName = (typeof BULK_ACTIONS)[number];

/** HubSpot is asked once or more per portal, so a job stays within what a person can still oversee. */
export const BULK_CAP = 1_000;

export const BULK_TITLES: Record<BulkActionName, string> = {
  refresh: "Refresh",
  revoke: "Revoke",
  uninstall: "Uninstall",
};

export function countedPortals(count: number): string {
  return count === 1 ? "1 portal" : `${count} portals`;
}

/** What has to be typed before an act that cannot be taken back. */
export function bulkPhrase(action: BulkActionName, count: number): string {
  return `${action} ${countedPortals(count)}`.toUpperCase();
}
