import { makeSay, type ConsoleSay } from "./say/sentence";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** What somebody says who speaks of waits; without one it is English, as in the answers of the API. */
export type WaitSay = ConsoleSay<
  | "Too many tries. Wait {count:number} hours, then try again."
  | "Too many tries. Wait {count:number} minutes, then try again."
  | "Too many tries. Wait {count:number} seconds, then try again."
>;

export const ENGLISH: WaitSay = makeSay("en", undefined);

/**
 * What somebody reads who has to wait before the next try. The wait is in one unit, rounded up so that it is never too
 * short: "42 seconds", "1 minute", "16 minutes", "1 hour".
 */
export function tooManyTries(seconds: number, say: WaitSay = ENGLISH): string {
  // Almost an hour reads better as one.
  if (seconds > HOUR - MINUTE)
    return say.count(
      Math.ceil(seconds / HOUR),
      "Too many tries. Wait {count:number} hour, then try again.",
      "Too many tries. Wait {count:number} hours, then try again.",
    );
  if (seconds > MINUTE - 1)
    return say.count(
      Math.ceil(seconds / MINUTE),
      "Too many tries. Wait {count:number} minute, then try again.",
      "Too many tries. Wait {count:number} minutes, then try again.",
    );
  return say.count(
    Math.max(1, Math.ceil(seconds)),
    "Too many tries. Wait {count:number} second, then try again.",
    "Too many tries. Wait {count:number} seconds, then try again.",
  );
}
