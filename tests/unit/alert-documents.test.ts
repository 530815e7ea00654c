import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pauseAfter } from "@/lib/alerts/backoff";
import { ALERT_EVENT_TYPES } from "@/lib/alerts/event-types";

const text = readFileSync("docs/alerts.md", "utf8");

describe("docs/alerts.md", () => {
  it("names every event, and none that does not exist", () => {
    const named = [...text.matchAll(/^\| `([a-z]+\.[a-z_]+)`/gm)].map(([, type]) => type);
    expect(named).toEqual([...ALERT_EVENT_TYPES]);
  });

  it("tells the pauses as they are", () => {
    const pauses = Array.from({ length: 9 }, (_, index) => pauseAfter(index + 1, 0, 0));
    expect(pauses).toEqual([5, 30, 120, 600, 1_800, 3_600, 7_200, 10_800, 10_800]);
    expect(text).toContain("5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 2 h and then\n  every 3 h");
  });
});
