import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { moveTimesBack } from "@/lib/portals/after-set-back";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { closeResources, createContext } from "@/lib/resources";
import { portalRow, storedTokens, tokenCalls } from "../../support/checks";
import { makeKey, startDoor, type TestDoor } from "../../support/door";
import { eventually } from "../../support/eventually";
import { makePortal, type ConnectedPortal } from "../../support/makers";
import { settings, SYSTEM, useWorld } from "../../support/world";

const world = useWorld();
const TEN_MINUTES = 600_000;
const LIFE_SECONDS = 1_800;
let made: ConnectedPortal;
let door: TestDoor;
let key: string;

beforeAll(() => {
  const { databaseUrl, encryptionKeys, apiUrl, env } = world();
  const all = settings(databaseUrl, encryptionKeys, apiUrl, env.dataDir);
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
});
beforeEach(async () => {
  await world().control.clearFaults();
  await world().db.systemFact.deleteMany({ where: { name: "clock_set_back" } });
  await world().db.portal.updateMany({ data: { nextRefreshAt: null } });
  made = await makePortal(world());
  ({ key } = await makeKey(world()));
  door = await startDoor(world());
});
afterEach(async () => {
  vi.useRealTimers();
  await door.close();
  await closeResources();
});
afterAll(() => vi.unstubAllEnvs());

/** This machine's time of day is set; the database's and the steady clock are not. */
function setClock(byMs: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + byMs });
}

const token = () => door.call(`/portals/${made.hubId}/token`, { key });
const asked = async () => (await tokenCalls(world(), made.app.clientId, "refresh_token")).length;

describe.each([
  ["forward", TEN_MINUTES],
  ["back", -TEN_MINUTES],
])("a server whose clock is set %s by ten minutes", (_name, byMs) => {
  it("knows of a token what the database knows: no service gets one that is dead, none is renewed too early", async () => {
    const ctx = await createContext(SYSTEM);
    setClock(byMs);
    const order = { portalId: made.portal.id, trigger: "person" as const };
    expect((await refreshPortal(ctx, order)).portal.status).toBe("connected");
    const { body } = await token();
    expect(body.expires_in).toBeGreaterThan(LIFE_SECONDS - 30);
    expect(body.expires_in).toBeLessThanOrEqual(LIFE_SECONDS);
    // Nothing has become due, nor been put off.
    expect(await refreshDuePortals(ctx)).toBe(0);
    const [{ left = 0 } = {}] = await world().db.$queryRaw<{ left: number }[]>`
      SELECT extract(epoch FROM "nextRefreshAt" - now())::float8 AS "left" FROM "Portal"
      WHERE "id" = ${made.portal.id}::uuid`;
    expect(left).toBeGreaterThan(LIFE_SECONDS - 400);
    expect(left).toBeLessThan(LIFE_SECONDS - 299);
    expect(await asked()).toBe(1);
  });

  it("while HubSpot answers loses nothing and asks once", async () => {
    const ctx = await createContext(SYSTEM);
    const { clientId } = made.app;
    await world().control.addFault({ match: { clientId, path: "/\\/token$/" }, delayMs: 500 });
    const before = await storedTokens(world(), made.portal.id);
    const order = { portalId: made.portal.id, trigger: "person" as const };
    const work = refreshPortal(ctx, order);
    await eventually(async () => expect(await asked()).toBe(1));
    setClock(byMs);
    const second = refreshPortal(ctx, { ...order, seenVersion: made.portal.leaseVersion });
    expect((await work).portal).toMatchObject({ status: "connected", refreshStartedAt: null });
    await second;
    expect((await storedTokens(world(), made.portal.id)).access).not.toBe(before.access);
    expect(await asked()).toBe(1);
  });
});

describe("a database whose clock is set back by ten minutes", () => {
  const times = async () => {
    const { accessTokenExpiresAt, nextRefreshAt, currentGrant } = await portalRow(
      world(),
      made.portal.id,
    );
    return [accessTokenExpiresAt, nextRefreshAt, currentGrant?.accessTokenExpiresAt].map(Number);
  };

  it("has the end of each token moved along, once, however many servers notice", async () => {
    const before = await times();
    const servers = Array.from({ length: 8 }, () => moveTimesBack(world().db, TEN_MINUTES));
    expect((await Promise.all(servers)).filter(Boolean)).toHaveLength(1);
    expect(await times()).toEqual(before.map((time) => time - TEN_MINUTES));
    const { body } = await token();
    expect(body.expires_in).toBeGreaterThan(LIFE_SECONDS - 630);
    expect(body.expires_in).toBeLessThanOrEqual(LIFE_SECONDS - 600);
    // Set back once more, before a minute has passed: what was written then lies in the future.
    await world().db.$executeRaw`
      UPDATE "SystemFact" SET "createdAt" = now() + interval '9 minutes' WHERE "name" = 'clock_set_back'`;
    expect(await moveTimesBack(world().db, TEN_MINUTES)).toBe(true);
  });

  it("has them moved also where there are so many that it takes longer than anything else may", async () => {
    const { db } = world();
    await db.systemFact.deleteMany({ where: { name: "clock_set_back" } });
    const before = await times();
    await db.$executeRaw`CREATE FUNCTION take_long() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_sleep(5.5); RETURN NULL; END'`;
    await db.$executeRaw`CREATE TRIGGER take_long AFTER UPDATE ON "Grant" EXECUTE FUNCTION take_long()`;
    try {
      expect(await moveTimesBack(db, TEN_MINUTES)).toBe(true);
    } finally {
      await db.$executeRaw`DROP TRIGGER take_long ON "Grant"`;
    }
    expect(await times()).toEqual(before.map((time) => time - TEN_MINUTES));
  });

  it("renews at once a token that is over by now, although it was renewed a moment ago", async () => {
    // As written ten minutes ahead of the clock that is now.
    await world().db.$executeRaw`
      UPDATE "Grant" SET "refreshedAt" = now() + interval '9 minutes', "accessTokenExpiresAt" = now() + interval '9 minutes'
      WHERE "portalId" = ${made.portal.id}::uuid`;
    await world().db.$executeRaw`
      UPDATE "Portal" SET "lastErrorAt" = now() + interval '9 minutes', "leaseUntil" = now() + interval '9 minutes' WHERE "id" = ${made.portal.id}::uuid`;
    await moveTimesBack(world().db, TEN_MINUTES);
    const { leaseUntil, lastErrorAt } = await portalRow(world(), made.portal.id);
    expect(leaseUntil?.getTime()).toBeLessThan(Date.now() + 200_000);
    expect(lastErrorAt?.getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
    await world().db.$executeRaw`
      UPDATE "Portal" SET "leaseUntil" = NULL WHERE "id" = ${made.portal.id}::uuid`;
    await world().db.$executeRaw`
      UPDATE "Grant" SET "refreshedAt" = "refreshedAt" - interval '31 seconds' WHERE "portalId" = ${made.portal.id}::uuid`;
    const { status, body } = await token();
    expect([status, body.warning]).toEqual([200, undefined]);
    expect(await asked()).toBe(1);
  });
});
