import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextRefreshAt, nextRetryAt, REFRESH_MARGIN_MS } from "@/lib/portals/refresh/schedule";

const NOW = new Date("2026-11-21T12:00:00Z");
const after = (ms: number) => new Date(NOW.getTime() + ms);
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const waitOf = (at: Date) => at.getTime() - NOW.getTime();

describe("the next refresh", () => {
  it("comes before the expiry, never in the past, and leaves a token at least half of its life", () => {
    fc.assert(
      fc.property(fc.integer({ min: -3_600_000, max: 31 * 86_400_000 }), random, (life, dice) => {
        const wait = waitOf(nextRefreshAt(after(life), NOW, () => dice));
        expect(wait).toBeGreaterThanOrEqual(0);
        if (life <= 0) {
          expect(wait).toBe(0);
          return;
        }
        expect(wait).toBeLessThan(life);
        expect(wait).toBeGreaterThanOrEqual(life * 0.4 - 1);
      }),
    );
  });

  it("keeps the margin and at most a minute more for HubSpot's 30 minutes", () => {
    fc.assert(
      fc.property(random, (dice) => {
        const early = 1_800_000 - waitOf(nextRefreshAt(after(1_800_000), NOW, () => dice));
        expect(early).toBeGreaterThanOrEqual(REFRESH_MARGIN_MS);
        expect(early).toBeLessThanOrEqual(REFRESH_MARGIN_MS + 60_000);
      }),
    );
  });

  it("is spread: two dice, two times", () => {
    expect(nextRefreshAt(after(1_800_000), NOW, () => 0)).not.toEqual(
      nextRefreshAt(after(1_800_000), NOW, () => 0.5),
    );
  });
});

describe("the next try after a failure", () => {
  it("waits between a second and fifteen minutes, longer as failures add up", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), random, (failures, dice) => {
        const wait = waitOf(nextRetryAt(failures, undefined, NOW, () => dice));
        expect(wait).toBeGreaterThanOrEqual(1_000);
        expect(wait).toBeLessThanOrEqual(15 * 60_000);
        const later = waitOf(nextRetryAt(failures + 1, undefined, NOW, () => dice));
        expect(later).toBeGreaterThanOrEqual(wait);
      }),
    );
  });

  it.each([
    [0, 1, 5_000],
    [1, 0, 1_000],
    [1, 0.5, 2_500],
    [1, 1, 5_000],
    [2, 0.5, 5_000],
    [5, 0.5, 40_000],
    [8, 0.5, 320_000],
    [9, 0.5, 450_000],
    [500, 1, 900_000],
  ])(
    "after %d failures, with the dice at %d, waits %d ms: doubling, to fifteen minutes",
    (failures, dice, ms) => {
      expect(waitOf(nextRetryAt(failures, undefined, NOW, () => dice))).toBe(ms);
    },
  );

  it("is spread over all of the wait: two servers that failed together do not come back together", () => {
    const waits = [0, 0.25, 0.5, 0.75].map((dice) =>
      waitOf(nextRetryAt(4, undefined, NOW, () => dice)),
    );
    expect(waits).toEqual([1_000, 10_000, 20_000, 30_000]);
  });

  it("obeys Retry-After, but never spins", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), fc.nat(50), (seconds, failures) => {
        const wait = waitOf(nextRetryAt(failures, seconds, NOW));
        expect(wait).toBe(Math.max(1, seconds) * 1_000);
      }),
    );
  });
});
