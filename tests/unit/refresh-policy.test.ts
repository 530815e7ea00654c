import { describe, expect, it } from "vitest";
import { policyCost, REFRESH_POLICIES } from "@/lib/hubspot-apps/renewal/policy-words";
import { plannedRefreshAt } from "@/lib/portals/refresh/schedule";
import { sayIn } from "@/lib/say/say";

const now = new Date("2026-11-26T12:00:00Z");
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const hoursAgo = (count: number) => minutes(-60 * count);

describe("when a token is renewed next", () => {
  const expiresAt = minutes(30);
  const planned = (policy: (typeof REFRESH_POLICIES)[number], lastReadAt: Date | null) =>
    plannedRefreshAt(policy, { expiresAt, lastReadAt }, now, () => 0);

  it("ahead: before it expires, whoever reads it", () => {
    expect(planned("ahead", null)).toEqual(minutes(25));
    expect(planned("ahead", hoursAgo(100))).toEqual(minutes(25));
  });

  it("when used: before it expires while somebody reads it, else tomorrow", () => {
    expect(planned("when_used", hoursAgo(23))).toEqual(minutes(25));
    expect(planned("when_used", hoursAgo(24))).toEqual(minutes(24 * 60));
    expect(planned("when_used", null)).toEqual(minutes(24 * 60));
  });

  it("when used: those connected together are not asked for together", () => {
    const last = plannedRefreshAt("when_used", { expiresAt, lastReadAt: null }, now, () => 1);
    expect(last).toEqual(minutes(21 * 60));
  });

  it("on demand: by nobody but the reader", () => {
    expect(planned("on_demand", hoursAgo(0))).toBeNull();
  });
});

describe("what a policy costs", () => {
  it.each([
    ["ahead", { portals: 127, inUse: 5 }, "About 311 refreshes an hour."],
    ["ahead", { portals: 0, inUse: 0 }, "No refreshes: there is nothing to renew."],
    ["when_used", { portals: 240, inUse: 0 }, "About 10 refreshes an hour."],
    ["when_used", { portals: 10, inUse: 10 }, "About 24 refreshes an hour."],
    ["when_used", { portals: 3, inUse: 0 }, "Less than one refresh an hour."],
    ["on_demand", { portals: 10, inUse: 0 }, "No refreshes of its own."],
  ] as const)("%s, %o", (policy, load, words) => {
    expect(policyCost(policy, load, sayIn("en"))).toBe(words);
  });
});
