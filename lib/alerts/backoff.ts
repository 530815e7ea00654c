/** Pauses after the first, second, … failed try, in seconds; the last one repeats until the delivery is given up. */
const PAUSES = [5, 30, 2 * 60, 10 * 60, 30 * 60, 3_600, 2 * 3_600, 3 * 3_600];
const MOST_REST_SECONDS = 5 * 60;

/**
 * Seconds until the next try, with up to a fifth of jitter so that what failed together does not come back together; not
 * before the receiver asked for.
 * @param tries how many there were
 */
export function pauseAfter(tries: number, retryAfterSeconds = 0, random = Math.random()): number {
  const pause = PAUSES[Math.min(Math.max(1, tries), PAUSES.length) - 1] ?? 0;
  return Math.max(pause * (1 + random / 5), retryAfterSeconds);
}

/**
 * Seconds in which nobody tries a receiver that failed: the longer it fails, the longer, so that what waits for it does not
 * hold up others.
 */
export function restAfter(failingForMs: number): number {
  return Math.min(MOST_REST_SECONDS, 5 + failingForMs / 10_000);
}
