import { describe, expect, it } from "vitest";
import { HubSpotError } from "@/lib/hubspot/errors";
import { Breaker, isTooMuchForAnApp } from "@/lib/portals/breaker/breaker";
import { AppGate } from "@/lib/portals/breaker/app-gate";
import { HostGate } from "@/lib/portals/breaker/host-gate";
import { TOLD_PER_MINUTE, Trouble } from "@/lib/portals/breaker/trouble";

describe("a circuit breaker", () => {
  it("opens when half of the last twenty calls failed, although none did in a row", () => {
    const breaker = new Breaker(isTooMuchForAnApp);
    for (let n = 0; n < 9; n += 1) {
      breaker.succeeded();
      breaker.failed(0);
    }
    expect(breaker.lets(0)).toBe("all");
    breaker.succeeded();
    breaker.failed(0);
    expect(breaker.lets(0)).toBe("none");
    expect(breaker.retryAt).toBe(15_000);
    expect(breaker.lets(15_000)).toBe("one");
  });

  it("never waits longer than two minutes, and starts anew after a success", () => {
    const breaker = new Breaker(isTooMuchForAnApp);
    let now = 0;
    for (let n = 0; n < 5; n += 1) breaker.failed(now);
    for (let n = 0; n < 8; n += 1) {
      now = breaker.retryAt;
      breaker.failed(now);
    }
    expect(breaker.retryAt - now).toBe(120_000);
    breaker.succeeded();
    expect(breaker.lets(now)).toBe("all");
  });
});

describe("Retry-After", () => {
  it("keeps an app waiting that long, ten minutes at most, and only that app's gate", () => {
    const gate = new AppGate();
    gate.began();
    gate.ended("passing", 0, 90);
    expect(gate.free(89_999)).toBe(0);
    expect(gate.opensAt(0)).toBe(90_000);
    expect(gate.free(90_000)).toBeGreaterThan(1);
    expect(gate.breaker.isOpen).toBe(false);
    gate.began();
    gate.ended("passing", 90_000, 86_400);
    expect(gate.opensAt(90_000)).toBe(690_000);
  });
});

describe("HubSpot as a whole", () => {
  it("is left alone when several apps fail and none succeeds", () => {
    const gate = new HostGate();
    for (let n = 0; n < 20; n += 1) gate.failed("a", 0);
    expect(gate.free(0, 0)).toBe(Infinity);
    gate.failed("b", 0);
    expect(gate.free(0, 0)).toBe(0);
    expect(gate.free(15_000, 0)).toBe(1);
    expect(gate.free(15_000, 1)).toBe(0);
    gate.answered();
    expect(gate.free(15_000, 1)).toBe(Infinity);
  });

  it("is not when an app fails and another is answered", () => {
    const gate = new HostGate();
    for (let n = 0; n < 20; n += 1) {
      gate.failed("a", 0);
      gate.answered();
      gate.failed("b", 0);
    }
    expect(gate.free(0, 0)).toBe(Infinity);
  });
});

describe("what is told of an app", () => {
  const failure = new HubSpotError({ kind: "unavailable", httpStatus: 503 });
  const opened = () => {
    const breaker = new Breaker(isTooMuchForAnApp);
    for (let n = 0; n < 5; n += 1) breaker.failed(0);
    return breaker;
  };

  it("is each outcome by itself until there are too many in a minute, then a number", () => {
    const trouble = new Trouble();
    const quiet = Array.from({ length: TOLD_PER_MINUTE + 3 }, () => trouble.isQuiet("failed", 0));
    expect(quiet.filter(Boolean)).toHaveLength(3);
    expect(trouble.isQuiet("failed", 60_000)).toBe(false);
    expect(trouble.takeNews(30_000)).toBeUndefined();
    expect(trouble.takeNews(61_000)).toMatchObject({ failed: 3, recovered: 0 });
    expect(trouble.takeNews(200_000)).toBeUndefined();
  });

  it("is that the breaker opened once, then only that it tried in vain, then that it closed", () => {
    const trouble = new Trouble();
    const breaker = opened();
    trouble.note("passing", breaker, failure, 0);
    expect(trouble.takeNews(0)).toMatchObject({ opened: { kind: "unavailable", retryAt: 15_000 } });
    expect(trouble.takeNews(1)).toBeUndefined();
    expect(trouble.isQuiet("failed", 1)).toBe(true);
    breaker.succeeded();
    trouble.note("answered", breaker, undefined, 15_000);
    expect(trouble.takeNews(15_000)).toMatchObject({ isClosed: true, failed: 1 });
    expect(trouble.takeNews(200_000)).toBeUndefined();
  });

  it("is not lost when it cannot be written", () => {
    const trouble = new Trouble();
    trouble.note("passing", opened(), failure, 0);
    trouble.isQuiet("failed", 0);
    const news = trouble.takeNews(0);
    if (!news) throw new Error("no news");
    trouble.giveBack(news);
    expect(trouble.takeNews(1)).toEqual(news);
  });
});
