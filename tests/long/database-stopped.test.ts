import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/context";
import { advanceImport } from "@/lib/imports/advance";
import { confirmImport } from "@/lib/imports/decide";
import { getImport } from "@/lib/imports/queries";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { claimLease } from "@/lib/portals/lease";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { startSimulator, type Simulator } from "../hubspot-simulator/server";
import { contextAt, POINTS, type Point } from "../support/at-point";
import { portalRow, storedTokens, tokenCalls } from "../support/checks";
import { makeBulkGrants, upload, workOff } from "../support/imports";
import {
  consent,
  makeAccount,
  makeApp,
  makePerson,
  makePortal,
  type ConnectedPortal,
} from "../support/makers";
import { startOwnPostgres, type OwnPostgres } from "../support/own-postgres";
import { buildWorld, endWorld, type World } from "../support/world";

const BROWSER = "browser-token-of-this-test";
let postgres: OwnPostgres;
let simulator: Simulator;
let made: World;
const world = () => made;

beforeAll(async () => {
  postgres = await startOwnPostgres();
  simulator = await startSimulator();
  made = await buildWorld(postgres.url, simulator);
  await made.control.setSettings({ rotateRefreshTokens: true });
});
afterAll(async () => {
  await endWorld(made);
  await simulator.close();
  await postgres.remove();
});

/** True when the refresh token stored here is the newest that HubSpot accepts. */
async function holdsLiveToken(portalId: string): Promise<boolean> {
  const { refresh } = await storedTokens(world(), portalId);
  const { refreshTokens } = await world().control.state();
  return refreshTokens.some(({ token, alive, rotated }) => token === refresh && alive && !rotated);
}

/** A connect through HubSpot's page, up to the moment its browser comes back. */
async function beginTrip({ owner, app }: Pick<ConnectedPortal, "owner" | "app">) {
  const { hubId } = await makeAccount(world());
  const { attemptId, url } = await beginConnect(
    owner.ctx,
    { appId: app.id, extraScopes: [] },
    BROWSER,
  );
  const brought = await consent(world(), url, hubId);
  const finish = (ctx: Context) => completeConnect(ctx, { ...brought, browserToken: BROWSER });
  return { attemptId, finish };
}

async function finished(attemptId: string) {
  const row = () => world().db.connectAttempt.findUniqueOrThrow({ where: { id: attemptId } });
  await vi.waitUntil(async () => (await row()).status !== "exchanging", {
    timeout: 60_000,
    interval: 250,
  });
  return row();
}

const PORTALS = 5;
const ROWS = 12;

describe("PostgreSQL goes away just as HubSpot answers five refreshes, a code and six rows of an import", () => {
  it.each<["stop" | "crash", number]>([
    ["stop", 8_000],
    ["stop", 20_000],
    ["stop", 60_000],
    ["crash", 8_000],
    ["crash", 20_000],
    ["crash", 60_000],
  ])("%s, for %i ms: nothing is lost", async (how, forMs) => {
    const owner = await makePerson(world(), "owner");
    const app = await makeApp(world(), owner.ctx);
    const portals: ConnectedPortal[] = [];
    for (let n = 0; n < PORTALS; n += 1) portals.push(await makePortal(world(), { owner, app }));
    const trip = await beginTrip({ owner, app });
    const grants = await makeBulkGrants(world(), app, ROWS);
    const lines = grants.map(({ refreshToken }) => `${refreshToken},,`);
    const jobId = await upload(owner.ctx, app, lines);
    await workOff(world(), jobId);
    await confirmImport(owner.ctx, jobId);

    const match = { clientId: app.clientId, path: "/\\/token$/" };
    const { id } = await world().control.addFault({ match, times: 0, answerDelayMs: 2_000 });
    const asked = async (grant: string) => (await tokenCalls(world(), app.clientId, grant)).length;
    const codes = await asked("authorization_code");
    const importing = advanceImport(world().context(), { jobId }).catch((error: unknown) => error);
    const refreshing = portals.map(({ portal }) =>
      refreshPortal(world().context(), { portalId: portal.id, trigger: "need" }),
    );
    const connecting = trip.finish(owner.ctx).catch((error: unknown) => error);
    await vi.waitUntil(
      async () =>
        (await asked("refresh_token")) >= PORTALS + 6 &&
        (await asked("authorization_code")) > codes,
      { timeout: 30_000 },
    );
    await postgres[how]();
    await world().control.removeFault(id);
    await sleep(forMs);
    await postgres.start();

    for (const { portal } of await Promise.all(refreshing))
      expect(portal).toMatchObject({ status: "connected", refreshStartedAt: null });
    for (const { portal } of portals) expect(await holdsLiveToken(portal.id)).toBe(true);
    await connecting;
    const attempt = await finished(trip.attemptId);
    expect(attempt.status).toBe("completed");
    expect(await holdsLiveToken(attempt.portalId ?? "")).toBe(true);
    await importing;
    await world().db.importJob.update({ where: { id: jobId }, data: { leaseUntil: null } });
    world().clock.aheadMs += 31_000;
    await workOff(world(), jobId);
    world().clock.aheadMs = 0;
    expect((await getImport(owner.ctx, jobId)).counts).toMatchObject({ imported: ROWS, failed: 0 });
    const rows = await world().db.importRow.findMany({ where: { jobId } });
    for (const { portalId } of rows) expect(await holdsLiveToken(portalId ?? "")).toBe(true);
    expect(await world().spill.settled(10_000)).toBe(true);
    process.stdout.write(
      `PostgreSQL ${how} for ${forMs / 1000} s: ${PORTALS} refreshes, 1 code, ${ROWS} rows of an import; lost: 0\n`,
    );
  });
});

describe("PostgreSQL crashes at a point of a token call and comes back", () => {
  /** The crash happens there, and the way back is under way when the work goes on. */
  const crashing = (ctx: Context, point: Point) =>
    contextAt(ctx, point, async () => {
      await postgres.crash();
      void sleep(1_500).then(() => postgres.start());
    });

  it.each(POINTS)("a refresh, %s", async (point) => {
    const { owner, app, portal } = await makePortal(world());
    const order = { portalId: portal.id, trigger: "need" as const };
    await refreshPortal(crashing(owner.ctx, point), order).catch((error: unknown) => error);
    await vi.waitUntil(() => portalRow(world(), portal.id).catch(() => undefined), {
      timeout: 60_000,
    });
    expect(await holdsLiveToken(portal.id)).toBe(true);
    expect(await portalRow(world(), portal.id)).toMatchObject({
      status: "connected",
      refreshStartedAt: null,
      outcomeUnknownAt: null,
    });
    expect(await tokenCalls(world(), app.clientId, "refresh_token")).toHaveLength(1);
  });

  it.each(POINTS)("a code, %s", async (point) => {
    const { owner, app } = await makePortal(world());
    const trip = await beginTrip({ owner, app });
    await trip.finish(crashing(owner.ctx, point)).catch((error: unknown) => error);
    await vi.waitUntil(() => finished(trip.attemptId).catch(() => undefined), { timeout: 60_000 });
    const attempt = await finished(trip.attemptId);
    expect(attempt.status).toBe("completed");
    expect(await holdsLiveToken(attempt.portalId ?? "")).toBe(true);
    expect(await world().db.grant.count({ where: { portalId: attempt.portalId ?? "" } })).toBe(1);
  });

  it("leaves a lease that ran out meanwhile with its holder for a moment, and no longer", async () => {
    const { portal } = await makePortal(world());
    const ctx = world().context();
    await claimLease(ctx, portal.id, portal.leaseVersion);
    await postgres.crash();
    await postgres.start();
    const over = { leaseUntil: new Date(Date.now() - 1) };
    await vi.waitUntil(
      () =>
        world()
          .db.portal.update({ where: { id: portal.id }, data: over })
          .catch(() => undefined),
      { timeout: 30_000 },
    );
    const { leaseVersion } = await portalRow(world(), portal.id);
    expect(await claimLease(ctx, portal.id, leaseVersion)).toBeNull();
    expect(await refreshDuePortals(ctx)).toBe(0);
    await vi.waitUntil(() => refreshDuePortals(ctx), { timeout: 30_000, interval: 250 });
    expect(await portalRow(world(), portal.id)).toMatchObject({ status: "connected" });
  });
});
