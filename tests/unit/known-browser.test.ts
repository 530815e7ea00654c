import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import type { Env } from "@/lib/env";
import { BROWSER_MARK_MS, knownBrowser, markBrowser } from "@/lib/people/known-browser";

const NOW = Date.parse("2026-11-25T12:00:00Z");
const at = (ms: number, secret = "a-session-secret-for-tests-0123456789") => ({
  env: { sessionSecret: new Secret(secret) } as Env,
  now: () => new Date(ms),
});
const ada = { id: "0193-ada", passwordChangedAt: new Date(NOW - 5_000) };

describe("the mark of a known browser", () => {
  it("names one browser for its account until it is too old", () => {
    const mark = markBrowser(at(NOW), ada);
    const id = knownBrowser(at(NOW), ada, mark);
    expect(id).toBeTypeOf("string");
    expect(knownBrowser(at(NOW + BROWSER_MARK_MS - 1), ada, mark)).toBe(id);
    expect(knownBrowser(at(NOW + BROWSER_MARK_MS), ada, mark)).toBeUndefined();
  });

  it("is another one for each browser", () => {
    const ids = [1, 2, 3].map(() => knownBrowser(at(NOW), ada, markBrowser(at(NOW), ada)));
    expect(new Set(ids).size).toBe(3);
  });

  it.each([
    ["another account", { ...ada, id: "0193-bob" }],
    ["a new password", { ...ada, passwordChangedAt: new Date(NOW) }],
    ["no password", { ...ada, passwordChangedAt: null }],
    ["nobody", null],
  ])("is worthless for %s", (_name, person) => {
    expect(knownBrowser(at(NOW), person, markBrowser(at(NOW), ada))).toBeUndefined();
  });

  it("of nobody cannot be made by asking for nobody", () => {
    const mark = markBrowser(at(NOW), { id: "", passwordChangedAt: null });
    expect(knownBrowser(at(NOW), null, mark)).toBeUndefined();
  });

  it("is worthless under another session secret", () => {
    const mark = markBrowser(at(NOW), ada);
    expect(knownBrowser(at(NOW, "another-session-secret-0123456789ab"), ada, mark)).toBeUndefined();
  });

  it("does not survive the change of any character", () => {
    const mark = markBrowser(at(NOW), ada);
    fc.assert(
      fc.property(
        fc.nat({ max: mark.length - 1 }),
        fc.constantFrom(..."AZaz09-_."),
        (place, other) => {
          fc.pre(mark[place] !== other);
          const changed = mark.slice(0, place) + other + mark.slice(place + 1);
          expect(knownBrowser(at(NOW), ada, changed)).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([undefined, "", "..", "a.b.c", `${"a".repeat(43)}.1.${"a".repeat(43)}`])(
    "is not %j",
    (mark) => {
      expect(knownBrowser(at(NOW), ada, mark)).toBeUndefined();
    },
  );
});
