import { beforeEach, describe, expect, it } from "vitest";
import { cancelBulk } from "@/lib/bulk/cancel";
import { getBulk } from "@/lib/bulk/get";
import { lookAfterBulk } from "@/lib/bulk/hand-out";
import { runBulkRow } from "@/lib/bulk/run";
import { startBulk, startBulkInput } from "@/lib/bulk/start";
import { BULK_CAP, bulkPhrase, type BulkActionName } from "@/lib/bulk/words";
import {
  eventsOf,
  expectNoPlaintext,
  expectRefused,
  portalRow,
  tokenCalls,
} from "../support/checks";
import { makeApp, makePerson, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let portals: ConnectedPortal[];
let first: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  await world().db.bulkJob.deleteMany();
  await run();
  const owner = await makePerson(world(), "owner");
  const app = await makeApp(world(), owner.ctx);
  portals = [];
  for (let n = 0; n < 4; n += 1) portals.push(await makePortal(world(), { owner, app }));
  first = portals[0] as ConnectedPortal;
});

const ids = () => portals.map(({ portal }) => portal.id);
const start = (action: BulkActionName, over: Partial<Record<string, string>> = {}) =>
  startBulk(
    first.owner.ctx,
    action,
    startBulkInput.parse({
      portalIds: ids().join(","),
      confirmation: bulkPhrase(action, portals.length),
      seen: String(portals.length),
      ...over,
    }),
  );
/** Works the queue off as one server does. @returns how many rows it was given */
const run = async (atOnce = 3): Promise<number> => {
  const ctx = world().context();
  const jobs = await ctx.queue.take("bulk_row", atOnce);
  await Promise.all(
    jobs.map(async (job) => {
      await runBulkRow(ctx, job);
      await ctx.queue.done("bulk_row", job.id);
    }),
  );
  return jobs.length + (jobs.length > 0 ? await run(atOnce) : 0);
};
const view = (jobId: string) => getBulk(first.owner.ctx, jobId);
const statuses = async () =>
  Promise.all(ids().map(async (id) => (await portalRow(world(), id)).status));
const forgetQueue = () => world().db.$executeRaw`DELETE FROM pgboss.job WHERE "name" = 'bulk_row'`;
const refreshes = () => tokenCalls(world(), first.app.clientId, "refresh_token");

describe("an act on many portals", () => {
  it("refreshes each once, row by row, in the name of whoever started it", async () => {
    const { jobId } = await start("refresh");
    expect(await run()).toBe(4);
    expect(await run()).toBe(0);
    expect(await view(jobId)).toMatchObject({
      status: "finished",
      total: 4,
      counts: { done: 4, failed: 0, skipped: 0, pending: 0 },
      startedBy: first.owner.person.email,
    });
    expect(await refreshes()).toHaveLength(4);
    const events = await eventsOf(world(), "portal.refreshed", { portalId: first.portal.id });
    expect(events).toMatchObject([{ actorKind: "person", actorId: first.owner.person.id }]);
    expect(await eventsOf(world(), "bulk.started", { targetId: jobId })).toHaveLength(1);
    const [finished] = await eventsOf(world(), "bulk.finished", { targetId: jobId });
    expect(finished?.details).toMatchObject({ action: "refresh", done: 4 });
  });

  it("revokes and uninstalls, and tells failed, skipped and done apart", async () => {
    const dead = portals[1] as ConnectedPortal;
    const failing = portals[2] as ConnectedPortal;
    await world().db.portal.update({ where: { id: dead.portal.id }, data: { status: "revoked" } });
    await world().control.addFault({
      match: { hubId: failing.hubId, path: "/external-install" },
      status: 503,
    });
    const { jobId } = await start("uninstall");
    await run();
    const job = await view(jobId);
    expect(job.counts).toEqual({ done: 2, failed: 1, skipped: 1, pending: 0 });
    const failed = job.rows.find(({ status }) => status === "failed");
    expect(failed).toMatchObject({
      hubId: String(failing.hubId),
      words: expect.stringContaining("can be resumed"),
    });
    expect((await statuses()).filter((status) => status === "uninstalled")).toHaveLength(2);

    await startBulk(
      first.owner.ctx,
      "revoke",
      startBulkInput.parse({
        ...{ portalIds: failing.portal.id, seen: "1", confirmation: " revoke 1 portal " },
      }),
    );
    await run();
    expect((await portalRow(world(), failing.portal.id)).status).toBe("revoked");
    await expectNoPlaintext(world());
  });

  it("takes every portal that the list's filter fits, and the phrase must name that many", async () => {
    const other = await makePortal(world(), { owner: first.owner });
    const matching = `app=${first.app.slug}&status=connected`;
    const chosen = { portalIds: "", matching };
    await expectRefused(
      start("revoke", { ...chosen, confirmation: "revoke 3 portals" }),
      "invalid_input",
    );
    const { jobId } = await start("revoke", chosen);
    await run();
    expect((await view(jobId)).counts.done).toBe(4);
    expect((await portalRow(world(), other.portal.id)).status).toBe("connected");
  });

  it("does nothing when there are more or fewer than the person was told, and says how many there are", async () => {
    const matching = `app=${first.app.slug}&connected=1h`;
    for (const action of ["refresh", "revoke"] as const) {
      const error = await expectRefused(
        start(action, { portalIds: "", matching, seen: "3" }),
        "invalid_input",
      );
      expect(error.details).toMatchObject({
        fields: {
          selection: "The selection is 4 portals now, and was 3 before. Confirm once more.",
        },
      });
    }
    expect(startBulkInput.safeParse({ matching }).error?.issues).toMatchObject([
      { path: ["seen"], message: "Reload the page and choose the portals again." },
    ]);
    const gone = portals.pop() as ConnectedPortal;
    const chosen = [...ids(), gone.portal.id].join(",");
    await world().db.portal.update({
      where: { id: gone.portal.id },
      data: { currentGrantId: null },
    });
    await world().db.portal.delete({ where: { id: gone.portal.id } });
    await expectRefused(start("refresh", { portalIds: chosen, seen: "4" }), "invalid_input");
    expect(await world().db.bulkJob.count()).toBe(0);
    const { jobId } = await start("refresh", { portalIds: "", matching });
    expect((await view(jobId)).total).toBe(3);
    const [event] = await eventsOf(world(), "bulk.started", { targetId: jobId });
    expect(event?.details).toMatchObject({
      portals: 3,
      filters: { app: first.app.slug, connected: "1h" },
    });
  });

  it("needs a selection, and refuses more than the cap", async () => {
    await expectRefused(start("refresh", { portalIds: "" }), "invalid_input");
    await world().db.portal.createMany({
      data: Array.from({ length: BULK_CAP }, (_, n) => ({
        appId: first.app.id,
        hubId: 50_000_000 + n,
        status: "revoked" as const,
      })),
    });
    const matching = `app=${first.app.slug}`;
    const error = await expectRefused(
      start("refresh", { portalIds: "", matching }),
      "invalid_input",
    );
    expect(JSON.stringify(error.details)).toContain("1000");
    expect(await world().db.bulkJob.count()).toBe(0);
    await world().db.portal.deleteMany({ where: { hubId: { gte: 50_000_000 } } });
  });
});

describe("a job that does not run through", () => {
  it("goes on after a crash with the rows that are left, and what the queue has lost is queued again", async () => {
    const { jobId } = await start("refresh");
    const [row] = await world().db.bulkRow.findMany({ where: { jobId }, orderBy: { id: "asc" } });
    await world().db.bulkRow.update({ where: { id: row?.id }, data: { status: "done" } });
    await forgetQueue();
    expect(await run()).toBe(0);
    expect((await view(jobId)).status).toBe("running");
    await lookAfterBulk(world().context());
    await lookAfterBulk(world().context());
    expect(await run()).toBe(3);
    expect((await view(jobId)).status).toBe("finished");
    expect(await refreshes()).toHaveLength(3);
  });

  it("is ended although whoever did its last row died before it could say so", async () => {
    const { jobId } = await start("refresh");
    await world().db.bulkRow.updateMany({ where: { jobId }, data: { status: "done" } });
    await forgetQueue();
    await lookAfterBulk(world().context());
    await run();
    expect((await view(jobId)).status).toBe("finished");
    expect(await refreshes()).toHaveLength(0);
  });

  it("does each row once with several servers, and ends once", async () => {
    const { jobId } = await start("refresh");
    await Promise.all([run(1), run(1), run(2)]);
    expect(await refreshes()).toHaveLength(4);
    expect(await eventsOf(world(), "bulk.finished", { targetId: jobId })).toHaveLength(1);
  });

  it("does no row again that the queue gives a second time", async () => {
    const { jobId } = await start("refresh");
    await run();
    const rows = await world().db.bulkRow.findMany({ where: { jobId } });
    await world().queue.add(
      "bulk_row",
      rows.map(({ id }) => ({ data: { rowId: id } })),
    );
    expect(await run()).toBe(4);
    expect(await refreshes()).toHaveLength(4);
    expect(await eventsOf(world(), "bulk.finished", { targetId: jobId })).toHaveLength(1);
  });

  it("stops between two portals when it is cancelled", async () => {
    await world().control.addFault({
      match: { grantType: "refresh_token" },
      times: 0,
      delayMs: 150,
    });
    const { jobId } = await start("refresh");
    const running = run(1);
    await expect.poll(async () => (await refreshes()).length).toBeGreaterThan(0);
    await cancelBulk(first.owner.ctx, jobId);
    await running;
    const job = await view(jobId);
    expect(job.status).toBe("cancelled");
    expect(job.counts.pending).toBeGreaterThan(0);
    expect(job.counts.done).toBe((await refreshes()).length);
    expect(await eventsOf(world(), "bulk.cancelled", { targetId: jobId })).toHaveLength(1);
    await expectRefused(cancelBulk(first.owner.ctx, jobId), "conflict");
    expect(await refreshes()).toHaveLength(job.counts.done);
  });

  it("ends when whoever started it may no longer do this", async () => {
    const { jobId } = await start("revoke");
    await world().db.person.update({
      where: { id: first.owner.person.id },
      data: { role: "support" },
    });
    await run();
    expect(await view(jobId)).toMatchObject({ status: "cancelled", counts: { pending: 4 } });
    expect(await statuses()).toEqual(["connected", "connected", "connected", "connected"]);
    const [event] = await eventsOf(world(), "bulk.cancelled", { targetId: jobId });
    expect(event?.details).toMatchObject({ because: expect.stringContaining("no longer") });
  });

  it("does not ask HubSpot once per portal when it refuses the app itself", async () => {
    await world().db.hubSpotApp.update({
      where: { id: first.app.id },
      data: { credentialsRefusedAt: new Date() },
    });
    const { jobId } = await start("refresh");
    await run();
    expect((await view(jobId)).counts.failed).toBe(4);
    expect(await refreshes()).toHaveLength(0);
  });
});
