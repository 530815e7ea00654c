import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDateTime,
  formatDuration,
  formatHubId,
  formatIso,
  formatNumber,
  formatRelative,
  middleTruncate,
  toEpochMs,
} from "@/lib/format";

const NOW = Date.parse("2026-11-21T16:05:09.250Z");
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("formatDateTime", () => {
  it.each([
    ["Europe/Berlin", "21 Nov 2026, 17:05 CET"],
    ["America/New_York", "21 Nov 2026, 11:05 EST"],
    ["UTC", "21 Nov 2026, 16:05 UTC"],
    ["Asia/Kolkata", "21 Nov 2026, 21:35 GMT+5:30"],
  ])("names the zone %s", (zone, expected) => {
    expect(formatDateTime(NOW, zone)).toBe(expected);
  });

  it("follows daylight saving time", () => {
    expect(formatDateTime("2026-07-01T12:00:00Z", "Europe/Berlin")).toBe("1 Jul 2026, 14:00 CEST");
  });

  it("writes midnight as 00 and shows seconds on request", () => {
    expect(formatDateTime("2026-09-01T00:00:07Z", "UTC", { seconds: true })).toBe(
      "1 Sep 2026, 00:00:07 UTC",
    );
  });

  it("refuses an unknown zone and an invalid date", () => {
    expect(() => formatDateTime(NOW, "Mars/Olympus")).toThrow(RangeError);
    expect(() => formatDateTime("yesterday-ish", "UTC")).toThrow(RangeError);
  });
});

describe("formatRelative", () => {
  it.each([
    [0, "now"],
    [400, "now"],
    [600, "in 1 sec"],
    [-5 * SECOND, "5 sec ago"],
    [59 * SECOND, "in 59 sec"],
    [60 * SECOND, "in 1 min"],
    [12 * MINUTE + 40 * SECOND, "in 12 min"],
    [-3 * HOUR, "3 hr ago"],
    [-DAY, "1 day ago"],
    [-6 * DAY, "6 days ago"],
    [45 * DAY, "in 1 mo"],
    [-800 * DAY, "2 yr ago"],
  ])("%d ms from now is %s", (offset, expected) => {
    expect(formatRelative(NOW + offset, NOW)).toBe(expected);
  });

  it("never promises more time than remains", () => {
    fc.assert(
      fc.property(fc.integer({ min: SECOND, max: HOUR - 1 }), (left) => {
        const [, count, unit] = /^in (\d+) (sec|min)$/.exec(formatRelative(NOW + left, NOW)) ?? [];
        expect(Number(count) * (unit === "min" ? MINUTE : SECOND)).toBeLessThanOrEqual(left);
      }),
    );
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0 sec"],
    [-50, "0 sec"],
    [999, "0 sec"],
    [40 * SECOND, "40 sec"],
    [90 * SECOND, "1 min 30 sec"],
    [HOUR + 5 * MINUTE + 9 * SECOND, "1 hr 5 min"],
    [HOUR + 9 * SECOND, "1 hr"],
    [2 * DAY + HOUR, "2 days 1 hr"],
  ])("%d ms reads %s", (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected);
  });
});

describe("numbers and ids", () => {
  it.each([
    [0, "0", "0"],
    [9_999, "9,999", "9,999"],
    [10_000, "10,000", "10,000+"],
    [123_456, "123,456", "10,000+"],
  ])("%d is %s, and as a capped count %s", (value, plain, capped) => {
    expect(formatNumber(value)).toBe(plain);
    expect(formatCount(value)).toBe(capped);
  });

  it.each([
    [62515, "62515"],
    [9007199254740993n, "9007199254740993"],
    [" 62515 ", "62515"],
  ])("writes Hub ID %s without grouping", (value, expected) => {
    expect(formatHubId(value)).toBe(expected);
  });

  it("writes instants as UTC to the second", () => {
    expect(formatIso(NOW)).toBe("2026-11-21T16:05:09Z");
    expect(toEpochMs(new Date(NOW))).toBe(NOW);
  });
});

describe("middleTruncate", () => {
  it.each([
    ["short", 16, "short"],
    ["abcdefghijklmnop", 16, "abcdefghijklmnop"],
    ["abcdefghijklmnopq", 16, "abcdefgh…klmnopq"],
    ["abcdef", 1, "a…f"],
  ])("%s in %d characters is %s", (value, max, expected) => {
    expect(middleTruncate(value, max)).toBe(expected);
  });

  it("keeps the length limit and both ends", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 3, max: 40 }), (value, max) => {
        const result = Array.from(middleTruncate(value, max));
        const source = Array.from(value);
        expect(result.length).toBe(Math.min(source.length, max));
        expect(result[0]).toBe(source[0]);
        expect(result.at(-1)).toBe(source.at(-1));
      }),
    );
  });
});

describe("bytes", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [10_592_889, "10.6 MB"],
    [271_000_000_000, "271 GB"],
    [5e15, "5000 TB"],
  ])("%s are %s", (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });
});

describe("in German", () => {
  const now = Date.UTC(2026, 10, 21, 16, 5);
  const MINUTE = 60_000;

  it("a time has its day first and the zone's own name", () => {
    expect(formatDateTime(now, "Europe/Berlin", { lang: "de" })).toBe("21.11.2026, 17:05 MEZ");
    expect(formatDateTime(now, "Asia/Tokyo", { lang: "de", seconds: true })).toBe(
      "22.11.2026, 01:05:00 GMT+9",
    );
  });

  it("distances and lengths have signs for units, which end no sentence", () => {
    const from = (ms: number) => formatRelative(now + ms, now, "de");
    expect([from(-34_000), from(12 * MINUTE), from(-3 * 60 * MINUTE), from(0)]).toEqual([
      "vor 34 s",
      "in 12 min",
      "vor 3 h",
      "jetzt",
    ]);
    expect(from(2 * 1440 * MINUTE)).toBe("in 2 Tagen");
    expect(formatDuration(65 * MINUTE, "de")).toBe("1 h 5 min");
    expect(formatDuration(1500 * MINUTE, "de")).toBe("1 Tag 1 h");
    expect(formatDuration(0, "de")).toBe("0 s");
  });

  it("numbers have its separators", () => {
    expect([formatNumber(12_345, "de"), formatCount(10_000, 10_000, "de")]).toEqual([
      "12.345",
      "10.000+",
    ]);
    expect(formatBytes(10_600_000, "de")).toBe("10,6 MB");
  });
});
