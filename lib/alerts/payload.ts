import "server-only";
import type { Context } from "@/lib/context";
import { explainFailure } from "@/lib/portals/explain-failure";
import { ALERT_WORDS, isAlertEventType } from "./event-types";

/** What a receiver gets: the form that Standard Webhooks recommends, names as in the API. */
export interface AlertPayload {
  type: string;
  /** When it became so, ISO 8601. */
  timestamp: string;
  data: {
    /** One sentence for a person: what happened, where. */
    summary: string;
    meaning: string;
    todo: string;
    /** Where a person looks it up. */
    url: string;
    [fact: string]: unknown;
  };
}

/** As it is sent and shown: what it is comes first, whatever order the database keeps. */
export function payloadText({ type, timestamp, data }: AlertPayload, indent?: number): string {
  const { summary, meaning, todo, url, ...facts } = data;
  return JSON.stringify(
    { type, timestamp, data: { summary, meaning, todo, url, ...facts } },
    null,
    indent,
  );
}

/** A row of the outbox with the names that belong to it. */
export interface EventRow {
  id: string;
  type: string;
  at: Date;
  portalId: string | null;
  facts: Record<string, unknown>;
  appSlug: string | null;
  appName: string | null;
  installer: string | null;
}

/** Builds it from a row of the outbox. Holds no secret: names, numbers, times and HubSpot's own error words. */
export function payloadOf({ env }: Pick<Context, "env">, row: EventRow): AlertPayload {
  const { facts } = row;
  const words = isAlertEventType(row.type) ? ALERT_WORDS[row.type] : TEST_WORDS;
  const errorKind = text(facts, "errorKind");
  const failure = errorKind
    ? explainFailure({ kind: errorKind, status: text(facts, "errorStatus") })
    : undefined;
  return {
    type: row.type,
    timestamp: row.at.toISOString(),
    data: {
      summary: text(facts, "summary") ?? `${words.label}${subjectOf(row)}`,
      meaning:
        text(facts, "meaning") ?? (failure ? `${failure.what} ${failure.why}` : words.meaning),
      todo: text(facts, "todo") ?? failure?.todo ?? words.todo,
      url: `${env.origin}${pathOf(row)}`,
      ...(facts["hubId"] !== undefined && { hub_id: Number(facts["hubId"]) }),
      ...named(facts, NAMES),
      ...(row.appSlug && { app: row.appSlug, app_name: row.appName }),
      ...(row.installer && { installer: row.installer }),
      ...(errorKind && { error: { kind: errorKind, ...named(facts, ERROR_NAMES) } }),
    },
  };
}

const TEST_WORDS = {
  label: "Test from Portico",
  meaning: 'Somebody pressed "Send test". Nothing happened.',
  todo: "Nothing.",
};

/** Facts of the outbox and how receivers know them. */
const NAMES: [fact: string, name: string][] = [
  ["hubDomain", "hub_domain"],
  ["status", "status"],
  ["previousStatus", "previous_status"],
  ["uninstalledHow", "uninstalled_how"],
  ["added", "scopes_added"],
  ["removed", "scopes_removed"],
  ["cap", "install_cap"],
  ["installed", "installed"],
  ["apps", "apps"],
  ["webhook", "webhook"],
  ["reason", "reason"],
  ["week", "week"],
];
const ERROR_NAMES: [string, string][] = [
  ["errorStatus", "status"],
  ["httpStatus", "http_status"],
  ["correlationId", "correlation_id"],
];

function named(facts: Record<string, unknown>, names: [string, string][]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter(([fact]) => facts[fact] !== undefined).map(([fact, name]) => [name, facts[fact]]),
  );
}

function subjectOf({ facts, appName }: EventRow): string {
  const hubId = text(facts, "hubId");
  const portal = hubId ? `${text(facts, "hubDomain") ?? "portal"} (${hubId})` : undefined;
  const subject = portal ?? appName ?? text(facts, "webhook");
  return subject ? `: ${subject}` : "";
}

function pathOf({ type, portalId, appSlug }: EventRow): string {
  if (portalId) return `/portals/${portalId}`;
  if (appSlug) return `/apps/${appSlug}`;
  if (type.startsWith("backup.")) return "/settings/system";
  if (type === "webhook.switched_off" || !isAlertEventType(type)) return "/settings/webhooks";
  return "/";
}

function text(facts: Record<string, unknown>, name: string): string | undefined {
  const value = facts[name];
  return typeof value === "string" ? value : undefined;
}
