import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf, isWallTime, wallTimeOf } from "@/lib/zoned-time";

const ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"];

describe("times as clocks on a wall show them", () => {
  it.each([
    ["2026-11-21T17:05", "UTC", "2026-11-21T17:05:00.000Z"],
    ["2026-11-21T17:05", "Europe/Berlin", "2026-11-21T16:05:00.000Z"],
    ["2026-07-01T00:30:15", "Asia/Kathmandu", "2026-06-30T18:45:15.000Z"],
    // Shown twice: the first is meant.
    ["2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    ["2026-11-01T01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
    // Skipped: as much later as the clock skips.
    ["2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
  ])("%s in %s is %s", (wallTime, zone, instant) => {
    expect(instantOf(wallTime, zone)?.toISOString()).toBe(instant);
  });

  it.each(["", "2026-02-31T10:00", "2026-13-01T10:00", "2026-01-01T24:61", "2026-01-01", "now"])(
    "%j is no time",
    (text) => {
      expect(instantOf(text, "UTC")).toBeNull();
    },
  );

  it("come back as the instant they were", () => {
    const instant = fc.date({
      min: new Date("1980-01-01T00:00:00Z"),
      max: new Date("2090-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), (at, zone) => {
        at.setUTCMilliseconds(0);
        const wallTime = wallTimeOf(at, zone);
        expect(isWallTime(wallTime)).toBe(true);
        const back = instantOf(wallTime, zone);
        // An hour that comes twice is told apart by nothing.
        expect([0, 3_600_000]).toContain(at.getTime() - (back?.getTime() ?? Number.NaN));
        expect(wallTimeOf(back ?? at, zone)).toBe(wallTime);
      }),
    );
  });
});
