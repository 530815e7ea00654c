import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { lookAfterBulk } from "@/lib/bulk/hand-out";
import { runBulkRow } from "@/lib/bulk/run";
import { startBulk, startBulkInput } from "@/lib/bulk/start";
import { bulkPhrase } from "@/lib/bulk/words";
import { parseKeyring } from "@/lib/crypto/keyring";
import { confirmImport } from "@/lib/imports/decide";
import { recoverAnswers } from "@/lib/jobs/recover-answers";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { countByKey, reseal } from "@/lib/keys/reseal";
import { askForRotation } from "@/lib/keys/rotation-job";
import { accountFor } from "../support/account-for";
import { storedTokens, tokenCalls } from "../support/checks";
import { leftFiles } from "../support/dead-server";
import { startDoorServer, type DoorServer } from "../support/door-server";
import { makeBulkGrants, upload, workOff } from "../support/imports";
import { makeApp, makePerson, makePortal, type ConnectedPortal } from "../support/makers";
import { randomKey, useWorld } from "../support/world";

const world = useWorld();
const ROWS = 12;
const PORTALS = 8;
/** How long HubSpot takes for a token, so that a few are under way when the server ends. */
const SLOW_MS = 400;
const soon = { timeout: 60_000, interval: 50 };

/** How a server ends, and whether it could finish what it was at. */
const ENDS: [string, (server: DoorServer) => Promise<number | null>, boolean][] = [
  ["SIGTERM", (server) => server.stop("SIGTERM"), true],
  ["SIGKILL", (server) => server.stop("SIGKILL"), false],
  ["no memory left", (server) => server.runOutOfMemory(), false],
];

let keys: string;
let server: DoorServer | undefined;

beforeAll(() => {
  keys = world().encryptionKeys;
});
beforeEach(async () => {
  await world().control.clearFaults();
  await world().control.setSettings({ rotateRefreshTokens: true });
  await world().db.portal.updateMany({ data: { nextRefreshAt: null } });
  // A killed one is counted among the servers for a while.
  await world().db.serverSeen.deleteMany();
});
afterEach(async () => {
  await server?.stop("SIGKILL");
  server = undefined;
});

async function start(): Promise<DoorServer> {
  server = await startDoorServer(world(), {
    PORTICO_DRAIN_SECONDS: "0",
    PORTICO_ENCRYPTION_KEYS: keys,
    NODE_OPTIONS: "--max-old-space-size=256",
  });
  return server;
}

async function end(how: (server: DoorServer) => Promise<number | null>, isInOrder: boolean) {
  if (!server) throw new Error("no server");
  const ending = how(server);
  server = undefined;
  expect(await ending).toBe(isInOrder ? 0 : null);
}

const asked = async (clientId: string) =>
  (await tokenCalls(world(), clientId, "refresh_token")).length;

/** Every token that lives at HubSpot is stored, or it is said that nobody has it; after an orderly end there is none of those. */
async function expectNothingLost(appId: string, isInOrder: boolean): Promise<void> {
  expect(leftFiles(world())).toEqual([]);
  const { silentlyLost, saidLost } = await accountFor(world(), appId);
  expect(silentlyLost).toEqual([]);
  if (isInOrder) expect(saidLost).toEqual({ refreshes: 0, rows: 0, codes: 0 });
}

describe.each(ENDS)("a server that ends with %s", (_name, how, isInOrder) => {
  it("in the middle of an import: another goes on, and each row has its end", async () => {
    const owner = await makePerson(world(), "owner");
    const app = await makeApp(world(), owner.ctx);
    const grants = await makeBulkGrants(world(), app, ROWS);
    const jobId = await upload(
      owner.ctx,
      app,
      grants.map(({ refreshToken }) => `${refreshToken},,`),
    );
    await workOff(world(), jobId);
    await confirmImport(owner.ctx, jobId);
    const match = { clientId: app.clientId, path: "/\\/token$/" };
    await world().control.addFault({ match, times: 0, delayMs: SLOW_MS });
    await start();
    await vi.waitUntil(async () => (await asked(app.clientId)) >= 4, soon);
    await end(how, isInOrder);
    await world().control.clearFaults();
    await recoverAnswers(world().context());
    const { status, counts } = await workOff(world(), jobId);
    expect(status).toBe("finished");
    expect(counts.imported + counts.failed).toBe(ROWS);
    if (isInOrder) expect(counts.imported).toBe(ROWS);
    await expectNothingLost(app.id, isInOrder);
  });

  it("in the middle of an act on many portals: the rows that are left are done, each once", async () => {
    const owner = await makePerson(world(), "owner");
    const app = await makeApp(world(), owner.ctx);
    const made: ConnectedPortal[] = [];
    for (let n = 0; n < PORTALS; n += 1) made.push(await makePortal(world(), { owner, app }));
    const match = { clientId: app.clientId, path: "/\\/token$/" };
    await world().control.addFault({ match, times: 0, delayMs: SLOW_MS });
    const input = startBulkInput.parse({
      portalIds: made.map(({ portal }) => portal.id).join(","),
      confirmation: bulkPhrase("refresh", PORTALS),
      seen: String(PORTALS),
    });
    const { jobId } = await startBulk(owner.ctx, "refresh", input);
    await start();
    await vi.waitUntil(async () => (await asked(app.clientId)) >= 2, soon);
    await end(how, isInOrder);
    await world().control.clearFaults();
    await recoverAnswers(world().context());
    await refreshDuePortals(world().context());
    // What the dead one had taken is given again when its time is over.
    await world().db
      .$executeRaw`UPDATE pgboss.job SET "started_on" = now() - interval '6 minutes' WHERE "name" = 'bulk_row'`;
    await world().queue.tidy();
    await world().db
      .$executeRaw`UPDATE pgboss.job SET "start_after" = now() WHERE "name" = 'bulk_row'`;
    await lookAfterBulk(world().context());
    await workOffBulk();
    const job = await world().db.bulkJob.findUniqueOrThrow({
      where: { id: jobId },
      include: { rows: true },
    });
    expect(job.status).toBe("finished");
    expect(job.rows.map(({ status }) => status)).not.toContain("pending");
    if (isInOrder) expect(await asked(app.clientId)).toBe(PORTALS);
    await expectNothingLost(app.id, isInOrder);
  });

  it("in the middle of a key rotation: every value opens, under one key or the other, and it is gone on with", async () => {
    const made: ConnectedPortal[] = [];
    const owner = await makePerson(world(), "owner");
    for (let n = 0; n < PORTALS; n += 1)
      made.push(await makePortal(world(), { owner, app: made[0]?.app }));
    const [before] = parseKeyring(keys).ids;
    const added = `k-${randomKey().replace(/\W/g, "").slice(0, 8)}`;
    keys = `${added}:${randomKey()},${keys}`;
    const letGo = await holdGrant(made.at(-1)?.portal.currentGrantId ?? "");
    await start();
    await askForRotation(owner.ctx);
    const count = async (id: string) => (await countByKey(world().context())).get(id) ?? 0;
    await vi.waitUntil(async () => (await count(added)) >= PORTALS, soon);
    // In order it ends with its work, which waits for the row.
    const ended = end(how, isInOrder);
    if (!isInOrder) await ended;
    if (!isInOrder) expect(await count(before ?? "")).toBeGreaterThan(0);
    await letGo();
    await ended;
    world().env.keyring.replace(parseKeyring(keys));
    const newest = new Set(
      (await world().control.state()).refreshTokens
        .filter(({ alive, rotated }) => alive && !rotated)
        .map(({ token }) => token),
    );
    const opens = async () => {
      for (const { portal } of made)
        expect(newest).toContain((await storedTokens(world(), portal.id)).refresh);
    };
    await opens();
    expect((await reseal(world().context())).unreadable).toEqual({});
    expect([...(await countByKey(world().context())).keys()]).toEqual([added]);
    await opens();
    await world().db.$executeRaw`DELETE FROM pgboss.job WHERE "name" = 'rotate_keys'`;
    await world().db.systemFact.deleteMany({ where: { name: "keys_rotation" } });
  });
});

async function workOffBulk(): Promise<void> {
  const ctx = world().context();
  for (;;) {
    const jobs = await ctx.queue.take("bulk_row", 3);
    if (jobs.length === 0) return;
    for (const job of jobs) {
      await runBulkRow(ctx, job);
      await ctx.queue.done("bulk_row", job.id);
    }
  }
}

/** Keeps a grant locked, as somebody who writes it does. @returns lets it go */
async function holdGrant(id: string): Promise<() => Promise<void>> {
  let isHeld = () => {};
  const held = new Promise<void>((resolve) => (isHeld = resolve));
  let letGo = () => {};
  const released = new Promise<void>((resolve) => (letGo = resolve));
  const work = world().db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Grant" WHERE "id" = ${id}::uuid FOR UPDATE`;
      isHeld();
      await released;
    },
    { timeout: 120_000 },
  );
  await held;
  return async () => {
    letGo();
    await work;
  };
}
