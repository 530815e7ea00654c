import { beforeEach, describe, expect, it } from "vitest";
import { advanceImport } from "@/lib/imports/advance";
import { cancelImport, confirmImport } from "@/lib/imports/decide";
import { getImport } from "@/lib/imports/queries";
import { replaceSecret } from "@/lib/hubspot-apps/secret/replace-secret";
import { eventsOf, expectNoPlaintext, expectRefused, tokenCalls } from "../support/checks";
import { makeBulkGrants, rowsOf, sealedTokens, upload, workOff } from "../support/imports";
import { makeApp, makePerson, randomSecret, type MadePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let owner: MadePerson;
let app: Awaited<ReturnType<typeof makeApp>>;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  await world().control.clearFaults();
  await world().control.setSettings({ rotateRefreshTokens: false });
  owner = await makePerson(world(), "owner");
  app = await makeApp(world(), owner.ctx);
});

async function start(count: number) {
  const grants = await makeBulkGrants(world(), app, count);
  const lines = grants.map(({ refreshToken }) => `${refreshToken},,`);
  return { grants, jobId: await upload(owner.ctx, app, lines) };
}

async function startChecked(count: number) {
  const made = await start(count);
  await workOff(world(), made.jobId);
  await confirmImport(owner.ctx, made.jobId);
  return made;
}

const fault = (path: string, effect: object, times = 1) =>
  world().control.addFault({ match: { path, clientId: app.clientId }, times, ...effect });
const step = () => advanceImport(world().context());
const endPause = (jobId: string) =>
  world().db.importJob.update({ where: { id: jobId }, data: { leaseUntil: null } });
const rest = () => {
  world().clock.aheadMs += 31_000;
};
const portalCount = () => world().db.portal.count({ where: { appId: app.id } });

describe("an import when HubSpot does not answer", () => {
  it("waits as long as HubSpot asks, and checks those rows again", async () => {
    const { jobId } = await start(2);
    await fault("/introspect", { status: 429, headers: { "retry-after": "90" } }, 2);
    await step();
    const paused = await getImport(owner.ctx, jobId);
    expect(paused).toMatchObject({ status: "ready", counts: { unknown: 2 } });
    const wait = (paused.pausedUntil?.getTime() ?? 0) - Date.now();
    expect(wait).toBeGreaterThan(80_000);
    expect(await rowsOf(world(), jobId)).toMatchObject({
      2: ["unknown", "HubSpot asked us to slow down. It will be tried again."],
    });
    rest();
    expect(await step()).toBe(false);
    await endPause(jobId);
    expect(await step()).toBe(true);
    expect((await getImport(owner.ctx, jobId)).counts.importable).toBe(2);
  });

  it("tries a row again while importing, and gives up after an hour", async () => {
    const { jobId } = await startChecked(1);
    await fault("/token", { status: 503 }, 0);
    await workOff(world(), jobId);
    expect(await rowsOf(world(), jobId)).toMatchObject({
      2: ["importable", "HubSpot had a problem of its own. It will be tried again."],
    });
    expect((await getImport(owner.ctx, jobId)).status).toBe("running");
    await endPause(jobId);
    world().clock.aheadMs = 61 * 60_000;
    await workOff(world(), jobId);
    await endPause(jobId);
    const job = await workOff(world(), jobId);
    expect(job).toMatchObject({ status: "finished", counts: { failed: 1 } });
    expect(await sealedTokens(world(), jobId)).toBe(0);
  });

  it("fails the row alone when the grant died after the dry run", async () => {
    const { jobId, grants } = await startChecked(3);
    const { clientId } = app;
    await world().control.revokeGrants({ clientId, hubId: grants[1]?.hubId ?? 0 });
    const job = await workOff(world(), jobId);
    expect(job).toMatchObject({ status: "finished", counts: { imported: 2, failed: 1 } });
    expect(await sealedTokens(world(), jobId)).toBe(0);
  });
});

describe("an import with wrong app credentials", () => {
  it("stops with one message, and goes on when they are mended", async () => {
    const { jobId } = await start(12);
    const secret = randomSecret(world());
    await world().control.setSecret(app.clientId, secret);
    await workOff(world(), jobId);
    const job = await getImport(owner.ctx, jobId);
    expect(job).toMatchObject({ status: "checking", app: { credentialsRefused: true } });
    expect(job.counts.unchecked).toBe(12);
    expect(await eventsOf(world(), "app.credentials_refused", { appId: app.id })).toHaveLength(1);
    await expectRefused(upload(owner.ctx, app, ["abcdefgh,,"]), "app_credentials_refused");
    await replaceSecret(owner.ctx, { appId: app.id, clientSecret: secret });
    expect(await workOff(world(), jobId)).toMatchObject({
      status: "ready",
      counts: { importable: 12 },
    });
  });
});

describe("an import that is interrupted", () => {
  it("keeps a rotated token before anything else, and goes on with it after a crash", async () => {
    const { jobId, grants } = await startChecked(1);
    await world().control.setSettings({ rotateRefreshTokens: true });
    // The refresh is answered, everything after it is not, and nothing names the account: as if the process had died
    // in between.
    await fault("/introspect", { status: 503 });
    await fault("/details", { status: 503 });
    await fault("/token", { omit: ["hub_id"] });
    await workOff(world(), jobId);
    expect(await portalCount()).toBe(0);
    const { refreshTokens } = await world().control.state();
    world().secrets.push(...refreshTokens.map(({ token }) => token));
    await world().control.setSettings({ rotateRefreshTokens: false });
    rest();
    await endPause(jobId);
    expect((await workOff(world(), jobId)).counts.imported).toBe(1);
    expect(await portalCount()).toBe(1);
    const { counters } = await world().control.state();
    expect(counters.reusedRotatedTokens).toBe(0);
    await expectNoPlaintext(world());
    const again = await upload(owner.ctx, app, [`${grants[0]?.refreshToken},,`]);
    await workOff(world(), again);
    expect(await rowsOf(world(), again)).toMatchObject({ 2: ["duplicate", expect.any(String)] });
  });

  it("is taken over when the lease of a dead server has run out, and not before", async () => {
    const { jobId } = await startChecked(2);
    const leaseUntil = new Date(Date.now() + 60_000);
    const where = { id: jobId };
    await world().db.importJob.update({ where, data: { leaseOwner: "a dead server", leaseUntil } });
    expect(await step()).toBe(false);
    await world().db.importJob.update({ where, data: { leaseUntil: new Date(0) } });
    expect((await workOff(world(), jobId)).counts.imported).toBe(2);
  });

  it("imports each row once when several servers work at the same time", async () => {
    const { jobId } = await startChecked(45);
    await world().control.setSettings({ delayMs: 5 });
    const server = async () => {
      while ((await getImport(owner.ctx, jobId)).status === "running") {
        if (!(await step())) await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await Promise.all([server(), server(), server()]);
    await world().control.setSettings({ delayMs: 0 });
    expect((await getImport(owner.ctx, jobId)).counts).toMatchObject({ imported: 45, failed: 0 });
    expect(await tokenCalls(world(), app.clientId, "refresh_token")).toHaveLength(45);
    expect(await portalCount()).toBe(45);
  }, 60_000);

  it("stops between two rows when somebody cancels, and wipes what is left", async () => {
    const { jobId } = await startChecked(30);
    await fault("/token", { delayMs: 30 }, 0);
    const working = workOff(world(), jobId);
    while ((await getImport(owner.ctx, jobId)).counts.imported < 4)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await cancelImport(owner.ctx, jobId);
    const job = await working;
    expect(job.status).toBe("cancelled");
    expect(job.counts.imported).toBeGreaterThanOrEqual(4);
    expect(job.counts.imported).toBeLessThan(30);
    expect(job.counts.imported + job.counts.cancelled).toBe(30);
    // Whatever was refreshed at HubSpot is stored here.
    expect(await tokenCalls(world(), app.clientId, "refresh_token")).toHaveLength(
      job.counts.imported,
    );
    expect(await portalCount()).toBe(job.counts.imported);
    expect(await sealedTokens(world(), jobId)).toBe(0);
    await expectRefused(cancelImport(owner.ctx, jobId), "conflict");
  });
});
