import { describe, expect, it } from "vitest";
import { signInProblem } from "@/app/(public)/login/sign-in-problem";
import { AUDIT_ACTIONS } from "@/lib/audit/events";
import { LIMITS, type Limit } from "@/lib/people/limits/limits";
import type { BrowserSay } from "@/components/words/say-provider";
import { makeSay } from "@/lib/say/sentence";
import { tooManyTries } from "@/lib/wait-words";

const english: BrowserSay = makeSay("en", undefined);

const HOUR = 3_600;

describe("every limit", () => {
  it.each<[string, Limit]>(Object.entries(LIMITS))(
    "%s: waits grow, end and are in the audit log",
    (_name, { free, waitsSeconds, windowSeconds, event, what }) => {
      // Below two, the very first try would already have to start a wait.
      expect(free).toBeGreaterThan(1);
      expect(waitsSeconds.length).toBeGreaterThan(0);
      expect(waitsSeconds).toEqual([...waitsSeconds].sort((a, b) => a - b));
      expect(waitsSeconds.at(-1)).toBeLessThanOrEqual(Math.min(HOUR, windowSeconds));
      expect(AUDIT_ACTIONS[event]).toBeDefined();
      expect(what).not.toBe("");
    },
  );
});

describe("a wait in words", () => {
  it.each([
    [0, "1 second"],
    [1, "1 second"],
    [1.2, "2 seconds"],
    [42, "42 seconds"],
    [59, "59 seconds"],
    [60, "1 minute"],
    [61, "2 minutes"],
    [960, "16 minutes"],
    [3_540, "59 minutes"],
    [3_541, "1 hour"],
    [3_600, "1 hour"],
    [3_601, "2 hours"],
  ])("%d seconds: %s", (seconds, words) => {
    expect(tooManyTries(seconds)).toBe(`Too many tries. Wait ${words}, then try again.`);
  });
});

describe("the sign-in page", () => {
  it("says how long to wait, and otherwise only what anybody may know", () => {
    expect(signInProblem("rate_limited.240", english)).toBe(
      "Too many tries. Wait 4 minutes, then try again.",
    );
    expect(signInProblem("CredentialsSignin", english)).toBe("Email or password is not right.");
    for (const code of ["rate_limited.", "rate_limited.<b>", "internal", ""])
      expect(signInProblem(code, english)).toMatch(/^Portico could not sign you in/);
  });
});
