import { describe, expect, it } from "vitest";
import { orderedId } from "@/lib/db/ordered-id";

describe("an id that is made here", () => {
  it("is a UUID of version 7, and another each time", () => {
    const ids = Array.from({ length: 100 }, () => orderedId());
    for (const id of ids)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("sorts by its time", () => {
    const days = ["2026-11-28T12:00:00.000Z", "2026-11-28T12:00:00.001Z", "2031-01-01T00:00:00Z"];
    const ids = days.map((day) => orderedId(new Date(day)));
    expect(ids.toSorted()).toEqual(ids);
    expect(Number.parseInt((ids[0] ?? "").replace("-", "").slice(0, 12), 16)).toBe(
      Date.parse("2026-11-28T12:00:00.000Z"),
    );
  });
});
