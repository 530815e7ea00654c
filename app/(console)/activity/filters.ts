import { AUDIT_ACTIONS, type AuditAction } from "@/lib/audit/events";
import type { ActivityQuery } from "@/lib/audit/query";
import { formatDateTime, middleTruncate } from "@/lib/format";
import { OUTCOMES } from "./outcomes";
import type { BrowserSay } from "@/components/words/say-provider";

const PATH = "/activity";
const HOUR_MS = 3_600_000;

const GROUP_LABELS = {
  app: "Apps",
  portal: "Portals",
  person: "People",
  role: "Roles",
  session: "Signing in",
  api_key: "API keys",
  api: "API",
  alert_target: "Alerts",
  alerts: "Settings of alerts",
  keys: "Encryption keys",
  backup: "Backups",
  database: "Database",
  grant: "Grants",
  import: "Imports",
  bulk: "Bulk actions",
  token: "Tokens",
  retention: "Retention",
  factor: "Second factors",
  personal_data: "Data protection",
  public_pages: "Public pages",
  access: "Access",
  activity: "Activity log",
  system: "System",
} as const;

export interface KindGroup {
  label: string;
  kinds: { value: AuditAction; label: string }[];
}

/** Every kind of event, grouped by what it is about. */
export function kindGroups(say: BrowserSay): KindGroup[] {
  const groups = new Map<string, KindGroup>();
  for (const value of Object.keys(AUDIT_ACTIONS) as AuditAction[]) {
    const entity = value.split(".")[0] ?? value;
    const group = groups.get(entity) ?? { label: groupLabel(entity, say), kinds: [] };
    group.kinds.push({ value, label: say.any(AUDIT_ACTIONS[value]) });
    groups.set(entity, group);
  }
  return [...groups.values()];
}

function groupLabel(entity: string, say: BrowserSay): string {
  return entity in GROUP_LABELS ? say(GROUP_LABELS[entity as keyof typeof GROUP_LABELS]) : entity;
}

/** A time as links say it: in UTC, to the minute (to the second where there are any). */
function inputTime(value: Date | null): string {
  return value ? value.toISOString().slice(0, value.getUTCSeconds() === 0 ? 16 : 19) : "";
}

/** The parameters of a view, without those at their default. */
export function activityParameters(query: ActivityQuery): URLSearchParams {
  const { person, kind, portal, request, outcome, before } = query;
  const from = inputTime(query.from);
  const to = inputTime(query.to);
  const all = Object.entries({ person, kind, portal, request, outcome, from, to, before });
  return new URLSearchParams(all.filter(([, value]) => value !== ""));
}

/** The address of the same view with some parts changed; changing a filter starts at the newest event again. */
export function activityHref(query: ActivityQuery, changes: Partial<ActivityQuery>): string {
  const search = activityParameters({ ...query, before: "", ...changes }).toString();
  return search ? `${PATH}?${search}` : PATH;
}

export interface ActiveFilter {
  label: string;
  value: string;
  removeHref: string;
}

/** The filters in use, in words. */
export function activeFilters(
  query: ActivityQuery,
  timeZone: string,
  say: BrowserSay,
): ActiveFilter[] {
  const { person, kind, portal, request, outcome, from, to } = query;
  const time = (at: Date | null) => (at ? formatDateTime(at, timeZone, { lang: say.lang }) : "");
  const chip = (label: string, value: string | undefined, cleared: Partial<ActivityQuery>) =>
    value ? [{ label, value, removeHref: activityHref(query, cleared) }] : [];
  return [
    ...chip(say("Person"), person, { person: "" }),
    ...chip(say("Kind"), kind ? say.any(AUDIT_ACTIONS[kind]) : "", { kind: "" }),
    ...chip(say("Portal"), middleTruncate(portal, 24), { portal: "" }),
    ...chip(say("Request"), middleTruncate(request, 24), { request: "" }),
    ...chip(say("Outcome"), outcome ? say(OUTCOMES[outcome]) : "", { outcome: "" }),
    ...chip(say("From|time"), time(from), { from: null }),
    ...chip(say("To|time"), time(to), { to: null }),
  ];
}

const PRESETS = [
  { label: "Last hour", hours: 1 },
  { label: "24 hours", hours: 24 },
  { label: "7 days", hours: 7 * 24 },
  { label: "30 days", hours: 30 * 24 },
] as const;

/** Links that set the time range and leave the other filters as they are. */
export function presetLinks(
  query: ActivityQuery,
  now: Date,
  say: BrowserSay,
): { label: string; href: string }[] {
  return PRESETS.map(({ label, hours }) => {
    const from = new Date(now.getTime() - hours * HOUR_MS);
    from.setUTCSeconds(0, 0);
    return { label: say(label), href: activityHref(query, { from, to: null }) };
  });
}
