import { beforeEach, describe, expect, it } from "vitest";
import { HubSpotError, type HubSpotErrorKind } from "@/lib/hubspot/errors";
import {
  beginCall,
  forgetGates,
  gateOf,
  hostGate,
  inFlightOf,
  restOf,
  troubleOf,
} from "@/lib/portals/breaker/gates";

const START = Date.parse("2026-11-21T12:00:00Z");
let now: number;
const ctx = { now: () => new Date(now) };
beforeEach(() => {
  now = START;
  forgetGates();
});

const failure = (kind: HubSpotErrorKind, retryAfterSeconds?: number) =>
  new HubSpotError({ kind, retryAfterSeconds });

function fail(appId: string, kind: HubSpotErrorKind, times = 1): void {
  for (let n = 0; n < times; n += 1) beginCall(ctx, appId)(failure(kind));
}

describe("calls under way", () => {
  it("are counted for their app from beginning to end, and end once", () => {
    const [one] = [beginCall(ctx, "a"), beginCall(ctx, "a"), beginCall(ctx, "b")];
    expect(gateOf("a").busy).toBe(2);
    expect(inFlightOf()).toEqual({ calls: 3, limit: 16, isHostOpen: false });
    one?.(undefined);
    one?.(undefined);
    one?.(failure("unavailable"));
    expect(gateOf("a").busy).toBe(1);
    expect(inFlightOf().calls).toBe(2);
  });

  it("are at most as many as was asked for when the app was first heard of", () => {
    expect(gateOf("small", 3).room).toBe(3);
    expect(gateOf("small", 7)).toBe(gateOf("small"));
    expect(gateOf("small").room).toBe(3);
    expect(troubleOf("a")).toBe(troubleOf("a"));
    expect(troubleOf("a")).not.toBe(troubleOf("b"));
  });
});

describe("what counts against HubSpot", () => {
  it.each<HubSpotErrorKind>(["rate_limited", "unavailable", "unreachable"])("%s", (kind) => {
    fail("a", kind, 5);
    expect(gateOf("a").breaker.isOpen).toBe(true);
  });

  it.each<HubSpotErrorKind>(["moving", "malformed", "app_credentials", "dead_grant", "rejected"])(
    "not %s: that is the affair of one portal, or of the app",
    (kind) => {
      fail("a", kind, 30);
      expect(gateOf("a").breaker.isOpen).toBe(false);
      expect(restOf(ctx, "a")).toBe(0);
    },
  );

  it.each<[string, HubSpotError | undefined]>([
    ["a success", undefined],
    ["any answer about a grant", failure("dead_grant")],
  ])("%s closes a breaker, and is remembered", (_what, ended) => {
    fail("a", "unavailable", 5);
    now += 15_000;
    beginCall(ctx, "a")(ended);
    expect(gateOf("a").breaker.isOpen).toBe(false);
    expect(troubleOf("a").answeredAt).toBe(now);
    expect(troubleOf("a").takeNews(now)).toMatchObject({ isClosed: true });
  });

  it.each<[string, HubSpotError | null]>([
    ["a call that ended without HubSpot", null],
    ["an answer that cannot be read", failure("malformed")],
    ["an app whose secret is refused", failure("app_credentials")],
  ])("%s closes none", (_what, ended) => {
    fail("a", "unavailable", 5);
    now += 15_000;
    beginCall(ctx, "a")(ended);
    expect(gateOf("a").breaker.isOpen).toBe(true);
    expect(gateOf("a").busy).toBe(0);
    expect(troubleOf("a").answeredAt).toBe(0);
  });

  it("is told with its kind", () => {
    fail("a", "unreachable", 5);
    expect(troubleOf("a").takeNews(now)?.opened).toMatchObject({ kind: "unreachable" });
  });
});

describe("HubSpot as a whole", () => {
  it("is left alone by every app once two fail and none is answered", () => {
    fail("a", "unavailable", 4);
    fail("b", "unreachable", 4);
    fail("c", "unavailable", 2);
    expect(inFlightOf().isHostOpen).toBe(true);
    expect(restOf(ctx, "somebody else")).toBe(15_000);
    now += 15_000;
    expect(restOf(ctx, "somebody else")).toBe(0);
    const tries = beginCall(ctx, "a");
    expect(restOf(ctx, "somebody else")).toBe(5_000);
    tries(undefined);
    expect(inFlightOf().isHostOpen).toBe(false);
    expect(hostGate().breaker.isOpen).toBe(false);
    expect(restOf(ctx, "somebody else")).toBe(0);
  });

  it("is not blamed for 429, where an app asks too much, nor for what cannot be read", () => {
    fail("a", "rate_limited", 10);
    fail("b", "rate_limited", 10);
    fail("a", "malformed", 10);
    fail("b", "malformed", 10);
    expect(inFlightOf().isHostOpen).toBe(false);
  });

  it("is not blamed while it answers anybody", () => {
    for (let n = 0; n < 20; n += 1) {
      fail(n % 2 ? "a" : "b", "unavailable");
      beginCall(ctx, "c")(undefined);
    }
    expect(inFlightOf().isHostOpen).toBe(false);
  });
});

describe("how long an app's calls wait", () => {
  it("is as long as HubSpot asked for", () => {
    beginCall(ctx, "a")(failure("rate_limited", 90));
    expect(restOf(ctx, "a")).toBe(90_000);
    expect(restOf(ctx, "b")).toBe(0);
    now += 89_999;
    expect(restOf(ctx, "a")).toBe(1);
    now += 1;
    expect(restOf(ctx, "a")).toBe(0);
  });

  it("is a moment while another finds out whether HubSpot answers again", () => {
    fail("a", "unavailable", 5);
    expect(restOf(ctx, "a")).toBe(15_000);
    now += 15_000;
    expect(restOf(ctx, "a")).toBe(0);
    const tries = beginCall(ctx, "a");
    expect(restOf(ctx, "a")).toBe(5_000);
    tries(null);
    expect(restOf(ctx, "a")).toBe(0);
  });

  it("is nothing while calls are under way and all is well", () => {
    beginCall(ctx, "a");
    expect(restOf(ctx, "a")).toBe(0);
  });
});
