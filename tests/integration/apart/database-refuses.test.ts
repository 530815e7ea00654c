import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { builtIn } from "@/lib/auth/roles";
import { createDb, type Db } from "@/lib/db/client";
import { databaseTrouble } from "@/lib/db/errors";
import { problemResponse } from "@/lib/http/problem";
import { readiness } from "@/lib/http/readiness";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { openSession } from "@/lib/people/open-session";
import { findViewer } from "@/lib/people/sessions";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { portalRow, storedTokens, tokenCalls } from "../../support/checks";
import { makeKey, startDoor, type TestDoor } from "../../support/door";
import { eventually } from "../../support/eventually";
import { makePerson, makePortal, type ConnectedPortal } from "../../support/makers";
import { refusingDatabase, type RefusingDatabase } from "../../support/refusing-database";
import { useWorld } from "../../support/world";

const world = useWorld();
const visitor = vi.hoisted(() => ({ ctx: undefined as unknown }));
vi.mock("@/lib/auth/session", () => ({ anonymousContext: async () => visitor.ctx }));

let database: RefusingDatabase;
let made: ConnectedPortal;
let door: TestDoor;
let key: string;

beforeEach(async () => {
  database = refusingDatabase(world().databaseUrl);
  visitor.ctx = world().context();
  await world().control.clearFaults();
  await world().db.portal.updateMany({ data: { nextRefreshAt: null } });
  made = await makePortal(world());
  ({ key } = await makeKey(world()));
  door = await startDoor(world());
});
afterEach(async () => {
  await database.well();
  await door.close();
});

const token = () => door.call(`/portals/${made.hubId}/token`, { key });
const asked = async () => (await tokenCalls(world(), made.app.clientId, "refresh_token")).length;
const expiresIn = (seconds: number) =>
  world().db.grant.updateMany({
    where: { portalId: made.portal.id },
    data: { accessTokenExpiresAt: new Date(Date.now() + seconds * 1000), refreshedAt: null },
  });

/** Everything is as it was before: what is due is renewed, by need and by itself. */
async function expectRecovery(): Promise<void> {
  await database.well();
  await eventually(async () => {
    const { status, body } = await token();
    expect([status, body.warning]).toEqual([200, undefined]);
    expect(body.expires_in).toBeGreaterThan(1_000);
  });
  expect((await portalRow(world(), made.portal.id)).status).toBe("connected");
  expect(await asked()).toBe(1);
}

const NO_CHANGES: [string, "read_only" | "full", () => Promise<void>][] = [
  ["is read-only", "read_only", () => database.readOnly()],
  ["has a full disk", "full", () => database.refuseChanges("53100")],
];

describe.each(NO_CHANGES)("a database that %s", (_name, trouble, happens) => {
  it("gives the tokens that are valid, asks HubSpot for none, and says why to whoever needs a new one", async () => {
    await expiresIn(120);
    await happens();
    const valid = await vi.waitFor(async () => {
      const answer = await token();
      expect(answer.status).toBe(200);
      return answer;
    }, soon);
    expect(valid.body.warning).toMatch(/^There is no new token yet: .* 1[01]\d more seconds/);
    expect(valid.body.access_token).toBe((await storedTokens(world(), made.portal.id)).access);
    expect(await readiness()).toMatchObject({ checks: { database: true, keys: true } });

    await database.well();
    await vi.waitFor(() => expiresIn(-1), soon);
    // Due for the background work too.
    await world().db.portal.updateMany({
      where: { id: made.portal.id },
      data: { nextRefreshAt: new Date(0) },
    });
    await happens();
    const none = await vi.waitFor(async () => {
      const answer = await token();
      expect(answer.body.detail).toMatch(/store nothing just now/);
      return answer;
    }, soon);
    expect([none.status, none.body.code]).toEqual([503, "unavailable"]);
    expect(none.headers.get("retry-after")).toBe("5");
    const path = `/portals/${made.hubId}/refresh`;
    const wish = await door.call(path, { key, method: "POST" });
    expect([wish.status, wish.body.code]).toEqual([503, "unavailable"]);
    expect(wish.headers.get("retry-after")).toBe("2");
    await expect(refreshDuePortals(world().context())).rejects.toSatisfy(
      (error) => databaseTrouble(error) === trouble,
    );
    expect(await asked()).toBe(0);
    await expectRecovery();
  });

  it("shows people what it holds, and tells them that it takes no changes", async () => {
    const { person } = await makePerson(world(), "support");
    const ctx = world().context();
    const entering = { ...person, rights: builtIn("support") };
    const { sessionToken } = await world().db.$transaction((tx) => openSession(tx, ctx, entering));
    await world().db.session.updateMany({ data: { lastSeenAt: new Date(Date.now() - 300_000) } });
    await happens();
    const viewer = await vi.waitFor(() => findViewer(ctx, sessionToken), soon);
    expect(viewer?.personId).toBe(person.id);
    const failure = await makePerson(world(), "support").catch((error: unknown) => error);
    expect(databaseTrouble(failure)).toBe(trouble);
    const problem = problemResponse(failure, "a-request");
    expect([problem.status, problem.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await problem.json()).toMatchObject({ code: "unavailable", request_id: "a-request" });
  });

  it("that became so while HubSpot answered gets the new token as soon as it takes changes again", async () => {
    const { clientId } = made.app;
    await world().control.setSettings({ rotateRefreshTokens: true });
    await world().control.addFault({ match: { clientId, path: "/\\/token$/" }, delayMs: 700 });
    const before = await storedTokens(world(), made.portal.id);
    const order = { portalId: made.portal.id, trigger: "person" as const };
    const work = refreshPortal(world().context(), order);
    await eventually(async () => expect(await asked()).toBe(1));
    await happens();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await storedTokens(world(), made.portal.id)).refresh).toBe(before.refresh);
    await database.well();
    expect((await work).portal.status).toBe("connected");
    const { refresh } = await storedTokens(world(), made.portal.id);
    expect(refresh).not.toBe(before.refresh);
    const { refreshTokens } = await world().control.state();
    const live = refreshTokens.filter((one) => one.token === refresh && one.alive && !one.rotated);
    expect(live).toHaveLength(1);
    await world().control.setSettings({ rotateRefreshTokens: false });
  });
});

/** After every connection was cut, the first to come may find out. */
const soon = { timeout: 20_000, interval: 50 };

describe("a database without a free connection", () => {
  it("for anybody: services hear when to come back, and the health check says so", async () => {
    await expiresIn(-1);
    await database.noConnections();
    const answer = await token();
    expect([answer.status, answer.body.code]).toEqual([503, "unavailable"]);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect((await readiness()).checks.database).toBe(false);
    await expect(refreshDuePortals(world().context())).rejects.toSatisfy(
      (error) => databaseTrouble(error) === "busy",
    );
    await expectRecovery();
  });

  it("in this server's pool: tokens that are valid are given all the same, people are told", async () => {
    const db = createDb(world().databaseUrl, { max: 1 });
    const held = holdConnection(db);
    try {
      await held.taken;
      const ctx = world().context(undefined, { db });
      visitor.ctx = ctx;
      const order = { portalId: made.portal.id, trigger: "need" as const };
      const act = () => db.$transaction((tx) => tx.person.count());
      const [failure, refused, health, served] = await Promise.all([
        refreshPortal(ctx, order).catch((error: unknown) => error),
        act().catch((error: unknown) => error),
        readiness(),
        token(),
      ]);
      expect([failure, refused].map(databaseTrouble)).toEqual(["busy", "busy"]);
      expect(problemResponse(failure, "a-request").status).toBe(503);
      expect(health.checks.database).toBe(false);
      expect(served.status).toBe(200);
    } finally {
      await held.end();
      expect((await readiness()).checks.database).toBe(true);
      await db.$disconnect();
    }
  });
});

/** Keeps the only connection of a pool busy. */
function holdConnection(db: Db): { taken: Promise<void>; end(): Promise<void> } {
  let letGo = () => {};
  let isTaken = () => {};
  const taken = new Promise<void>((resolve) => (isTaken = resolve));
  const work = db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1`;
      isTaken();
      await new Promise<void>((resolve) => (letGo = resolve));
    },
    { timeout: 30_000 },
  );
  return {
    taken,
    async end() {
      letGo();
      await work;
    },
  };
}
