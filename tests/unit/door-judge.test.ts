import { describe, expect, it } from "vitest";
import { COOL_DOWN_SECONDS, judge } from "@/lib/door/judge";
import { Problem } from "@/lib/door/problems";
import type { PortalFacts } from "@/lib/door/read-statement";

const FRESH: PortalFacts = {
  portalId: "p",
  hubId: "62515",
  appId: "8f0c2f0e-0000-4000-8000-000000000000",
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

  it("says when to come back: when HubSpot may be asked again", () => {
    try {
      judge({ ...FRESH, secondsLeft: 0, failedSecondsAgo: 10 }, 300, false);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ options: { retryAfterSeconds: COOL_DOWN_SECONDS - 10 } });
    }
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
