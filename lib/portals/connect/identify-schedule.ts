const SHORTEST_MS = 5_000;
const LONGEST_MS = 3_600_000;

/** When HubSpot is asked again who installed a grant: after half the time that it has been asked in vain. */
export function nextIdentifyAt(askingSince: Date, now: Date): Date {
  const halfMs = (now.getTime() - askingSince.getTime()) / 2;
  return new Date(now.getTime() + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, halfMs)));
}
