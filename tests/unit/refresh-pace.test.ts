import { describe, expect, it } from "vitest";
import { RefreshPace } from "@/lib/door/refresh-pace";

/** Asks until it is refused; every yes is a call that went as said. */
function asked(pace: RefreshPace, portalId: string, now: number, isWell = true): number {
  let made = 0;
  for (; pace.lets(portalId, now) && made < 100; made += 1) pace.note(portalId, isWell, now);
  return made;
}

describe("how often services may have a portal refreshed", () => {
  it("ten times in ten seconds, each portal by itself, and again when those are over", () => {
    const pace = new RefreshPace();
    expect(asked(pace, "a", 1_000)).toBe(10);
    expect(pace.lets("b", 1_000)).toBe(true);
    expect(pace.lets("a", 10_999)).toBe(false);
    expect(pace.lets("a", 11_000)).toBe(true);
  });

  it("four times where HubSpot gives nothing", () => {
    expect(asked(new RefreshPace(), "a", 0, false)).toBe(4);
  });

  it("is not spent by those who share a call, nor by being refused", () => {
    const pace = new RefreshPace();
    for (let caller = 0; caller < 50; caller += 1) expect(pace.lets("a", 0)).toBe(true);
    asked(pace, "a", 0);
    for (let caller = 0; caller < 50; caller += 1) pace.lets("a", 9_000);
    expect(pace.lets("a", 10_000)).toBe(true);
  });

  it("holds also among very many portals", () => {
    const pace = new RefreshPace();
    asked(pace, "a", 0);
    for (let portal = 0; portal < 2_000; portal += 1) pace.note(`${portal}`, true, 1);
    expect(pace.lets("a", 2)).toBe(false);
  });
});
