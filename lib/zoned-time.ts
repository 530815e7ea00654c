/** Pure: what clocks on a wall say in a time zone, as forms take it, and the instants that are meant. */

const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** Whether a text is a time without a zone, as a `datetime-local` input gives it. */
export function isWallTime(text: string): boolean {
  return WALL_TIME.test(text);
}

/**
 * The instant at which clocks in a zone show a time. Of a time that a clock shows twice (summer time ends) the first; of
 * one that it skips, as much later as it skips.
 * @param wallTime "2026-11-21T17:05", seconds allowed
 * @returns null for a day or time that does not exist
 * @throws RangeError for an unknown zone
 */
export function instantOf(wallTime: string, timeZone: string): Date | null {
  if (!isWallTime(wallTime)) return null;
  const asUtc = new Date(`${wallTime}Z`);
  if (Number.isNaN(asUtc.getTime())) return null;
  if (!asUtc.toISOString().startsWith(wallTime.slice(0, 10))) return null;
  // The offsets on either side of any change of the clock: the earlier instant that shows the time is meant.
  const candidates = [-DAY_MS, DAY_MS]
    .map((ms) => new Date(asUtc.getTime() - offsetMs(new Date(asUtc.getTime() + ms), timeZone)))
    .sort((one, other) => one.getTime() - other.getTime());
  const [first, second] = candidates as [Date, Date];
  return offsetMs(first, timeZone) === asUtc.getTime() - first.getTime() ? first : second;
}

/** What clocks in a zone show at an instant, for a `datetime-local` input; seconds only where there are any. */
export function wallTimeOf(instant: Date, timeZone: string): string {
  const shown = new Date(instant.getTime() + offsetMs(instant, timeZone)).toISOString();
  return shown.slice(0, shown.slice(17, 19) === "00" ? 16 : 19);
}

/** A zone under the name that the platform has for it; undefined where it knows none. */
export function knownTimeZone(zone: string | null | undefined): string | undefined {
  if (!zone) return undefined;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** IANA names that a person may choose from, UTC first. */
export function timeZones(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}

const DAY_MS = 86_400_000;

/** How far clocks of a zone are ahead of UTC. */
function offsetMs(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((candidate) => candidate.type === type)?.value);
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(instant.getTime() / 1_000) * 1_000;
}
