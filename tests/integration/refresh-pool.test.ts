import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { portalRow } from "../support/checks";
import { askingThrough, duePortals, isRenewed as isPortalRenewed } from "../support/due-portals";
import type { ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();

beforeEach(async () => {
  await world().control.clearFaults();
  await world().db.portal.updateMany({ data: { nextRefreshAt: null } });
});

const portalsOf = (count: number) => duePortals(world(), count);
const asking = (change: Parameters<typeof askingThrough>[1]) => askingThrough(world(), change);
const isRenewed = (made: ConnectedPortal) => isPortalRenewed(world(), made);

describe("the background refresh of several apps", () => {
  it("an app whose calls all hang holds up no other, also not one that becomes due meanwhile", async () => {
    const stuck = await portalsOf(10);
    const well = await portalsOf(3);
    let letGo: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    const ctx = asking(async (real, app, token) => {
      if (app.clientId === stuck[0]?.app.clientId) await gone;
      return real(app, token);
    });
    const round = refreshDuePortals(ctx);
    await expect
      .poll(async () => (await Promise.all(well.map(isRenewed))).every(Boolean))
      .toBe(true);
    const late = await portalsOf(1);
    await expect
      .poll(async () => (await Promise.all(late.map(isRenewed))).every(Boolean), {
        timeout: 10_000,
      })
      .toBe(true);
    expect((await Promise.all(stuck.map(isRenewed))).some(Boolean)).toBe(false);
    letGo();
    expect(await round).toBe(14);
  });

  it("has no barrier: while one call hangs, all others of its app go on", async () => {
    const portals = await portalsOf(30);
    let letGo: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    let calls = 0;
    const ctx = asking(async (real, app, token) => {
      calls += 1;
      if (calls === 1) await gone;
      return real(app, token);
    });
    const round = refreshDuePortals(ctx);
    const renewed = async () => (await Promise.all(portals.map(isRenewed))).filter(Boolean).length;
    await expect.poll(renewed, { timeout: 20_000 }).toBe(29);
    letGo();
    expect(await round).toBe(30);
  });

  it("leaves an app alone that HubSpot only fails, instead of asking about each of its portals", async () => {
    const failing = await portalsOf(30);
    const well = await portalsOf(2);
    let asked = 0;
    const ctx = asking(async (real, app, token) => {
      if (app.clientId !== failing[0]?.app.clientId) return real(app, token);
      asked += 1;
      throw new HubSpotError({ kind: "unavailable", httpStatus: 503 });
    });
    await refreshDuePortals(ctx);
    expect(asked).toBeGreaterThanOrEqual(5);
    expect(asked).toBeLessThanOrEqual(8);
    expect((await Promise.all(well.map(isRenewed))).every(Boolean)).toBe(true);
    for (const { portal } of failing)
      expect(["connected", "degraded"]).toContain((await portalRow(world(), portal.id)).status);
  });

  it("begins nothing more once it is told to stop", async () => {
    await portalsOf(20);
    let isStopping = false;
    const ctx = asking(async (real, app, token) => {
      isStopping = true;
      return real(app, token);
    });
    const done = await refreshDuePortals(ctx, () => isStopping);
    expect(done).toBeLessThanOrEqual(8);
    expect(await refreshDuePortals(world().context())).toBe(20 - done);
  });
});

describe("trouble of our own", () => {
  it("ends the round after some failures in a row, and the portals rest", async () => {
    const ids = (await portalsOf(20)).map(({ portal }) => portal.id);
    const tried: string[] = [];
    const { vault } = world().context();
    const open: typeof vault.open = (place, sealed) => {
      if (place.column === "refreshTokenSealed") {
        tried.push(place.rowId);
        throw new AppError("sealed_unreadable");
      }
      return vault.open(place, sealed);
    };
    const ctx = { ...world().context(), vault: { ...vault, open } };
    await expect(refreshDuePortals(ctx)).rejects.toThrow("sealed_unreadable");
    const first = tried.length;
    expect(first).toBeGreaterThanOrEqual(5);
    expect(first).toBeLessThan(20);
    await world().db.portal.updateMany({
      where: { id: { in: ids } },
      data: { nextRefreshAt: new Date(0) },
    });
    await refreshDuePortals(ctx).catch(() => undefined);
    expect(tried.length).toBeGreaterThan(first);
    expect(new Set(tried).size).toBe(tried.length);
  });

  it("a server that cannot claim leaves nothing claimed and no room taken", async () => {
    await portalsOf(3);
    const broken = { ...world().context() };
    const get = (target: Context["db"], name: string | symbol): unknown => {
      if (name !== "$queryRaw") return Reflect.get(target, name);
      return () => Promise.reject(new Error("cannot execute UPDATE in a read-only transaction"));
    };
    const ctx = { ...broken, db: new Proxy(broken.db, { get }) };
    await expect(refreshDuePortals(ctx)).rejects.toThrow("read-only");
    expect(await ctx.spill.settled(0)).toBe(true);
    expect(await refreshDuePortals(world().context())).toBe(3);
  });
});
