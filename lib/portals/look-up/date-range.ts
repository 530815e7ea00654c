// Client-safe: ranges of time that the list of portals is filtered by.
import { instantOf, isWallTime } from "@/lib/zoned-time";

export const RANGE_FIELDS = ["connected", "refreshed", "expires"] as const;
export type RangeField = (typeof RANGE_FIELDS)[number];

/** A range that moves along with the clock, or one between two instants. */
export type DateRange = { preset: string } | { from: Date | null; to: Date | null };

export interface RangePreset {
  value: string;
  label: string;
  /** Distances from now; absent: no bound on that side. */
  fromMs?: number;
  toMs?: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const LAST: RangePreset[] = [
  { value: "1h", label: "Last hour", fromMs: -HOUR },
  { value: "24h", label: "Last 24 hours", fromMs: -DAY },
  { value: "7d", label: "Last 7 days", fromMs: -7 * DAY },
  { value: "30d", label: "Last 30 days", fromMs: -30 * DAY },
];

export const RANGES: Record<RangeField, { label: string; presets: RangePreset[] }> = {
  connected: { label: "Connected", presets: LAST },
  refreshed: { label: "Last refresh", presets: LAST },
  // HubSpot's access tokens live for half an hour.
  expires: {
    label: "Token expires",
    presets: [
      { value: "past", label: "Already expired", toMs: 0 },
      { value: "10m", label: "Within 10 minutes", fromMs: 0, toMs: HOUR / 6 },
      { value: "1h", label: "Within the hour", fromMs: 0, toMs: HOUR },
    ],
  },
};

type Parameters = Record<string, string | string[] | undefined>;

/**
 * The ranges of an address: `connected=7d`, or `connected_from=` and `connected_to=`, with a zone or in the viewer's.
 * What cannot be read is no range.
 */
export function parseRanges(
  parameters: Parameters,
  timeZone: string,
): Partial<Record<RangeField, DateRange>> {
  const found = RANGE_FIELDS.flatMap((field): [RangeField, DateRange][] => {
    const preset = first(parameters[field]);
    if (RANGES[field].presets.some(({ value }) => value === preset)) return [[field, { preset }]];
    if (preset !== "" && preset !== "custom") return [];
    const from = readInstant(first(parameters[`${field}_from`]), timeZone);
    const to = readInstant(first(parameters[`${field}_to`]), timeZone);
    return from || to ? [[field, { from, to }]] : [];
  });
  return Object.fromEntries(found);
}

/** Whether an address has a time that means something else in another zone: such a link is written anew. */
export function hasWallTime(parameters: Parameters): boolean {
  return RANGE_FIELDS.some((field) =>
    ["from", "to"].some((end) => isWallTime(first(parameters[`${field}_${end}`]))),
  );
}

/** A range as parameters of an address: times in UTC, so that the link means the same to everybody. */
export function rangeParameters(field: RangeField, range: DateRange): [string, string][] {
  if ("preset" in range) return [[field, range.preset]];
  const ends = [
    [`${field}_from`, range.from],
    [`${field}_to`, range.to],
  ] as const;
  return ends.flatMap(([name, at]) => (at ? [[name, shortIso(at)]] : []));
}

/** The instants that a range means now; null is no bound. */
export function boundsOf(field: RangeField, range: DateRange, now: Date) {
  if (!("preset" in range)) return range;
  const preset = RANGES[field].presets.find(({ value }) => value === range.preset);
  const at = (ms: number | undefined) => (ms === undefined ? null : new Date(now.getTime() + ms));
  return { from: at(preset?.fromMs), to: at(preset?.toMs) };
}

function first(value: string | string[] | undefined): string {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === "string" ? one : "";
}

/** Years the database driver writes as four digits. */
function readInstant(text: string, timeZone: string): Date | null {
  const at = isWallTime(text) ? instantOf(text, timeZone) : isoInstant(text);
  if (!at || Number.isNaN(at.getTime())) return null;
  return at.getUTCFullYear() >= 1970 && at.getUTCFullYear() <= 9999 ? at : null;
}

function isoInstant(text: string): Date | null {
  const isIso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z$/.test(text);
  return isIso ? new Date(text) : null;
}

/** "2026-11-21T16:05Z", with seconds where there are any. */
function shortIso(at: Date): string {
  const iso = at.toISOString();
  return `${iso.slice(0, iso.slice(17, 19) === "00" ? 16 : 19)}Z`;
}
