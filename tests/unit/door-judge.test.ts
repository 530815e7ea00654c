import { describe, expect, it } from "vitest";
import { COOL_DOWN_SECONDS, isJustAsked, judge } from "@/lib/door/judge";
import { Problem } from "@/lib/door/problems";
import type { PortalFacts } from "@/lib/door/read-statement";

const FRESH: PortalFacts = {
  portalId: "p",
  hubId: "62515",
  appSlug: "acme",
  isAllowed: true,
  status: "connected",
  leaseVersion: 1,
  isRevokeRequested: false,
  isUninstallRequested: false,
  failedSecondsAgo: null,
  renewedSecondsAgo: null,
  grantId: "g",
  grantedScopes: [],
  accessTokenSealed: "sealed",
  secondsLeft: 1_000,
  expiresAt: "2026-11-26T06:00:00.000Z",
};
const of = (change: Partial<PortalFacts>, minTtl = 300, isTried = false) => {
  try {
    return judge({ ...FRESH, ...change }, minTtl, isTried);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
};

describe("whether a stored token is served", () => {
  it.each<[string, Partial<PortalFacts>, number, boolean]>([
    ["lives as long as asked for", { secondsLeft: 300 }, 300, true],
    ["lives a second less", { secondsLeft: 299 }, 300, false],
    ["any life will do", { secondsLeft: 6 }, 0, true],
    ["would be dead before it is used", { secondsLeft: 4 }, 0, false],
    ["is not there", { accessTokenSealed: null }, 0, false],
  ])("one that %s", (_name, change, minTtl, serve) => {
    expect(of(change, minTtl)).toEqual({ serve });
  });

  it("goes on during an outage to its last safe second, without asking HubSpot again and again", () => {
    const failed = { status: "degraded", failedSecondsAgo: 3, secondsLeft: 60 } as const;
    expect(of(failed)).toMatchObject({ serve: true, warning: expect.stringContaining("60 more") });
    expect(of({ ...failed, failedSecondsAgo: COOL_DOWN_SECONDS })).toEqual({ serve: false });
    expect(of({ ...failed, failedSecondsAgo: COOL_DOWN_SECONDS }, 300, true)).toMatchObject({
      serve: true,
    });
    expect(of({ ...failed, secondsLeft: 4 })).toBe("hubspot_unavailable");
  });

  it.each<[string, Partial<PortalFacts>, number]>([
    ["when HubSpot may be asked again", { failedSecondsAgo: 10 }, COOL_DOWN_SECONDS - 10],
    ["a whole second at least", { failedSecondsAgo: 29.7 }, 1],
    ["at the second that is full", { failedSecondsAgo: 9.5 }, 21],
    ["soon, when nothing failed", { renewedSecondsAgo: 3 }, 5],
    ["in a minute, where a person has to act", { status: "app_error", failedSecondsAgo: 1 }, 60],
  ])("says when to come back: %s", (_when, change, retryAfterSeconds) => {
    let problem: unknown;
    try {
      judge({ ...FRESH, secondsLeft: 0, ...change }, 300, false);
    } catch (error) {
      problem = error;
    }
    expect(problem).toMatchObject({ options: { retryAfterSeconds } });
  });

  it("at the end of its life is served to its last safe second and not beyond, tried or not", () => {
    expect(of({ secondsLeft: 5 }, 5)).toEqual({ serve: true });
    expect(of({ secondsLeft: 5 }, 300, true)).toMatchObject({ serve: true });
    expect(of({ secondsLeft: 4.9 }, 0, true)).toBe("hubspot_unavailable");
    expect(of({ secondsLeft: null }, 0, true)).toBe("hubspot_unavailable");
    expect(of({ accessTokenSealed: null }, 0, true)).toBe("hubspot_unavailable");
  });

  it("is not renewed again and again for whoever asks for more life than HubSpot gives", () => {
    const renewed = { secondsLeft: 1_795, renewedSecondsAgo: 5 };
    expect(of(renewed, 3_600)).toEqual({
      serve: true,
      warning: "HubSpot gives no longer life than this: this token is valid for 1795 more seconds.",
    });
    expect(of({ ...renewed, renewedSecondsAgo: 29 }, 3_600)).toMatchObject({ serve: true });
    expect(of({ ...renewed, renewedSecondsAgo: 30 }, 3_600)).toEqual({ serve: false });
  });

  it.each<[Partial<PortalFacts>, RegExp]>([
    [{ status: "degraded" }, /^HubSpot did not answer the last refresh: .* 60 more seconds\.$/],
    [{ status: "app_error" }, /^HubSpot refuses the app's client ID or secret: /],
    [{ renewedSecondsAgo: 29 }, /^HubSpot gives no longer life than this: /],
    [{ renewedSecondsAgo: 30 }, /^There is no new token yet: /],
    [{ status: "connected" }, /^There is no new token yet: /],
  ])("that is shorter than asked for says why: %j", (change, warning) => {
    expect(of({ secondsLeft: 60.9, ...change }, 300, true)).toEqual({
      serve: true,
      warning: expect.stringMatching(warning),
    });
  });

  it("of an app that HubSpot refuses is served with a warning while it lives, and never asked for", () => {
    const refused = { status: "app_error" } as const;
    expect(of(refused)).toMatchObject({ warning: expect.stringMatching(/cannot be renewed/) });
    expect(of({ ...refused, secondsLeft: 60 })).toMatchObject({ serve: true });
  });

  it.each<[Partial<PortalFacts>, string]>([
    [{ status: "revoked" }, "revoked"],
    [{ isRevokeRequested: true }, "revoked"],
    [{ status: "uninstalled" }, "uninstalled"],
    [{ isUninstallRequested: true }, "uninstalled"],
    [{ status: "needs_reconnect" }, "needs_reconnect"],
    [{ grantId: null }, "needs_reconnect"],
    [{ status: "app_error", secondsLeft: 2 }, "app_error"],
  ])("never for %j", (change, code) => {
    expect(of(change)).toBe(code);
  });
});

describe("who tells Portico to refresh again at once", () => {
  it.each<[string, Partial<PortalFacts>, boolean]>([
    ["nothing was tried", {}, false],
    ["it was renewed nine seconds ago", { renewedSecondsAgo: 9 }, true],
    ["it was renewed ten seconds ago", { renewedSecondsAgo: 10 }, false],
    ["it failed nine seconds ago", { failedSecondsAgo: 9 }, true],
    ["it failed ten seconds ago", { failedSecondsAgo: 10 }, false],
    ["the later of two counts", { failedSecondsAgo: 500, renewedSecondsAgo: 1 }, true],
    ["the later of two counts", { failedSecondsAgo: 1, renewedSecondsAgo: 500 }, true],
  ])("%s: %j gets what there is: %s", (_what, change, expected) => {
    expect(isJustAsked({ ...FRESH, ...change })).toBe(expected);
  });

  it.each<Partial<PortalFacts>>([
    { status: "revoked" },
    { status: "uninstalled" },
    { isRevokeRequested: true },
    { isUninstallRequested: true },
  ])("but nothing of a portal that has ended: %j", (change) => {
    expect(isJustAsked({ ...FRESH, renewedSecondsAgo: 1, ...change })).toBe(false);
  });
});
