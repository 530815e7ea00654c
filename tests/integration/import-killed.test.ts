import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import { recoverAnswers } from "@/lib/jobs/recover-answers";
import { advanceImport } from "@/lib/imports/advance";
import { cancelImport, confirmImport } from "@/lib/imports/decide";
import { getImport } from "@/lib/imports/queries";
import { giveBackGrants } from "@/lib/portals/end/give-back-grants";
import type { KeptAnswer } from "@/lib/spill/answer";
import { eventsOf, expectNoPlaintext, storedTokens, tokenCalls } from "../support/checks";
import { leaveAnswers, leftFiles } from "../support/dead-server";
import { makeBulkGrants, rowsOf, sealedTokens, upload, workOff } from "../support/imports";
import { makeApp, makePerson, type MadePerson } from "../support/makers";
import { startOtherServer } from "../support/other-server";
import { useWorld } from "../support/world";

const world = useWorld();
vi.setConfig({ testTimeout: 120_000 });
let owner: MadePerson;
let app: Awaited<ReturnType<typeof makeApp>>;
const ROWS = 16;
/** As many rows as are under way at once. */
const LANES = 6;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  await world().control.clearFaults();
  owner = await makePerson(world(), "owner");
  app = await makeApp(world(), owner.ctx);
  await world().control.setSettings({ rotateRefreshTokens: true });
});
afterEach(() => world().control.setSettings({ rotateRefreshTokens: false }));

async function startChecked(count: number) {
  const grants = await makeBulkGrants(world(), app, count);
  const jobId = await upload(
    owner.ctx,
    app,
    grants.map(({ refreshToken }) => `${refreshToken},,`),
  );
  await workOff(world(), jobId);
  await confirmImport(owner.ctx, jobId);
  return { jobId, grants };
}

/** Grants of the app that live at HubSpot and whose newest token is stored here. */
async function kept(): Promise<number> {
  const portals = await world().db.portal.findMany({ where: { appId: app.id } });
  const stored = await Promise.all(portals.map(({ id }) => storedTokens(world(), id)));
  const { refreshTokens } = await world().control.state();
  const newest = refreshTokens.filter(({ alive, rotated }) => alive && !rotated);
  return stored.filter(({ refresh }) => newest.some(({ token }) => token === refresh)).length;
}

describe("an import that is killed with rows under way", () => {
  it("loses none that HubSpot had answered: sixteen rows, six of them in its hands", async () => {
    const { jobId } = await startChecked(ROWS);
    const server = await startOtherServer(world());
    await expect(server.refresh({ jobId, dieAt: { afterKeeps: LANES } })).rejects.toThrow("ended");
    expect(await tokenCalls(world(), app.clientId, "refresh_token")).toHaveLength(LANES);
    expect((await getImport(owner.ctx, jobId)).counts.imported).toBe(0);
    await recoverAnswers(world().context());
    expect(leftFiles(world())).toEqual([]);
    const { status, counts } = await workOff(world(), jobId);
    expect(status).toBe("finished");
    expect(counts).toMatchObject({ imported: ROWS, failed: 0 });
    expect(await kept()).toBe(ROWS);
    const { counters } = await world().control.state();
    expect(counters.reusedRotatedTokens).toBe(0);
    expect(await sealedTokens(world(), jobId)).toBe(0);
    await expectNoPlaintext(world());
  });

  it("says of those that HubSpot was answering that nobody knows, and imports the rest", async () => {
    const { jobId } = await startChecked(ROWS);
    const match = { clientId: app.clientId, path: "/\\/token$/" };
    const { id } = await world().control.addFault({ match, times: 0, answerDelayMs: 60_000 });
    const server = await startOtherServer(world());
    const dying = expect(server.refresh({ jobId })).rejects.toThrow("ended");
    const asked = async () => (await tokenCalls(world(), app.clientId, "refresh_token")).length;
    await vi.waitUntil(async () => (await asked()) === LANES, { timeout: 60_000 });
    await server.kill();
    await dying;
    await world().control.removeFault(id);
    await recoverAnswers(world().context());
    const { status, counts } = await workOff(world(), jobId);
    expect(status).toBe("finished");
    expect(counts).toMatchObject({ imported: ROWS - LANES, failed: LANES });
    const failed = Object.values(await rowsOf(world(), jobId)).filter(
      ([state]) => state === "failed",
    );
    for (const [, reason] of failed) expect(reason).toMatch(/stopped while HubSpot was answering/);
    expect(await kept()).toBe(ROWS - LANES);
  });
});

describe("an import whose HubSpot is slow", () => {
  it("keeps its lease for as long as its server lives", async () => {
    const { jobId } = await startChecked(1);
    const lease = () => world().db.importJob.findUniqueOrThrow({ where: { id: jobId } });
    const almostOver = new Date(Date.now() + 5_000);
    let renewed = almostOver;
    const { hubspot, ...rest } = world().context();
    const slow: typeof hubspot = {
      ...hubspot,
      refresh: async (...args) => {
        await world().db.importJob.update({
          where: { id: jobId },
          data: { leaseUntil: almostOver },
        });
        await vi.waitUntil(async () => ((await lease()).leaseUntil ?? almostOver) > almostOver, {
          timeout: 20_000,
        });
        renewed = (await lease()).leaseUntil ?? almostOver;
        return hubspot.refresh(...args);
      },
    };
    await advanceImport({ ...rest, hubspot: slow }, { jobId, heartbeatMs: 50 });
    expect(renewed.getTime() - almostOver.getTime()).toBeGreaterThan(60_000);
    expect((await getImport(owner.ctx, jobId)).counts.imported).toBe(1);
  });
});

describe("an answer for a row that turns up late", () => {
  const rowOf = (jobId: string) => world().db.importRow.findFirstOrThrow({ where: { jobId } });

  /** HubSpot rotated the token of a row, and the answer lies on the disk of a dead server. */
  async function rotateBehind(jobId: string, token: string): Promise<KeptAnswer> {
    const { id: rowId } = await rowOf(jobId);
    const startedAt = new Date();
    await world().db.importRow.update({ where: { id: rowId }, data: { askedAt: startedAt } });
    const credentials = {
      clientId: app.clientId,
      clientSecret: new Secret(app.clientSecret),
      apiVersion: "2026-09" as const,
    };
    const tokens = await owner.ctx.hubspot.refresh(credentials, new Secret(token));
    return { kind: "import", rowId, appId: app.id, startedAt, tokens };
  }

  it("revives one that was given up with the token from before", async () => {
    const { jobId, grants } = await startChecked(1);
    const answer = await rotateBehind(jobId, grants[0]?.refreshToken ?? "");
    expect((await workOff(world(), jobId)).counts).toMatchObject({ failed: 1 });
    await leaveAnswers(world(), [answer]);
    await recoverAnswers(world().context());
    const { status, counts } = await workOff(world(), jobId);
    expect([status, counts.imported]).toEqual(["finished", 1]);
    expect(await kept()).toBe(1);
    // Found again, it changes nothing.
    const before = await rowOf(jobId);
    await leaveAnswers(world(), [answer]);
    await recoverAnswers(world().context());
    expect(await rowOf(jobId)).toEqual(before);
    expect(await world().db.grantReturn.count({ where: { appId: app.id } })).toBe(0);
  });

  it("gives the grant of one that was cancelled back to HubSpot", async () => {
    const { jobId, grants } = await startChecked(1);
    const answer = await rotateBehind(jobId, grants[0]?.refreshToken ?? "");
    await cancelImport(owner.ctx, jobId);
    await leaveAnswers(world(), [answer]);
    await recoverAnswers(world().context());
    expect(await giveBackGrants(world().context())).toBe(1);
    const { grants: atHubSpot } = await world().control.state();
    expect(atHubSpot.filter(({ alive, hubId }) => alive && hubId === grants[0]?.hubId)).toEqual([]);
    expect(await eventsOf(world(), "grant.given_back", { appId: app.id })).toHaveLength(1);
  });

  it("does not put an older token over a newer one", async () => {
    const { jobId, grants } = await startChecked(1);
    const first = await rotateBehind(jobId, grants[0]?.refreshToken ?? "");
    const second = await rotateBehind(jobId, first.tokens.refreshToken?.reveal() ?? "");
    await leaveAnswers(world(), [second, first]);
    await recoverAnswers(world().context());
    expect((await workOff(world(), jobId)).counts.imported).toBe(1);
    expect(await kept()).toBe(1);
  });
});

describe("a token that HubSpot gave for a row which is not imported", () => {
  const fault = (path: string, effect: object) =>
    world().control.addFault({ match: { clientId: app.clientId, path }, times: 0, ...effect });
  const revoked = async () =>
    (await world().control.requests({ path: "/revoke" })).filter(
      ({ form }) => form.client_id === app.clientId,
    ).length;

  /** One row whose token HubSpot has renewed; who it belongs to nobody says. */
  async function renewedOnly() {
    const started = await startChecked(1);
    await fault("/introspect", { status: 503 });
    await fault("/details", { status: 503 });
    await fault("/\\/token$/", { omit: ["hub_id"] });
    await workOff(world(), started.jobId);
    await world().control.clearFaults();
    return started;
  }

  it("goes back when the import is cancelled", async () => {
    const { jobId } = await renewedOnly();
    await cancelImport(owner.ctx, jobId);
    expect(await giveBackGrants(world().context())).toBe(1);
    expect(await revoked()).toBe(1);
  });

  it("goes back when the import gives the row up", async () => {
    const { jobId } = await renewedOnly();
    await fault("/\\/token$/", { status: 400, body: { status: "SOMETHING_NEW" } });
    world().clock.aheadMs = 31_000;
    await world().db.importJob.update({ where: { id: jobId }, data: { leaseUntil: null } });
    expect((await workOff(world(), jobId)).counts.failed).toBe(1);
    await giveBackGrants(world().context());
    expect(await revoked()).toBe(1);
  });

  it("goes back when HubSpot says that it is another app's", async () => {
    const { jobId } = await startChecked(1);
    await fault("/introspect", { set: { client_id: "another-app" } });
    expect((await workOff(world(), jobId)).counts.failed).toBe(1);
    expect(await giveBackGrants(world().context())).toBe(1);
  });

  it("the file's own token is left alone: another system may live on it", async () => {
    await world().control.setSettings({ rotateRefreshTokens: false });
    const { jobId } = await startChecked(1);
    await fault("/introspect", { set: { client_id: "another-app" } });
    expect((await workOff(world(), jobId)).counts.failed).toBe(1);
    expect(await giveBackGrants(world().context())).toBe(0);
    expect(await world().db.grantReturn.count({ where: { appId: app.id } })).toBe(0);
  });
});

describe("the dry run", () => {
  it("compares HubSpot's number of the app when it names no client", async () => {
    const { jobId: first } = await startChecked(1);
    await workOff(world(), first);
    const [grant] = await makeBulkGrants(world(), app, 1);
    const match = { clientId: app.clientId, path: "/introspect" };
    await world().control.addFault({ match, set: { app_id: 4711 }, omit: ["client_id"] });
    const jobId = await upload(owner.ctx, app, [`${grant?.refreshToken},,`]);
    await workOff(world(), jobId);
    expect(await rowsOf(world(), jobId)).toMatchObject({ 2: ["foreign", expect.any(String)] });
  });
});
