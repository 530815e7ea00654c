import { beforeEach, describe, expect, it } from "vitest";
import { explainFailure } from "@/lib/portals/explain-failure";
import { describeRefresh } from "@/lib/portals/refresh/describe-refresh";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import type { SimFaultInput } from "../hubspot-simulator/types";
import {
  eventsOf,
  expectNoPlaintext,
  portalRow,
  storedTokens,
  tokenCalls,
} from "../support/checks";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
});

type Effect = Omit<SimFaultInput, "match">;

async function refreshWith(effect: Effect) {
  await world().control.addFault({
    match: { clientId: made.app.clientId, path: "/token" },
    ...effect,
  });
  const ctx = world().context(made.owner.actor, { timeoutMs: 400 });
  const { portal } = await refreshPortal(ctx, { portalId: made.portal.id, trigger: "schedule" });
  return portal;
}

describe("a passing failure keeps the grant, says so and tries again", () => {
  it.each<[string, Effect, string]>([
    [
      "429",
      { status: 429, body: { message: "You have reached your rate limit." } },
      "rate_limited",
    ],
    ["477", { status: 477 }, "moving"],
    ["423", { status: 423 }, "unavailable"],
    ["500", { status: 500 }, "unavailable"],
    ["521 with HTML", { status: 521, body: "<html>down</html>" }, "unavailable"],
    ["200 with HTML", { status: 200, body: "<html>hello</html>" }, "malformed"],
    ["half a JSON", { truncateJson: true }, "malformed"],
    [
      "a body over the limit",
      { status: 200, body: { access_token: "a".repeat(300_000), expires_in: 1800 } },
      "malformed",
    ],
    ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:1/" } }, "unreachable"],
    ["silence", { hang: true }, "unreachable"],
    ["a reset connection", { reset: true }, "unreachable"],
    [
      "an unknown 4xx",
      { status: 403, body: { status: "SOMETHING_NEW", error: "new_thing" } },
      "rejected",
    ],
    [
      "BAD_GRANT_TYPE",
      { status: 400, body: { status: "BAD_GRANT_TYPE", error: "unsupported_grant_type" } },
      "rejected",
    ],
    ["404", { status: 404, body: {} }, "rejected"],
  ])("%s", async (_name, effect, kind) => {
    const before = await storedTokens(world(), made.portal.id);
    const portal = await refreshWith(effect);
    expect(portal).toMatchObject({
      status: "degraded",
      lastErrorKind: kind,
      consecutiveFailures: 1,
      leaseOwner: null,
      refreshStartedAt: null,
    });
    expect(portal.nextRefreshAt?.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(await storedTokens(world(), made.portal.id)).toEqual(before);
    const [event] = await eventsOf(world(), "portal.refresh_failed", { portalId: made.portal.id });
    expect(event).toMatchObject({ outcome: "failed", details: { kind, attempt: 1 } });
    await expectNoPlaintext(world());
  });

  it("waits as long as Retry-After says", async () => {
    const portal = await refreshWith({ status: 429, headers: { "retry-after": "7200" } });
    const waitMs = (portal.nextRefreshAt?.getTime() ?? 0) - (portal.lastErrorAt?.getTime() ?? 0);
    expect(waitMs).toBe(7_200_000);
  });

  it("counts failures and recovers with one event", async () => {
    await refreshWith({ status: 500, times: 2 });
    await refreshPortal(world().context(), { portalId: made.portal.id, trigger: "schedule" });
    expect((await portalRow(world(), made.portal.id)).consecutiveFailures).toBe(2);
    await refreshPortal(world().context(), { portalId: made.portal.id, trigger: "schedule" });
    expect(await portalRow(world(), made.portal.id)).toMatchObject({
      status: "connected",
      consecutiveFailures: 0,
      lastErrorAt: null,
      lastErrorKind: null,
    });
    const events = await eventsOf(world(), "portal.refresh_recovered", {
      portalId: made.portal.id,
    });
    expect(events).toHaveLength(1);
    expect(events[0]?.details).toMatchObject({ failuresBefore: 2 });
  });
});

describe("HubSpot did the work and the answer was lost", () => {
  it("without rotation: the next try succeeds", async () => {
    expect(await refreshWith({ applyThenReset: true })).toMatchObject({ status: "degraded" });
    const { portal } = await refreshPortal(world().context(), {
      portalId: made.portal.id,
      trigger: "schedule",
    });
    expect(portal.status).toBe("connected");
  });

  it("with rotation: the next try finds out and asks for a reconnect, never silence", async () => {
    await refreshWith({ applyThenReset: true, rotate: true });
    const { portal } = await refreshPortal(world().context(), {
      portalId: made.portal.id,
      trigger: "schedule",
    });
    expect(portal).toMatchObject({
      status: "needs_reconnect",
      lastErrorStatus: "BAD_REFRESH_TOKEN",
    });
    const [event] = await eventsOf(world(), "portal.grant_lost", { portalId: made.portal.id });
    expect(event).toBeDefined();
  });
});

describe("a dead grant that is tried once more", () => {
  it.each<[string, Effect, string]>([
    ["silence", { hang: true }, "unreachable"],
    ["an answer that was lost", { applyThenReset: true, rotate: true }, "unreachable"],
    ["503", { status: 503 }, "unavailable"],
  ])("keeps the reason why it is dead after %s", async (_name, effect, kind) => {
    const gone = { status: 400, body: { status: "BAD_REFRESH_TOKEN", message: "gone" } };
    const before = await refreshWith(gone);
    expect(before).toMatchObject({ status: "needs_reconnect", lastErrorKind: "dead_grant" });

    await world().control.addFault({
      match: { clientId: made.app.clientId, path: "/token" },
      ...effect,
    });
    const ctx = world().context(made.owner.actor, { timeoutMs: 400 });
    const tried = { portalId: made.portal.id, trigger: "person" as const };
    const result = await refreshPortal(ctx, tried);
    const after = await portalRow(world(), made.portal.id);
    expect(after).toMatchObject({
      ...{ status: "needs_reconnect", lastErrorKind: "dead_grant", nextRefreshAt: null },
      ...{ outcomeUnknownAt: null, lastErrorAt: before.lastErrorAt, consecutiveFailures: 2 },
    });

    expect(describeRefresh(result)).toMatchObject({
      title: explainFailure({ kind: kind as "unreachable" }).what,
      next: "Nothing has changed: the portal still needs a reconnect.",
    });
    const of = { portalId: made.portal.id };
    expect(await eventsOf(world(), "portal.grant_lost", of)).toHaveLength(1);
    const [failed] = await eventsOf(world(), "portal.refresh_failed", of);
    expect(failed?.details).toMatchObject({ kind, trigger: "person" });
  });
});

describe("one call per try", () => {
  it("a failing refresh is not repeated inside the request", async () => {
    await refreshWith({ status: 503, times: 0 });
    expect(await tokenCalls(world(), made.app.clientId, "refresh_token")).toHaveLength(1);
  });
});
