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

describe("when a breaker opens", () => {
  const after = (...outcomes: boolean[]) => {
    const breaker = new Breaker(isTooMuchForAnApp);
    for (const isFailure of outcomes) {
      if (isFailure) breaker.failed(0);
      else breaker.succeeded();
    }
    return breaker;
  };
  const times = (count: number, isFailure: boolean) => Array<boolean>(count).fill(isFailure);

  it("after five failures in a row, not four", () => {
    expect(after(...times(4, true)).isOpen).toBe(false);
    expect(after(...times(5, true)).isOpen).toBe(true);
    expect(after(...times(4, true), false, true).isOpen).toBe(false);
  });

  it("by the last twenty calls alone: what was before is forgotten", () => {
    const pattern = [true, true, true, false, false];
    const mixed = [...pattern, ...pattern, ...pattern, ...pattern];
    expect(after(...mixed.slice(0, 18)).isOpen).toBe(false);
    expect(after(...times(20, false), ...mixed.slice(0, 15)).isOpen).toBe(false);
    expect(after(...times(20, false), ...mixed.slice(0, 16)).isOpen).toBe(true);
  });

  it("once: what began before says nothing new, and does not lengthen the pause", () => {
    const breaker = after(...times(5, true));
    for (let n = 0; n < 5; n += 1) breaker.failed(14_999);
    expect(breaker.retryAt).toBe(15_000);
    breaker.failed(15_000);
    expect(breaker.retryAt).toBe(45_000);
  });

  it("anew only after five more failures, once it has closed", () => {
    const breaker = after(...times(5, true), false);
    expect(breaker.retryAt).toBe(0);
    for (let n = 0; n < 4; n += 1) breaker.failed(0);
    expect(breaker.isOpen).toBe(false);
    breaker.failed(0);
    expect(breaker.retryAt).toBe(15_000);
  });

  it("by calls that were made, and by none beside them", () => {
    const nineOfNineteen = [false, false, ...Array<boolean[]>(8).fill([true, false]).flat(), true];
    expect(after(...nineOfNineteen).isOpen).toBe(false);
    expect(after(...times(5, true), ...nineOfNineteen).isOpen).toBe(false);
  });

  it("and closes without holding the failures from before against what comes", () => {
    const breaker = after(...times(5, true), ...times(15, false), true);
    expect(breaker.isOpen).toBe(false);
  });
});

describe("Retry-After", () => {
  it("is not shortened by one that asks for less", () => {
    const gate = new AppGate();
    for (const seconds of [90, 5, undefined]) {
      gate.began();
      gate.ended("passing", 0, seconds);
    }
    expect(gate.opensAt(0)).toBe(90_000);
    expect(gate.free(89_999)).toBe(0);
    expect(gate.opensAt(90_000)).toBe(0);
  });

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

describe("what opens HubSpot's breaker", () => {
  const opened = (failures: string) => {
    const gate = new HostGate();
    for (const app of failures) gate.failed(app, 0);
    return gate.breaker.isOpen;
  };

  it("is ten failures in a row, of two apps or more", () => {
    expect(opened("aaaaabbbb")).toBe(false);
    expect(opened("aaaaabbbbb")).toBe(true);
    expect(opened("aaaaaaaaaa")).toBe(false);
  });

  it("is not an app that failed before an answer came", () => {
    const gate = new HostGate();
    gate.failed("b", 0);
    gate.answered();
    for (let n = 0; n < 15; n += 1) gate.failed("a", 0);
    expect(gate.breaker.isOpen).toBe(false);
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
    expect(trouble.isQuiet("recovered", 15_000)).toBe(false);
    trouble.note("answered", breaker, undefined, 15_001);
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

  it("waits for a minute where there are numbers alone, and counts each kind by itself", () => {
    const trouble = new Trouble();
    for (let n = 0; n < TOLD_PER_MINUTE; n += 1) expect(trouble.isQuiet("failed", 0)).toBe(false);
    expect(trouble.takeNews(1_000)).toBeUndefined();
    expect(trouble.isQuiet("recovered", 2_000)).toBe(true);
    expect(trouble.isQuiet("failed", 2_000)).toBe(true);
    expect(trouble.isQuiet("recovered", 2_000)).toBe(true);
    expect(trouble.takeNews(60_999)).toBeUndefined();
    expect(trouble.takeNews(61_000)).toEqual({ isClosed: false, failed: 1, recovered: 2 });
  });

  it("waits a minute again after numbers were told", () => {
    const trouble = new Trouble();
    const flood = (now: number) => {
      for (let n = 0; n < TOLD_PER_MINUTE + 1; n += 1) trouble.isQuiet("failed", now);
    };
    flood(0);
    trouble.takeNews(0);
    flood(61_000);
    expect(trouble.takeNews(61_000)).toMatchObject({ failed: 2 });
    flood(120_000);
    expect(trouble.takeNews(120_999)).toBeUndefined();
    expect(trouble.takeNews(121_000)).toMatchObject({ failed: 1 });
  });

  it("is when HubSpot last answered, which is not when it failed", () => {
    const trouble = new Trouble();
    const breaker = new Breaker(isTooMuchForAnApp);
    expect(trouble.answeredAt).toBe(0);
    trouble.note("answered", breaker, undefined, 5);
    trouble.note("passing", breaker, failure, 6);
    trouble.note("neither", breaker, undefined, 7);
    expect(trouble.answeredAt).toBe(5);
    expect(trouble.takeNews(7)).toBeUndefined();
  });

  it("is that it opened again, when it did after it had closed", () => {
    const trouble = new Trouble();
    trouble.note("passing", opened(), failure, 0);
    trouble.note("answered", new Breaker(isTooMuchForAnApp), undefined, 1);
    trouble.note("passing", opened(), failure, 2);
    expect(trouble.takeNews(2)).toMatchObject({ isClosed: false, opened: { retryAt: 15_000 } });
    expect(trouble.isQuiet("failed", 2)).toBe(true);
  });

  it("is nothing new where the breaker is open for another reason than this call", () => {
    const trouble = new Trouble();
    trouble.note("neither", opened(), failure, 0);
    trouble.note("passing", opened(), undefined, 0);
    trouble.note("passing", new Breaker(isTooMuchForAnApp), failure, 0);
    expect(trouble.takeNews(0)).toBeUndefined();
    expect(trouble.isQuiet("failed", 0)).toBe(false);
  });

  it("keeps, given back, what came meanwhile", () => {
    const trouble = new Trouble();
    trouble.note("passing", opened(), failure, 0);
    trouble.isQuiet("failed", 0);
    const first = trouble.takeNews(0);
    if (!first) throw new Error("no news");
    const later = new HubSpotError({ kind: "unreachable" });
    trouble.note("passing", opened(), later, 1);
    trouble.isQuiet("recovered", 1);
    trouble.giveBack(first);
    expect(trouble.takeNews(2)).toMatchObject({
      opened: { kind: "unreachable" },
      isClosed: false,
      failed: 1,
      recovered: 1,
    });
    trouble.giveBack({ isClosed: true, failed: 0, recovered: 2 });
    expect(trouble.takeNews(3)).toMatchObject({ isClosed: true, failed: 0, recovered: 2 });
  });
});
