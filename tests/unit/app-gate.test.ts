import { describe, expect, it } from "vitest";
import { AppGate, MOST_PER_APP } from "@/lib/portals/breaker/app-gate";

/** Begins as many as the gate lets through, and ends them all alike. */
function wave(gate: AppGate, outcome: "answered" | "passing" | "neither", now: number): number {
  const count = gate.free(now);
  for (let n = 0; n < count; n += 1) gate.began();
  for (let n = 0; n < count; n += 1) gate.ended(outcome, now);
  return count;
}

describe("how many refreshes of an app may be under way", () => {
  it("grows while HubSpot answers, to a limit", () => {
    const gate = new AppGate();
    const waves = Array.from({ length: 10 }, () => wave(gate, "answered", 0));
    expect(waves[0]).toBe(8);
    expect(waves[1]).toBe(16);
    expect(waves.at(-1)).toBe(MOST_PER_APP);
  });

  it("counts those that are under way", () => {
    const gate = new AppGate();
    for (let n = 0; n < 5; n += 1) gate.began();
    expect(gate.free(0)).toBe(3);
  });

  it("halves once for many failures of one cause, and grows slowly afterwards", () => {
    const gate = new AppGate();
    for (const _wave of [1, 2]) wave(gate, "answered", 0);
    const before = gate.free(0);
    for (let n = 0; n < 4; n += 1) gate.began();
    for (let n = 0; n < 4; n += 1) gate.ended("passing", 5_000);
    expect(gate.free(5_000)).toBe(before / 2);
    for (const _wave of [1, 2, 3]) wave(gate, "answered", 5_000);
    expect(gate.free(5_000)).toBe(before / 2 + 2);
  });

  it("is not moved by what HubSpot had nothing to do with", () => {
    const gate = new AppGate();
    for (const _wave of [1, 2, 3]) wave(gate, "neither", 0);
    expect(gate.free(0)).toBe(8);
  });
});

describe("an app that only fails", () => {
  it("is left alone for a while, then one tries, and longer each time", () => {
    const gate = new AppGate();
    wave(gate, "passing", 0);
    expect(gate.free(14_999)).toBe(0);
    expect(gate.free(15_000)).toBe(1);
    gate.began();
    expect(gate.free(15_000)).toBe(0);
    gate.ended("passing", 15_000);
    expect(gate.free(44_999)).toBe(0);
    expect(wave(gate, "passing", 45_000)).toBe(1);
    expect(gate.free(45_000 + 59_999)).toBe(0);
    expect(gate.free(45_000 + 60_000)).toBe(1);
  });

  it("is let in again by one answer", () => {
    const gate = new AppGate();
    wave(gate, "passing", 0);
    expect(wave(gate, "answered", 15_000)).toBe(1);
    expect(gate.free(15_000)).toBeGreaterThan(1);
  });

  it("may try again although the one that tried had to do with something else", () => {
    const gate = new AppGate();
    wave(gate, "passing", 0);
    expect(wave(gate, "neither", 15_000)).toBe(1);
    expect(gate.free(15_000)).toBe(1);
  });
});

describe("the pace of an app", () => {
  /** Answers at the given milliseconds. */
  function paceAfter(...times: number[]): number {
    const gate = new AppGate();
    for (const time of times) {
      gate.began();
      gate.ended("answered", time);
    }
    return gate.pace;
  }

  it("is none before an answer", () => {
    expect(new AppGate().pace).toBe(0);
  });

  it("is what came within a second, and not less while the second lasts", () => {
    expect(paceAfter(10_000, 10_100, 10_200, 10_300)).toBe(3);
    expect(paceAfter(10_000, 10_100, 10_200, 10_300, 11_000, 11_100)).toBe(4);
  });

  it("is counted to the second when the next answer comes a little later", () => {
    expect(paceAfter(10_000, 10_100, 10_200, 11_250)).toBe(2.4);
  });

  it("is one when answers are seconds apart", () => {
    expect(paceAfter(10_000, 10_100, 10_200, 12_000)).toBe(1);
    expect(paceAfter(10_000, 13_000)).toBe(1);
  });

  it("counts answers alone", () => {
    const gate = new AppGate();
    gate.began();
    gate.ended("passing", 500);
    gate.began();
    gate.ended("neither", 500);
    expect(gate.pace).toBe(0);
    expect(gate.busy).toBe(0);
  });
});

describe("the room of an app", () => {
  it("is never more than the most, from the start, nor less than one", () => {
    expect(new AppGate(3).room).toBe(3);
    const gate = new AppGate(10);
    for (let n = 0; n < 20; n += 1) {
      gate.began();
      gate.ended("answered", 0);
    }
    expect(gate.room).toBe(10);
    for (let n = 0; n < 10; n += 1) {
      gate.began();
      gate.ended("passing", n * 1_000);
    }
    expect(gate.room).toBe(1);
  });

  it("is halved again by a failure a second later, which is another cause", () => {
    const gate = new AppGate();
    for (const time of [0, 999, 1_000]) {
      gate.began();
      gate.ended("passing", time);
    }
    expect(gate.room).toBe(2);
  });

  it("grows by one for as many answers as it has, once a failure has shown where it ends", () => {
    const gate = new AppGate();
    gate.began();
    gate.ended("passing", 0);
    expect(gate.room).toBe(4);
    for (let n = 0; n < 3; n += 1) {
      gate.began();
      gate.ended("answered", 0);
    }
    expect(gate.room).toBe(4);
    for (let n = 0; n < 2; n += 1) {
      gate.began();
      gate.ended("answered", 0);
    }
    expect(gate.room).toBe(5);
  });

  it("is not shortened by more calls under way than it has", () => {
    const gate = new AppGate();
    for (let n = 0; n < 12; n += 1) gate.began();
    expect(gate.free(0)).toBe(0);
  });
});
