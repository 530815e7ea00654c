const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A wait in one unit, rounded up so that it is never too short: "42 seconds", "1 minute", "16 minutes", "1 hour". */
export function waitWords(seconds: number): string {
  // Almost an hour reads better as one.
  if (seconds > HOUR - MINUTE) return count(Math.ceil(seconds / HOUR), "hour");
  if (seconds > MINUTE - 1) return count(Math.ceil(seconds / MINUTE), "minute");
  return count(Math.max(1, Math.ceil(seconds)), "second");
}

/** What somebody reads who has to wait before the next try. */
export function tooManyTries(seconds: number): string {
  return `Too many tries. Wait ${waitWords(seconds)}, then try again.`;
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
