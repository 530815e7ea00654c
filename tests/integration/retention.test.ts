import { beforeEach, describe, expect, it } from "vitest";
import { forgetOld, getRetentionReport, planForgetting } from "@/lib/retention/forget";
import { RETENTION, RETENTION_KINDS } from "@/lib/retention/rules";
import {
  getRetention,
  retentionInput,
  setRetention,
  type RetentionDays,
} from "@/lib/retention/settings";
import { revokePortal } from "@/lib/portals/end/revoke";
import { eventsOf } from "../support/checks";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const DAY_MS = 24 * 3_600_000;
let made: ConnectedPortal;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  made = await makePortal(world());
  await world().db.systemFact.deleteMany({ where: { name: { startsWith: "retention_" } } });
  await forgetOld({ ...made.owner.ctx, now: () => new Date(Date.now() + 3_000 * DAY_MS) });
  made = await makePortal(world());
});

const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
const ctx = () => made.owner.ctx;
const with_ = (days: Partial<RetentionDays>): RetentionDays =>
  Object.assign(
    Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, RETENTION[kind].standard])),
    days,
  ) as RetentionDays;

describe("retention", () => {
  it("forgets what is old, keeps what is not, and says how much that was", async () => {
    const { db } = world();
    const personId = made.owner.person.id;
    for (const [n, days] of [29, 31].entries())
      await db.session.create({
        data: { tokenHash: `s${n} ${days}`, personId, endedAt: ago(days), expiresAt: ago(days) },
      });
    const key = await db.apiKey.create({
      data: { name: "k", prefix: "p", keyHash: `h ${personId}`, permissions: [] },
    });
    for (const days of [89, 92])
      await db.apiKeyUse.create({
        data: {
          keyId: key.id,
          portalId: made.portal.id,
          day: ago(days),
          reads: 1,
          lastAt: ago(days),
        },
      });
    for (const days of [89, 92])
      await db.portalLook.create({
        data: { portalId: made.portal.id, personId, day: ago(days), looks: 1, lastAt: ago(days) },
      });
    for (const days of [20, 40])
      await db.alertEvent.create({
        data: { type: "test", at: ago(days), dueAt: ago(days), handedOutAt: ago(days), facts: {} },
      });
    await db.bulkJob.create({
      data: { action: "refresh", status: "finished", createdAt: ago(200), finishedAt: ago(190) },
    });
    await db.bulkJob.create({
      data: { action: "refresh", status: "running", createdAt: ago(200) },
    });
    const { forgotten } = await forgetOld(ctx());
    expect(forgotten).toMatchObject({
      sessions: 1,
      uses: 1,
      looks: 1,
      alerts: 1,
      jobs: 1,
      ended: 0,
    });
    expect(await getRetentionReport(ctx())).toMatchObject({ forgotten });
    expect(await db.bulkJob.count({ where: { status: "running" } })).toBe(1);
    expect((await forgetOld(ctx())).forgotten).toMatchObject({ sessions: 0, uses: 0, alerts: 0 });
  });

  it("keeps for good what is 0, and holds what was chosen", async () => {
    await setRetention(ctx(), with_({ sessions: 0, alerts: 5 }));
    expect(await getRetention(ctx())).toMatchObject({ sessions: 0, alerts: 5, uses: 90 });
    const personId = made.owner.person.id;
    await world().db.session.create({
      data: { tokenHash: "kept for good", personId, endedAt: ago(900), expiresAt: ago(900) },
    });
    await forgetOld(ctx());
    expect(await world().db.session.count({ where: { tokenHash: "kept for good" } })).toBe(1);
    const [line] = (await eventsOf(world(), "retention.changed")).slice(-1);
    expect(line?.changes).toEqual({ sessions: [30, 0], alerts: [30, 5] });
  });

  it("takes who installed it from ended grants alone, and only when it is asked to", async () => {
    const ended = await makePortal(world(), { app: made.app, owner: made.owner });
    await revokePortal(ctx(), ended.portal.id);
    const installer = async (id: string) =>
      (
        await world().db.portal.findUniqueOrThrow({
          where: { id },
          include: { currentGrant: true },
        })
      ).currentGrant?.installerEmail;
    const later = { ...ctx(), now: () => new Date(Date.now() + 400 * DAY_MS) };
    await forgetOld(later);
    expect(await installer(ended.portal.id)).not.toBeNull();
    await setRetention(ctx(), with_({ ended: 365 }));
    expect((await forgetOld(later)).forgotten.ended).toBeGreaterThan(0);
    expect(await installer(ended.portal.id)).toBeNull();
    expect(await installer(made.portal.id)).not.toBeNull();
  });

  it("is done once a night, however many servers look", async () => {
    await Promise.all([planForgetting(ctx()), planForgetting(ctx())]);
    const first = await getRetentionReport(ctx());
    await planForgetting(ctx());
    expect(await getRetentionReport(ctx())).toEqual(first);
    world().clock.aheadMs = DAY_MS;
    await planForgetting(world().context(made.owner.actor));
    expect(await getRetentionReport(ctx())).not.toEqual(first);
  });

  it.each([
    ["-1", false],
    ["0", true],
    ["1", false],
    ["2", true],
    ["3651", false],
    ["x", false],
    ["1.5", false],
  ])("%s days of events are good: %s", (alerts, isGood) => {
    const input = Object.fromEntries(
      RETENTION_KINDS.map((kind) => [kind, String(RETENTION[kind].standard)]),
    );
    expect(retentionInput.safeParse({ ...input, alerts }).success).toBe(isGood);
  });
});
