import { beforeEach, describe, expect, it } from "vitest";
import { handOutAlerts } from "@/lib/alerts/hand-out";
import { lastMonday, planWeeklyNote, weekFigures } from "@/lib/alerts/weekly-note";
import type { AlertEventType } from "@/lib/alerts/event-types";
import { getAfterRestore, noteRestore } from "@/lib/backup/after-restore";
import { addHook, openContext } from "../support/alerts";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const DAY_MS = 24 * 3_600_000;
let made: ConnectedPortal;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  made = await makePortal(world());
  await world().db.alertTarget.deleteMany({});
  await world().db.alertEvent.deleteMany({});
  await world().db.systemFact.deleteMany({
    where: { name: { in: ["weekly_note_planned", "restored_at"] } },
  });
});

const ctx = () => openContext(world(), made.owner.ctx);
const add = (types: AlertEventType[]) => addHook(ctx(), "http://127.0.0.1:9/hook", types);
const notes = () => world().db.alertEvent.findMany({ where: { type: "weekly.note" } });

describe("the weekly note", () => {
  it("comes once a week, from the first whole one on, to those alone who chose it", async () => {
    const { targetId } = await add(["weekly.note"]);
    await add([]);
    await planWeeklyNote(ctx());
    expect(await notes()).toEqual([]);
    world().clock.aheadMs = 8 * DAY_MS;
    await Promise.all([planWeeklyNote(ctx()), planWeeklyNote(ctx()), planWeeklyNote(ctx())]);
    expect(await notes()).toHaveLength(1);
    await world().db.alertEvent.updateMany({ data: { dueAt: new Date(Date.now() - 1_000) } });
    await handOutAlerts(ctx());
    const deliveries = await world().db.alertDelivery.findMany({ include: { event: true } });
    expect(deliveries.map((row) => row.targetId)).toEqual([targetId]);
    expect(deliveries[0]?.event.payload).toMatchObject({
      data: {
        summary: expect.stringMatching(/^The week: \d+ connected, \d+ lost, \d+ recovered$/),
        week: { v1Apps: 0 },
      },
    });
  });

  it("is not made while nobody wants it", async () => {
    await planWeeklyNote(ctx());
    world().clock.aheadMs = 8 * DAY_MS;
    await planWeeklyNote(ctx());
    expect(await notes()).toEqual([]);
  });

  it("counts what happened and what is behind", async () => {
    const before = await weekFigures(ctx());
    const set = (data: object) => world().db.portal.update({ where: { id: made.portal.id }, data });
    await set({ status: "needs_reconnect" });
    await set({ status: "connected", createdAt: new Date(Date.now() - 8 * DAY_MS) });
    await world().db.grant.update({
      where: { id: made.portal.currentGrantId ?? "" },
      data: { grantedScopes: ["oauth"] },
    });
    const after = await weekFigures(ctx());
    expect(after).toEqual({
      ...before,
      lost: before.lost + 1,
      recovered: before.recovered + 1,
      neverRead: before.neverRead + 1,
      scopesBehind: before.scopesBehind + 1,
    });
  });

  it.each([
    ["2026-11-26T12:00:00Z", "2026-11-23T07:00:00.000Z"],
    ["2026-11-23T07:00:00Z", "2026-11-23T07:00:00.000Z"],
    ["2026-11-23T06:59:59Z", "2026-11-16T07:00:00.000Z"],
  ])("at %s the last one was due at %s", (now, expected) => {
    expect(lastMonday(new Date(now)).toISOString()).toBe(expected);
  });
});

describe("after a restore", () => {
  it("what is not checked and what is lost is counted until all of it is settled", async () => {
    const other = await makePortal(world(), { app: made.app, owner: made.owner });
    await world().db.portal.updateMany({
      where: { id: { notIn: [made.portal.id, other.portal.id] } },
      data: { status: "revoked" },
    });
    expect(await getAfterRestore(ctx())).toBeNull();
    const at = new Date(Date.now() + 1_000);
    await noteRestore(world().db, at);
    expect(await getAfterRestore(ctx())).toEqual({ at, unchecked: 2, lost: 0 });
    const later = new Date(at.getTime() + 1_000);
    const set = (id: string, data: object) => world().db.portal.update({ where: { id }, data });
    await set(made.portal.id, { lastRefreshAt: later });
    await set(other.portal.id, { status: "needs_reconnect", statusSince: later });
    expect(await getAfterRestore(ctx())).toEqual({ at, unchecked: 0, lost: 1 });
    await set(other.portal.id, { status: "connected", lastRefreshAt: later });
    expect(await getAfterRestore(ctx())).toBeNull();
  });
});
