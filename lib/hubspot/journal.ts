import "server-only";
import { z } from "zod";
import type { Secret } from "@/lib/crypto/secret";
import { HubSpotError } from "./errors";
import { isHubSpotOrigin, isLoopback } from "./origins.mjs";
import type { Transport } from "./transport";

/** What an app-level token must be allowed for the journal (facts, section 6.4). */
export const JOURNAL_SCOPES = [
  "developer.webhooks_journal.read",
  "developer.webhooks_journal.subscriptions.read",
  "developer.webhooks_journal.subscriptions.write",
];

/** HubSpot's type of the event "the app was uninstalled". */
const APP_UNINSTALL_TYPE = "4-1916193";
const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** A place in the journal and the address of what happened there. */
export interface JournalEntry {
  offset: string;
  url: string;
}

/** HubSpot says that the app left an account. */
export interface AppUninstall {
  hubId: string;
  /** When, if HubSpot said so. */
  at?: Date;
}

/** Reads HubSpot's webhooks journal with an app-level token. @throws HubSpotError from every method */
export interface JournalClient {
  /** Asks HubSpot to write the app's uninstalls into the journal. An upsert: safe to repeat. */
  subscribe(token: Secret): Promise<void>;
  /** The entry after `offset`, or the earliest one that is kept; nothing when there is nothing new (204). */
  next(token: Secret, offset: string | null): Promise<JournalEntry | undefined>;
  /** The uninstalls that an entry tells of; everything else in it is passed over. */
  uninstalls(entry: JournalEntry): Promise<AppUninstall[]>;
}

const entryWire = z.object({
  currentOffset: z.union([z.string().min(1).max(200), z.number()]).transform(String),
  url: z.string().min(1).max(8_192),
});

const textual = z.union([z.string(), z.number()]).transform(String).nullish().catch(undefined);
const eventWire = z.object({
  action: textual,
  type: textual,
  eventType: textual,
  eventTypeId: textual,
  objectTypeId: textual,
  portalId: textual,
  hubId: textual,
  occurredAt: textual,
  timestamp: textual,
});
const events = z.array(z.unknown());
const fileWire = z.union([
  events,
  z.object({ journalEvents: events }).transform((file) => file.journalEvents),
  z.object({ events }).transform((file) => file.events),
  z.object({ results: events }).transform((file) => file.results),
]);

/** @param apiUrl HubSpot's API origin, or the simulator's */
export function createJournalClient(apiUrl: string, transport: Transport): JournalClient {
  const at = (path: string) => new URL(`/webhooks-journal/${path}`, apiUrl);
  return {
    async subscribe(token) {
      const json = {
        subscriptionType: "APP_LIFECYCLE_EVENT",
        eventTypeId: APP_UNINSTALL_TYPE,
        properties: [],
      };
      const url = at("subscriptions/2026-03");
      await transport({ method: "POST", url, json, bearer: token.reveal(), operation: "other" });
    },

    async next(token, offset) {
      const place = offset === null ? "earliest" : `offset/${encodeURIComponent(offset)}/next`;
      const url = at(`journal/2026-03/${place}`);
      const bearer = token.reveal();
      const answer = await transport({ method: "GET", url, bearer, operation: "other" });
      if (answer.httpStatus === 204) return undefined;
      const parsed = entryWire.safeParse(answer.body);
      if (!parsed.success) throw unreadable(answer.correlationId);
      return { offset: parsed.data.currentOffset, url: parsed.data.url };
    },

    async uninstalls(entry) {
      const url = ownUrl(entry.url, apiUrl);
      // The address carries its own signature; our token does not belong there.
      const maxBodyBytes = MAX_FILE_BYTES;
      const answer = await transport({ method: "GET", url, maxBodyBytes, operation: "other" });
      const file = fileWire.safeParse(answer.body);
      if (!file.success) throw unreadable(answer.correlationId);
      return file.data.flatMap(readUninstall);
    },
  };
}

function readUninstall(entry: unknown): AppUninstall[] {
  const parsed = eventWire.safeParse(entry);
  if (!parsed.success) return [];
  const event = parsed.data;
  const names = [event.action, event.type, event.eventType];
  const isUninstall =
    names.some((name) => name?.toUpperCase() === "APP_UNINSTALL") ||
    event.eventTypeId === APP_UNINSTALL_TYPE ||
    event.objectTypeId === APP_UNINSTALL_TYPE;
  const hubId = event.portalId ?? event.hubId;
  if (!isUninstall || !hubId || !/^\d{1,18}$/.test(hubId)) return [];
  return [{ hubId, at: instantOf(event.occurredAt ?? event.timestamp) }];
}

/** Epoch milliseconds or ISO 8601. */
function instantOf(value: string | null | undefined): Date | undefined {
  if (!value) return undefined;
  const instant = new Date(/^\d+$/.test(value) ? Number(value) : value);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** HubSpot's answer names an address to fetch, so it may lead to HubSpot only, or to the simulator's own origin. */
function ownUrl(text: string, apiUrl: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSimulator = url !== undefined && isLoopback(url) && url.origin === new URL(apiUrl).origin;
  if (!url || !(isHubSpotOrigin(url) || isSimulator)) {
    throw new HubSpotError({ kind: "malformed", status: "FOREIGN_URL" });
  }
  return url;
}

function unreadable(correlationId: string | undefined): HubSpotError {
  return new HubSpotError({ kind: "malformed", status: "UNREADABLE_ENTRY", correlationId });
}
