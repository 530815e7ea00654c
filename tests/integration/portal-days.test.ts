import { describe, expect, it } from "vitest";
import { recordAlone } from "@/lib/audit/record";
import { countPortalDays, PORTAL_DAYS } from "@/lib/figures/portal-days";
import { parseActivityQuery, countActivity } from "@/lib/audit/query";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { makePortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const DAY_MS = 24 * 3_600_000;
const NOW = Date.UTC(2026, 5, 15, 12);

const at = (daysAgo: number) => new Date(NOW - daysAgo * DAY_MS);
const contextAt = (daysAgo: number) => ({ ...world().context(), now: () => at(daysAgo) });

async function daysOf(portalId: string, daysAgo = 0) {
  const days = await countPortalDays(contextAt(daysAgo), portalId);
  expect(days).toHaveLength(PORTAL_DAYS);
  return days;
}

/** A portal whose grant was made so many days ago, and what the grant says of its refreshes. */
async function makeOld(daysAgo: number) {
  const { portal, app } = await makePortal(world());
  const grantId = portal.currentGrantId ?? "";
  await world().db.grant.update({ where: { id: grantId }, data: { createdAt: at(daysAgo) } });
  const refresh = (agoNow: number) =>
    world().db.grant.update({
      where: { id: grantId },
      data: { refreshCount: { increment: 1 }, refreshedAt: at(agoNow) },
    });
  const read = () => world().db.grant.findUniqueOrThrow({ where: { id: grantId } });
  return { portal, app, grantId, refresh, read };
}

describe("the last 30 days of a portal", () => {
  it("of one that was connected now hold its connection today, and nothing else", async () => {
    const { portal } = await makePortal(world());
    const days = await countPortalDays(world().context(), portal.id);
    expect(days).toHaveLength(PORTAL_DAYS);
    const before = days.slice(0, -1);
    const nothing = { refreshes: 0, failures: 0, reads: 0, events: 0 };
    for (const day of before) expect(day).toMatchObject(nothing);
    expect(days.at(-1)).toMatchObject({ refreshes: 0, failures: 0, reads: 0 });
    expect(days.at(-1)?.events).toBeGreaterThan(0);
  });

  it("count every refresh by the day it was made on", async () => {
    const { portal } = await makePortal(world());
    const ctx = world().context();
    await refreshPortal(ctx, { portalId: portal.id, trigger: "schedule" });
    const days = await countPortalDays(world().context(), portal.id);
    expect(days.at(-1)?.refreshes).toBe(1);
  });

  it("keep 30 of them in order, with noughts between, whatever comes late", async () => {
    const { portal, refresh, read } = await makeOld(60);
    for (const ago of [40, 31, 31, 10, 3, 3, 3, 0]) await refresh(ago);
    // An answer that was kept elsewhere for some days, and one for so long that its day is gone.
    await refresh(5);
    await refresh(45);
    expect((await read()).refreshesByDay).toHaveLength(PORTAL_DAYS);
    const days = await daysOf(portal.id);
    const told = days.flatMap(({ day, refreshes }) =>
      refreshes ? [[(Date.UTC(2026, 5, 15) - day.getTime()) / DAY_MS, refreshes]] : [],
    );
    expect(told).toEqual([
      [10, 1],
      [5, 1],
      [3, 3],
      [0, 1],
    ]);
    // Nine days on, with nothing since.
    const later = await daysOf(portal.id, -9);
    const refreshes = later.map((day) => day.refreshes);
    expect(refreshes.slice(-13)).toEqual([3, 0, 0, 1, ...Array<number>(9).fill(0)]);
    await refresh(-100);
    expect((await read()).refreshesByDay).toEqual([...Array<number>(29).fill(0), 1]);
  });

  it("are not counted where refreshes are older than the counting", async () => {
    const { portal, grantId, refresh } = await makeOld(20);
    // As a release left it that did not count by day.
    const data = { refreshCount: 90, refreshedAt: at(2) };
    await world().db.grant.update({ where: { id: grantId }, data });
    await world().db.$executeRaw`UPDATE "Grant" SET "refreshesByDay" = NULL, "refreshDay" = NULL
      WHERE "id" = ${grantId}::uuid`;
    const known = async () => (await daysOf(portal.id)).map(({ refreshes }) => refreshes).reverse();
    const uncounted = Array<null>(19).fill(null);
    expect(await known()).toEqual([0, 0, ...uncounted, ...Array<number>(9).fill(0)]);
    await refresh(1);
    await refresh(0);
    expect(await known()).toEqual([1, 1, ...uncounted, ...Array<number>(9).fill(0)]);
  });

  it("agree with the activity log that they lead to, and sum up what programs read", async () => {
    const { portal } = await makeOld(60);
    for (const ago of [31, 29, 4, 4, 4]) {
      const outcome = ago === 4 ? "failed" : "ok";
      const action = ago === 4 ? "portal.refresh_failed" : "portal.tested";
      await recordAlone(contextAt(ago), { action, outcome, portalId: portal.id });
    }
    await recordAlone(contextAt(4), { action: "portal.tested", portalId: portal.id });
    // A server whose clock is a month behind.
    await recordAlone(contextAt(30), { action: "portal.tested" });
    for (const name of ["one", "two"]) {
      const key = await world().db.apiKey.create({
        data: { name, prefix: name, keyHash: `${name} of ${portal.id}`, permissions: [] },
      });
      const use = { keyId: key.id, portalId: portal.id, lastAt: at(4) };
      for (const ago of [4, 40])
        await world().db.apiKeyUse.create({
          data: { ...use, day: new Date(at(ago).toISOString().slice(0, 10)), reads: 20, calls: 3 },
        });
    }
    const days = await daysOf(portal.id);
    const told = days.filter(({ events, reads }) => events + reads > 0);
    expect(told.map(({ day }) => day.toISOString().slice(0, 10))).toEqual([
      "2026-05-17",
      "2026-06-11",
    ]);
    expect(told).toMatchObject([
      { events: 1, failures: 0, reads: 0 },
      { events: 4, failures: 3, reads: 46 },
    ]);
    const log = { portal: portal.id, from: "2026-06-11T00:00Z", to: "2026-06-11T23:59:59.999Z" };
    const ctx = world().context();
    expect(await countActivity(ctx, parseActivityQuery(log))).toBe(4);
    expect(await countActivity(ctx, parseActivityQuery({ ...log, outcome: "failed" }))).toBe(3);
  });
});
