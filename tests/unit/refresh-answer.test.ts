import { describe, expect, it } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { TokenSet } from "@/lib/hubspot/read";
import { judgeTokens, renewedColumns } from "@/lib/portals/refresh/answer";
import { describeRefresh } from "@/lib/portals/refresh/describe-refresh";
import type { RefreshResult } from "@/lib/portals/refresh/refresh";

const NOW = new Date("2026-11-21T12:00:00Z");
const ctx = { now: () => NOW };
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const tokens: TokenSet = {
  accessToken: new Secret("access"),
  refreshToken: new Secret("refresh"),
  expiresInSeconds: 1_800,
  hubId: "62515",
  correlationId: "c1",
};

describe("whether tokens can be worked with", () => {
  const portal = { hubId: 62515n };

  it("they can, also when HubSpot does not say whose they are", () => {
    expect(judgeTokens(portal, tokens)).toBeUndefined();
    expect(judgeTokens(portal, { ...tokens, hubId: undefined })).toBeUndefined();
  });

  it.each<[string, Partial<TokenSet>, string]>([
    ["of another account", { hubId: "62516" }, "OTHER_HUB"],
    ["without an access token", { accessToken: undefined }, "NO_ACCESS_TOKEN"],
  ])("not those %s; that passes, and HubSpot's reference is kept", (_what, change, status) => {
    const problem = { kind: "malformed", status, correlationId: "c1" };
    expect(judgeTokens(portal, { ...tokens, ...change })).toMatchObject(problem);
  });
});

describe("what a renewal changes about its portal", () => {
  const app = { refreshPolicy: "ahead" } as never;
  const portal = {
    status: "connected" as const,
    lastReadAt: null,
    uninstallRequestedAt: null,
    app,
  };
  const renewed = (change: object = {}, expiresInSeconds = 1_800) =>
    renewedColumns(
      ctx,
      { ...portal, ...change },
      { startedAt: NOW, tokens: { ...tokens, expiresInSeconds } },
    );

  it("is connected, without the failures of before, and renewed again before the token ends", () => {
    const columns = renewed();
    expect(columns).toMatchObject({
      status: "connected",
      lastRefreshAt: NOW,
      consecutiveFailures: 0,
      lastErrorKind: null,
      outcomeUnknownAt: null,
    });
    expect(columns.nextRefreshAt?.getTime()).toBeGreaterThan(after(1_800 - 361).getTime());
    expect(columns.nextRefreshAt?.getTime()).toBeLessThanOrEqual(after(1_800 - 300).getTime());
  });

  it("counts the token's life from when it was asked for: the answer was under way for a while", () => {
    const startedAt = after(-60);
    const { nextRefreshAt } = renewedColumns(ctx, portal, { startedAt, tokens });
    expect(nextRefreshAt?.getTime()).toBeLessThanOrEqual(after(1_740 - 300).getTime());
  });

  it("has been so since now only if it was not before", () => {
    expect(renewed()).not.toHaveProperty("statusSince");
    expect(renewed({ status: "degraded" })).toMatchObject({
      status: "connected",
      statusSince: NOW,
    });
  });

  it("rests half a minute, however short a life HubSpot gives", () => {
    expect(renewed({}, 1).nextRefreshAt).toEqual(after(30));
    expect(renewed({}, 0).nextRefreshAt).toEqual(after(30));
  });

  it("is not planned for an app whose readers renew, nor while the app is being uninstalled", () => {
    expect(renewed({ app: { refreshPolicy: "on_demand" } }).nextRefreshAt).toBeNull();
    expect(renewed({ uninstallRequestedAt: NOW }).nextRefreshAt).toBeNull();
  });
});

describe("what a person reads after Refresh now", () => {
  const portal = {
    status: "connected",
    refreshStartedAt: null,
    leaseUntil: null,
    nextRefreshAt: null,
    lastErrorKind: null,
    lastErrorStatus: null,
    lastErrorCorrelationId: null,
  };
  const words = (result: Partial<Omit<RefreshResult, "portal">>, change: object = {}) =>
    describeRefresh({
      called: true,
      pending: false,
      renewed: true,
      ...result,
      portal: { ...portal, ...change } as never,
    });

  it("it went well, by this click or by another of a moment ago", () => {
    expect(words({})).toEqual({ ok: true, title: "The access token was refreshed." });
    expect(words({ renewed: false }).ok).toBe(true);
    const joined = words({ called: false });
    expect(joined.ok).toBe(true);
    expect(joined.title).toMatch(/a moment ago, so HubSpot was not asked again/);
  });

  it.each([
    ["it says so", { pending: true }, { leaseUntil: after(60) }],
    ["its mark is there", {}, { leaseUntil: after(60), refreshStartedAt: NOW }],
  ])("somebody else's attempt is under way: %s", (_how, result, change) => {
    const said = words({ called: false, ...result }, change);
    expect(said).toMatchObject({ ok: false, nextTryAt: after(60).toISOString() });
    expect(said.title).toMatch(/another server is still under way/);
  });

  it("an attempt of one's own is never one that is under way", () => {
    expect(words({ pending: true }, { refreshStartedAt: NOW }).ok).toBe(true);
  });

  it("an attempt under way whose time is not known names none", () => {
    expect(words({ called: false, pending: true }).nextTryAt).toBeUndefined();
  });

  it("something else was done with the portal: it is well, and nothing was renewed", () => {
    const said = words({ called: false, renewed: false });
    expect(said.ok).toBe(false);
    expect(said.title).toMatch(/HubSpot was not asked/);
  });

  const dead = { status: "needs_reconnect", lastErrorKind: "dead_grant" };

  it("a dead grant that was tried in vain is as dead as before, and says why it was not answered", () => {
    const failure = new HubSpotError({ kind: "unreachable", correlationId: "c2" });
    const said = words({ failure }, dead);
    expect(said.ok).toBe(false);
    expect(said.title).toBe("HubSpot did not answer.");
    expect(said.next).toMatch(/still needs a reconnect/);
    expect(said.correlationId).toBe("c2");
    const elsewhere = words({ failure }, { ...dead, status: "degraded" });
    expect(elsewhere.next).not.toMatch(/still needs a reconnect/);
  });

  it("a dead grant that HubSpot calls dead is explained by what is stored", () => {
    const failure = new HubSpotError({ kind: "dead_grant" });
    for (const result of [{ failure }, {}]) {
      const said = words(result, { ...dead, lastErrorStatus: "BAD_HUB" });
      expect(said).toMatchObject({
        ok: false,
        title: "HubSpot no longer accepts this connection.",
        why: expect.stringContaining("does not know this account any more"),
      });
    }
  });

  it("a failure that passes says when it is tried again, and HubSpot's reference", () => {
    const said = words(
      {},
      {
        status: "degraded",
        lastErrorKind: "unavailable",
        lastErrorCorrelationId: "c3",
        nextRefreshAt: after(5),
      },
    );
    expect(said).toMatchObject({
      ok: false,
      title: "HubSpot had a problem of its own.",
      nextTryAt: after(5).toISOString(),
      correlationId: "c3",
    });
  });

  it("somebody else's attempt that failed is explained like one's own", () => {
    const failed = { status: "degraded", lastErrorKind: "unavailable" };
    const said = words({ called: false, renewed: false }, failed);
    expect(said.title).toBe("HubSpot had a problem of its own.");
  });

  it("a portal without a failure that is not connected is refused for no reason we know", () => {
    const said = words({}, { status: "revoked" });
    expect(said).toMatchObject({ ok: false, nextTryAt: undefined, correlationId: undefined });
    expect(said.title).toMatch(/a reason Portico does not know/);
  });
});
