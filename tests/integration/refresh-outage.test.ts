import { beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { HubSpotError, type HubSpotErrorKind } from "@/lib/hubspot/errors";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { eventsOf, portalRow } from "../support/checks";
import { makeKey, startDoor } from "../support/door";
import { askingThrough, duePortals, makeDue } from "../support/due-portals";
import type { ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const MINUTE_MS = 60_000;
const PORTALS = 25;

beforeEach(async () => {
  await world().control.clearFaults();
  await world().db.portal.updateMany({ data: { nextRefreshAt: null } });
  world().clock.aheadMs = 0;
});

/** HubSpot as the test wants it at the moment, and what it was asked. */
class Weather {
  fails: (asked: number) => ConstructorParameters<typeof HubSpotError>[0] | undefined = () =>
    undefined;
  asked = 0;
  inFlight = 0;
  mostInFlight = 0;
  readonly ctx: Context = askingThrough(world(), async (real, ...question) => {
    this.asked += 1;
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
    try {
      const failure = this.fails(this.asked);
      if (failure) throw new HubSpotError(failure);
      return await real(...question);
    } finally {
      this.inFlight -= 1;
    }
  });
}

const unavailable = { kind: "unavailable" as HubSpotErrorKind, httpStatus: 503 };

async function statuses(portals: ConnectedPortal[]) {
  const rows = await Promise.all(portals.map(({ portal }) => portalRow(world(), portal.id)));
  return rows.map(({ status }) => status);
}

/** One round each simulated half minute; the tokens of all portals are due the whole time. */
async function rounds(ctx: Context, minutes: number): Promise<void> {
  for (let half = 0; half < minutes * 2; half += 1) {
    await refreshDuePortals(ctx);
    world().clock.aheadMs += MINUTE_MS / 2;
  }
}

const eventsFor = (action: string, appId: string) =>
  eventsOf(world(), action as Parameters<typeof eventsOf>[1], { appId });

it("HubSpot is down for twenty minutes, then storms with 429: nothing is lost, and little is said", async () => {
  const apps = [await duePortals(world(), PORTALS), await duePortals(world(), PORTALS)];
  const ids = apps.map(([first]) => first?.app.id ?? "");
  const weather = new Weather();
  const door = await startDoor(world());
  const { key } = await makeKey(world());
  const serves = async () => {
    for (const [made] of apps) {
      const { status, body } = await door.call(`/portals/${made?.hubId}/token`, { key });
      expect({ status, code: body.code }).toEqual({ status: 200, code: undefined });
    }
  };

  weather.fails = () => unavailable;
  await rounds(weather.ctx, 20);
  await serves();
  // Eight calls in flight per app before anybody knows, then one call now and then for all.
  expect(weather.asked).toBeLessThan(60);
  expect(new Set(await statuses(apps.flat()))).toEqual(new Set(["connected", "degraded"]));
  for (const id of ids) {
    const app = await world().db.hubSpotApp.findUniqueOrThrow({ where: { id } });
    expect(app).toMatchObject({ breakerKind: "unavailable", breakerOpenedAt: expect.any(Date) });
    expect(await eventsFor("app.refreshes_paused", id)).toHaveLength(1);
    expect(await eventsFor("app.refreshes_resumed", id)).toHaveLength(0);
  }

  // Back, but every second call is one too many.
  for (const id of ids) await makeDue(world(), id);
  weather.fails = (asked) =>
    asked % 2 === 0 ? { kind: "rate_limited", httpStatus: 429, retryAfterSeconds: 2 } : undefined;
  weather.mostInFlight = 0;
  await rounds(weather.ctx, 10);
  expect(weather.mostInFlight).toBeLessThanOrEqual(8);
  await serves();
  expect(await statuses(apps.flat())).not.toContain("needs_reconnect");

  weather.fails = () => undefined;
  for (const id of ids) await makeDue(world(), id);
  await rounds(weather.ctx, 5);
  expect(new Set(await statuses(apps.flat()))).toEqual(new Set(["connected"]));
  for (const id of ids) {
    const app = await world().db.hubSpotApp.findUniqueOrThrow({ where: { id } });
    expect(app.breakerOpenedAt).toBeNull();
    const resumed = await eventsFor("app.refreshes_resumed", id);
    expect(resumed.length).toBeGreaterThanOrEqual(1);
    // One alert per outage and app: it was down once, and may have been shut once more by the storm.
    expect((await eventsFor("app.refreshes_paused", id)).length).toBe(resumed.length);
    expect(resumed.length).toBeLessThanOrEqual(3);
  }
  await door.close();
});

it("what fails many times over is one line with a number, not a line each", async () => {
  const portals = await duePortals(world(), 60);
  const appId = portals[0]?.app.id ?? "";
  const weather = new Weather();
  // A third fails: too few for the breaker, too many for the log.
  weather.fails = (asked) => (asked % 3 === 0 ? unavailable : undefined);
  await refreshDuePortals(weather.ctx);
  expect(weather.asked).toBe(60);
  world().clock.aheadMs += 2 * MINUTE_MS;
  weather.fails = () => undefined;
  await rounds(weather.ctx, 4);
  expect(new Set(await statuses(portals))).toEqual(new Set(["connected"]));
  const single = await eventsFor("portal.refresh_failed", appId);
  const sums = await eventsFor("app.refreshes_failed", appId);
  const sumOf = (name: "failed" | "recovered") =>
    sums.reduce((sum, { details }) => sum + Number((details as Record<string, unknown>)[name]), 0);
  const recovered = await eventsFor("portal.refresh_recovered", appId);
  expect(sums.length).toBeLessThanOrEqual(3);
  expect(single).toHaveLength(10);
  expect(sumOf("failed")).toBe(10);
  expect(recovered.length + sumOf("recovered")).toBe(20);
  expect(recovered.length).toBeLessThanOrEqual(10);
});

it("an app that HubSpot asked to wait is left alone until then, however many of its portals are due", async () => {
  const portals = await duePortals(world(), 12);
  const weather = new Weather();
  weather.fails = () => ({ kind: "rate_limited", httpStatus: 429, retryAfterSeconds: 100 });
  await refreshDuePortals(weather.ctx);
  const first = weather.asked;
  expect(first).toBeLessThanOrEqual(8);
  weather.fails = () => undefined;
  world().clock.aheadMs += 90_000;
  await makeDue(world(), portals[0]?.app.id ?? "");
  await refreshDuePortals(weather.ctx);
  expect(weather.asked).toBe(first);
  world().clock.aheadMs += 11_000;
  await refreshDuePortals(weather.ctx);
  expect(weather.asked).toBe(first + 12);
});

it("no program that needs a token gets through to HubSpot while it is down, and it hears when to come back", async () => {
  const [made] = await duePortals(world(), 1);
  const failing = await duePortals(world(), 8);
  const appId = failing[0]?.app.id ?? "";
  const weather = new Weather();
  weather.fails = () => unavailable;
  await refreshDuePortals(weather.ctx);
  const stale = failing.at(-1);
  await world().db.portal.update({
    where: { id: stale?.portal.id },
    data: { lastErrorAt: null, consecutiveFailures: 0, status: "connected" },
  });
  await world().db.grant.updateMany({
    where: { appId },
    data: { accessTokenExpiresAt: new Date(0), refreshedAt: null },
  });
  const { key } = await makeKey(world());
  const door = await startDoor(world());
  const answer = await door.call(`/portals/${stale?.hubId}/token`, { key });
  expect(answer.status).toBe(503);
  expect(answer.body).toMatchObject({ code: "hubspot_unavailable" });
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(1);
  const well = await door.call(`/portals/${made?.hubId}/token?min_ttl=1`, { key });
  expect(well.status).toBe(200);
  await door.close();
});
