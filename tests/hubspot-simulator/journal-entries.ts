import { randomUUID } from "node:crypto";
import { now } from "./state";
import type { SimState } from "./state";

export const LIFECYCLE_TYPES = { install: "4-1909196", uninstall: "4-1916193" } as const;

/** Appends an entry to an app's journal and returns its offset. */
export function addEntry(state: SimState, clientId: string, file: unknown, url?: string): string {
  const offset = randomUUID();
  state.journal.entries.push({ offset, clientId, file, ...(url === undefined ? {} : { url }) });
  return offset;
}

/** HubSpot writes down only what an app has subscribed to. */
export function noteUninstall(state: SimState, clientId: string, hubId: number): void {
  const isAsked = state.journal.subscriptions.some(
    (one) => one.clientId === clientId && one.eventTypeId === LIFECYCLE_TYPES.uninstall,
  );
  if (!isAsked) return;
  const at = new Date(now(state)).toISOString();
  const event = {
    type: "APP_LIFECYCLE_EVENT",
    action: "APP_UNINSTALL",
    eventTypeId: LIFECYCLE_TYPES.uninstall,
    portalId: hubId,
    occurredAt: at,
  };
  addEntry(state, clientId, { publishedAt: at, journalEvents: [event] });
}
