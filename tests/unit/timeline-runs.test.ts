import { describe, expect, it } from "vitest";
import { timelineRuns } from "@/app/(console)/portals/[portalId]/timeline-runs";
import type { TimelineEntry } from "@/lib/portals/look-up/timeline";

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 27, 12);

/** Events a minute apart, newest first, the latest at noon. */
function events(...actions: string[]): TimelineEntry[] {
  return actions.map((action, age) => ({
    seq: String(1000 - age),
    at: new Date(NOON - age * MINUTE),
    action: `portal.${action}`,
    title: action,
    outcome: action === "refresh_failed" ? "failed" : "ok",
    actor: "Portico",
    correlationId: null,
    facts: [],
  }));
}

const many = (count: number, action: string) => Array.from({ length: count }, () => action);
const lines = (entries: TimelineEntry[]) =>
  timelineRuns(entries).map(({ title, entries: run }) => [title, run.length]);

describe("a portal's timeline", () => {
  it("tells refreshes that follow on each other as one line, which holds them all", () => {
    expect(lines(events(...many(48, "refreshed"), "connected"))).toEqual([
      ["Refreshed 48 times", 48],
      ["connected", 0],
    ]);
  });

  it("tells failures and the refresh that ended them as one story, with how long it lasted", () => {
    const entries = events(
      "refreshed",
      "refresh_recovered",
      ...many(12, "refresh_failed"),
      "tested",
    );
    expect(lines(entries)).toEqual([
      ["refreshed", 0],
      ["Failed 12 times, then recovered after 12 min", 13],
      ["tested", 0],
    ]);
    expect(lines(events("refresh_recovered", "refresh_failed"))).toEqual([
      ["Failed once, then recovered after 1 min", 2],
    ]);
  });

  it("says of failures that go on how many there are", () => {
    expect(lines(events(...many(3, "refresh_failed"), "refreshed"))).toEqual([
      ["Failed 3 times in a row", 3],
      ["refreshed", 0],
    ]);
  });

  it("ends a run where anything else happened, and loses no event", () => {
    const entries = events("refreshed", "refreshed", "tested", "refreshed", "refresh_recovered");
    expect(lines(entries)).toEqual([
      ["Refreshed 2 times", 2],
      ["tested", 0],
      ["refreshed", 0],
      ["refresh_recovered", 0],
    ]);
    const kept = timelineRuns(entries).flatMap((run) =>
      run.entries.length > 0 ? run.entries : [run.latest],
    );
    expect(kept).toEqual(entries);
    expect(timelineRuns([])).toEqual([]);
  });
});
