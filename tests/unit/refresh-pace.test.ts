import { describe, expect, it } from "vitest";
import { RefreshPace } from "@/lib/door/refresh-pace";

const times = <T>(count: number, work: () => T) => Array.from({ length: count }, work);

describe("how often services may have a portal refreshed", () => {
  it("ten times in ten seconds, each portal by itself, and again when those are over", () => {
    const pace = new RefreshPace();
    expect(times(12, () => pace.lets("a", 1_000)).filter(Boolean)).toHaveLength(10);
    expect(pace.lets("b", 1_000)).toBe(true);
    expect(pace.lets("a", 10_999)).toBe(false);
    expect(pace.lets("a", 11_000)).toBe(true);
  });

  it("is not stretched by whoever asks on and on: a refusal does not count", () => {
    const pace = new RefreshPace();
    times(10, () => pace.lets("a", 0));
    times(50, () => pace.lets("a", 9_000));
    expect(pace.lets("a", 10_000)).toBe(true);
  });

  it("holds also among very many portals", () => {
    const pace = new RefreshPace();
    times(10, () => pace.lets("a", 0));
    for (let portal = 0; portal < 2_000; portal += 1) pace.lets(`${portal}`, 1);
    expect(pace.lets("a", 2)).toBe(false);
  });
});
