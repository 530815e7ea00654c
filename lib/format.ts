/** Pure, Intl-based wording of times, durations, numbers and ids. No clock is read here: "now" is always an argument. */

export type Instant = Date | string | number;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS = [
  { unit: "year", ms: 365 * DAY },
  { unit: "month", ms: 30 * DAY },
  { unit: "day", ms: DAY },
  { unit: "hour", ms: HOUR },
  { unit: "minute", ms: MINUTE },
  { unit: "second", ms: SECOND },
] as const;

/** BCP 47; without one, English as it is written in logs, mails, commands and exports. */
type Lang = string;

const keep = <Made>(make: (lang: Lang) => Made) => {
  const made = new Map<Lang, Made>();
  return (lang: Lang) => {
    const one = made.get(lang) ?? make(lang);
    made.set(lang, one);
    return one;
  };
};
const relative = keep(
  (lang) => new Intl.RelativeTimeFormat(lang, { style: "short", numeric: "always" }),
);
const decimal = keep((lang) => new Intl.NumberFormat(lang));
const isGerman = (lang: Lang) => lang.startsWith("de");

/** Milliseconds since the epoch. Throws RangeError for a value that is not a date. */
export function toEpochMs(value: Instant): number {
  const ms = value instanceof Date ? value.getTime() : new Date(value).getTime();
  if (Number.isNaN(ms)) throw new RangeError("Not a valid date");
  return ms;
}

/** ISO 8601 in UTC, to the second: "2026-11-21T16:05:00Z". For `datetime` attributes, copies and exports. */
export function formatIso(value: Instant): string {
  return new Date(toEpochMs(value)).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** Short name of a zone at an instant. Each locale knows only its own abbreviations ("CET", "EST", "MEZ"). */
function zoneLabel(date: Date, timeZone: string, lang: Lang): string {
  const labels = [...(isGerman(lang) ? ["de"] : []), "en-GB", "en-US"].map((locale) => {
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "short" });
    return (
      parts.formatToParts(date).find((part) => part.type === "timeZoneName")?.value ?? timeZone
    );
  });
  return labels.find((label) => !/[+-]\d/.test(label)) ?? labels[0] ?? timeZone;
}

/**
 * Absolute time with its zone: "21 Nov 2026, 17:05 CET", in German "21.11.2026, 17:05 MEZ".
 * Parts are arranged here because month names differ between the ICU versions of server and browser.
 * Throws RangeError for an unknown zone or an invalid date.
 */
export function formatDateTime(
  value: Instant,
  timeZone: string,
  options: { seconds?: boolean; lang?: Lang } = {},
): string {
  const { lang = "en" } = options;
  const date = new Date(toEpochMs(value));
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    day: "numeric",
    month: isGerman(lang) ? "2-digit" : "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(date);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((candidate) => candidate.type === type)?.value ?? "";
  const clock = [part("hour"), part("minute"), ...(options.seconds ? [part("second")] : [])];
  const day = isGerman(lang)
    ? `${part("day").padStart(2, "0")}.${part("month")}.${part("year")}`
    : `${part("day")} ${part("month")} ${part("year")}`;
  return `${day}, ${clock.join(":")} ${zoneLabel(date, timeZone, lang)}`;
}

/** Distance from now in the largest whole unit: "in 12 min", "3 hr ago", "now" within half a second. */
export function formatRelative(value: Instant, now: Instant, lang: Lang = "en"): string {
  const diff = toEpochMs(value) - toEpochMs(now);
  const size = Math.abs(diff);
  if (size < SECOND / 2) return isGerman(lang) ? "jetzt" : "now";
  const { unit, ms } = UNITS.find((candidate) => size >= candidate.ms) ?? {
    unit: "second" as const,
    ms: SECOND,
  };
  // Rounding down keeps "in 12 min" from promising more time than there is.
  const count = Math.max(1, Math.floor(size / ms));
  return withoutDots(relative(lang).format(Math.sign(diff) * count, unit));
}

/** The signs that German has for units, which end no sentence too early as its abbreviations would. */
const SIGNS: Record<string, string> = { "Sek.": "s", "Min.": "min", "Std.": "h" };

function withoutDots(text: string): string {
  return text.replace(/Sek\.|Min\.|Std\./, (words) => SIGNS[words] ?? words).replaceAll(".", "");
}

/** A length of time in its two largest units: "1 hr 5 min", "40 sec". Under a second: "0 sec". Negative is read as zero. */
export function formatDuration(ms: number, lang: Lang = "en"): string {
  let rest = Math.max(0, Math.floor(ms / SECOND)) * SECOND;
  const words: string[] = [];
  for (const { unit, ms: size } of UNITS.filter((u) => u.unit !== "year" && u.unit !== "month")) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) {
      const display = isGerman(lang) && unit === "day" ? "long" : "short";
      const length = new Intl.NumberFormat(lang, { style: "unit", unit, unitDisplay: display });
      words.push(isGerman(lang) ? withoutDots(length.format(count)) : length.format(count));
    } else if (words.length > 0) break;
    if (words.length === 2) break;
  }
  return words.length > 0 ? words.join(" ") : isGerman(lang) ? "0 s" : "0 sec";
}

/** Grouped number: "12,345". */
export function formatNumber(value: number, lang: Lang = "en"): string {
  return decimal(lang).format(value);
}

/** A count that stops being exact at `cap`: "9,999", then "10,000+". */
export function formatCount(value: number, cap = 10_000, lang: Lang = "en"): string {
  return value >= cap ? `${decimal(lang).format(cap)}+` : decimal(lang).format(value);
}

/** Bytes in the largest fitting decimal unit: "10.6 MB". */
export function formatBytes(bytes: number, lang: Lang = "en"): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  const digits = step === 0 || value >= 100 ? 0 : 1;
  const places = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const number = new Intl.NumberFormat(lang, { ...places, useGrouping: false }).format(value);
  return `${number} ${units[step]}`;
}

/** A HubSpot account id (Hub ID) as plain digits, never grouped: it is a name, not a quantity. */
export function formatHubId(hubId: number | bigint | string): string {
  return String(hubId).trim();
}

/** Keeps both ends of a long id: "a1b2c3…9f8e". `max` counts characters of the result, at least 3. */
export function middleTruncate(value: string, max = 16): string {
  const characters = Array.from(value);
  const limit = Math.max(3, max);
  if (characters.length <= limit) return value;
  const head = Math.ceil((limit - 1) / 2);
  const tail = limit - 1 - head;
  return `${characters.slice(0, head).join("")}…${characters.slice(characters.length - tail).join("")}`;
}
