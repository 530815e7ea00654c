import { describe, expect, it } from "vitest";
import { COOL_DOWN_SECONDS, isAnsweredSince, judge } from "@/lib/door/judge";
import { Problem } from "@/lib/door/problems";
import type { PortalFacts } from "@/lib/door/read-statement";

const FRESH: PortalFacts = {
  portalId: "p",
  hubId: "62515",
  appId: "8f0c2f0e-0000-4000-8000-000000000000",
  appSlug: "acme",
  isAllowed: true,
  status: "connected",
  isHeld: false,
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

  it("goes on during an outage to its last second, without asking HubSpot again and again", () => {
    const failed = { status: "degraded", failedSecondsAgo: 3, secondsLeft: 60 } as const;
    expect(of(failed)).toMatchObject({ serve: true, warning: expect.stringContaining("60 more") });
    expect(of({ ...failed, failedSecondsAgo: COOL_DOWN_SECONDS })).toEqual({ serve: false });
    expect(of({ ...failed, failedSecondsAgo: COOL_DOWN_SECONDS }, 300, true)).toMatchObject({
      serve: true,
    });
    expect(of({ ...failed, secondsLeft: 4 })).toMatchObject({
      serve: true,
      warning: expect.stringContaining("4 more"),
    });
    expect(of({ ...failed, secondsLeft: 0.9 })).toBe("hubspot_unavailable");
    expect(of({ ...failed, accessTokenSealed: null })).toBe("hubspot_unavailable");
  });

  it("says that HubSpot gives no new one, also while the one there lives as long as asked for", () => {
    expect(of({ status: "degraded" })).toMatchObject({
      serve: true,
      warning:
        "HubSpot gave no new token at the last refresh: this token is valid for 1000 more seconds.",
    });
  });

  it("is renewed again at once when HubSpot gave one that is over", () => {
    expect(of({ renewedSecondsAgo: 3, secondsLeft: 100 })).toMatchObject({ serve: true });
    expect(of({ renewedSecondsAgo: 3, secondsLeft: 1 })).toEqual({ serve: false });
    expect(of({ renewedSecondsAgo: 0, secondsLeft: 2 }, 300, true)).toMatchObject({ serve: true });
  });

  it.each<[string, Partial<PortalFacts>, number]>([
    ["when HubSpot may be asked again", { failedSecondsAgo: 10 }, COOL_DOWN_SECONDS - 10],
    ["a whole second at least", { failedSecondsAgo: 29.7 }, 1],
    ["at the second that is full", { failedSecondsAgo: 9.5 }, 21],
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

  it("says to come back soon when HubSpot gave none that lives, and nothing failed", () => {
    let problem: unknown;
    try {
      judge({ ...FRESH, secondsLeft: 0, renewedSecondsAgo: 3 }, 300, true);
    } catch (error) {
      problem = error;
    }
    expect(problem).toMatchObject({ options: { retryAfterSeconds: 5 } });
  });

  it("at the end of its life is replaced first, and served to its last second where there is no other", () => {
    expect(of({ secondsLeft: 5 }, 5)).toEqual({ serve: true });
    expect(of({ secondsLeft: 5 }, 300, true)).toMatchObject({ serve: true });
    expect(of({ secondsLeft: 4.9 }, 0)).toEqual({ serve: false });
    expect(of({ secondsLeft: 1 }, 0, true)).toMatchObject({ serve: true });
    expect(of({ secondsLeft: 0.9 }, 0, true)).toBe("hubspot_unavailable");
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
    [
      { status: "degraded" },
      /^HubSpot gave no new token at the last refresh: .* 60 more seconds\.$/,
    ],
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
    [{ status: "app_error", secondsLeft: 0 }, "app_error"],
  ])("never for %j", (change, code) => {
    expect(of(change)).toBe(code);
  });
});

describe("whether an attempt answers for a call", () => {
  it.each<[string, Partial<PortalFacts>, boolean]>([
    ["that came while it was under way", { renewedSecondsAgo: 1 }, true],
    ["that came while it was failing", { renewedSecondsAgo: 60, failedSecondsAgo: 1 }, true],
    ["that came afterwards: no", { renewedSecondsAgo: 3 }, false],
    ["that came after it had failed: no", { failedSecondsAgo: 3 }, false],
    ["when there was none: no", {}, false],
  ])("%s", (_name, change, isAnswered) => {
    expect(isAnsweredSince({ ...FRESH, ...change }, 2)).toBe(isAnswered);
  });
});
