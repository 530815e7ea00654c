import { beforeEach, describe, expect, it } from "vitest";
import { sealAllLines } from "@/lib/audit/seal-lines";
import { verifyAudit } from "@/lib/audit/verify";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { lockForGrant } from "@/lib/portals/connect/lock-for-grant";
import { eventsOf, portalRow, storedTokens } from "../support/checks";
import { consent, makeAccount, makeApp, makePerson, makePortal } from "../support/makers";
import { statementsOf } from "../support/statements";
import { useWorld } from "../support/world";

const world = useWorld();
const BROWSER = "browser-token-of-this-test";
let ctx: Context;
let app: Awaited<ReturnType<typeof makeApp>>;

beforeEach(async () => {
  ({ ctx } = await makePerson(world(), "owner"));
  app = await makeApp(world(), ctx);
});

interface Trip {
  attemptId: string;
  finish(by?: Context): ReturnType<typeof completeConnect>;
}

/** A trip up to HubSpot's answer. */
async function trip(hubId: number, portalId?: string): Promise<Trip> {
  const input = { appId: app.id, extraScopes: [], portalId };
  const { attemptId, url } = await beginConnect(ctx, input, BROWSER);
  const brought = await consent(world(), url, hubId);
  const finish = (by = ctx) => completeConnect(by, { ...brought, browserToken: BROWSER });
  return { attemptId, finish };
}

/** How many statements that begin so wait for somebody else's. */
async function waitingForLocks(beginning: string) {
  const [row] = await world().db.$queryRaw<{ count: number }[]>`
    SELECT COUNT(*)::int AS "count" FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND ltrim(query, E' \\n') LIKE ${`${beginning}%`}`;
  return row?.count;
}

/** The attempt and its app, its use, and then the outcome: what is held, and what is written. */
const CALLBACK = [
  'SELECT t."id"',
  'UPDATE "public"."ConnectAttempt"',
  "BEGIN",
  "WITH attempt",
  "WITH made",
  "COMMIT",
];

describe("the callback of a connect", () => {
  it("costs six statements", async () => {
    const { hubId } = await makePortal(world(), { app });
    const fresh = await trip((await makeAccount(world())).hubId);
    expect(await statementsOf(fresh.finish)).toEqual(CALLBACK);
    const again = await trip(hubId);
    expect(await statementsOf(again.finish)).toEqual(CALLBACK);
  });

  it("learns the number of the app with the first, and no later one", async () => {
    const { hubId } = await makeAccount(world());
    const learning = [...CALLBACK.slice(0, 3), 'UPDATE "HubSpotApp"', ...CALLBACK.slice(3)];
    expect(await statementsOf((await trip(hubId)).finish)).toEqual(learning);
    expect(await statementsOf((await trip(hubId)).finish)).toEqual(CALLBACK);
  });
});

describe("the statement that stores a connection", () => {
  it("writes a portal once: no event of it is without its domain, and lists show its installer", async () => {
    const { portal } = await makePortal(world(), { account: { domain: "once.example" } });
    const events = await world().db.alertEvent.findMany({ where: { portalId: portal.id } });
    expect(events.map(({ type, facts }) => [type, facts])).toEqual([
      ["portal.connected", expect.objectContaining({ hubDomain: "once.example" })],
    ]);
    const row = await portalRow(world(), portal.id);
    expect(row).toMatchObject({
      leaseVersion: 1,
      installerEmail: "admin@once.example",
      accessTokenExpiresAt: row.currentGrant?.accessTokenExpiresAt,
      statusRank: 4,
    });
  });

  it("writes a line that the chain holds", async () => {
    const domain = "größe-日本-😀.example";
    const { portal } = await makePortal(world(), { account: { domain } });
    const [event] = await eventsOf(world(), "portal.connected", { portalId: portal.id });
    expect(event).toMatchObject({ targetLabel: domain, prevHash: "" });
    await sealAllLines(world().context());
    expect(await verifyAudit(world().context())).not.toHaveProperty("brokenAt");
  });

  it.each([
    ["keeps an earlier token that is another", false],
    ["drops an earlier token that HubSpot gave again", true],
  ])("%s", async (_title, isAgain) => {
    const { portal, hubId } = await makePortal(world(), { app });
    const { refresh } = await storedTokens(world(), portal.id);
    const hubspot: Context["hubspot"] = {
      ...ctx.hubspot,
      exchangeCode: async (...asked) => {
        const tokens = await ctx.hubspot.exchangeCode(...asked);
        return isAgain ? { ...tokens, refreshToken: new Secret(refresh ?? "") } : tokens;
      },
    };
    await (await trip(hubId)).finish({ ...ctx, hubspot });
    const row = await portalRow(world(), portal.id);
    const grants = await world().db.grant.findMany({ where: { portalId: portal.id } });
    const earlier = grants.find(({ id }) => id !== row.currentGrantId);
    expect(grants).toHaveLength(2);
    expect(row.currentGrant).toMatchObject({ supersededAt: null });
    expect(row.currentGrant?.refreshTokenSealed).not.toBeNull();
    expect(earlier).toMatchObject({ accessTokenSealed: null, supersededAt: expect.any(Date) });
    expect(earlier?.refreshTokenSealed === null).toBe(isAgain);
  });
});

describe("a portal that somebody else connects in the same moment", () => {
  it("is reconnected, with one row and one grant in use", async () => {
    const { hubId } = await makeAccount(world());
    const { attemptId, finish } = await trip(hubId);
    const finishing = await world().db.$transaction(async (tx) => {
      await tx.portal.create({ data: { appId: app.id, hubId, status: "connected" } });
      const finished = finish();
      // It has found no portal, and meets this one as it writes its own.
      await expect.poll(() => waitingForLocks("WITH made"), { timeout: 10_000 }).toBe(1);
      return { finished };
    });
    await finishing.finished;
    const attempt = await world().db.connectAttempt.findUnique({ where: { id: attemptId } });
    expect(attempt).toMatchObject({ status: "completed", wasReconnect: true });
    const portals = await world().db.portal.findMany({ where: { appId: app.id, hubId } });
    expect(portals).toMatchObject([{ id: attempt?.portalId, currentGrantId: attempt?.grantId }]);
    expect(await world().db.grant.count({ where: { appId: app.id } })).toBe(1);
  });
});

describe("holding an attempt and its portal", () => {
  const lock = (attemptId: string, hubId: number) =>
    world().db.$transaction((tx) => lockForGrant(tx, attemptId, BigInt(hubId)));
  const begun = async (hubId: number, portalId?: string) => {
    const { attemptId } = await trip(hubId, portalId);
    await world().db.connectAttempt.update({
      where: { id: attemptId },
      data: { status: "exchanging" },
    });
    return attemptId;
  };

  it("waits for who writes the portal, and reads what they left", async () => {
    const { portal, hubId } = await makePortal(world(), { app });
    const attemptId = await begun(hubId);
    const outcomeUnknownAt = new Date("2026-01-02T03:04:05.678Z");
    let isLocked = false;
    const locking = await world().db.$transaction(async (tx) => {
      await tx.portal.update({ where: { id: portal.id }, data: { outcomeUnknownAt } });
      const waiting = lock(attemptId, hubId).finally(() => (isLocked = true));
      await expect.poll(() => waitingForLocks("WITH attempt")).toBe(1);
      expect(isLocked).toBe(false);
      return { waiting };
    });
    expect(await locking.waiting).toMatchObject({
      status: "exchanging",
      known: { id: portal.id, outcomeUnknownAt },
    });
  });

  it("finds an attempt that somebody else has just finished, and touches no portal then", async () => {
    const { hubId } = await makePortal(world(), { app });
    const attemptId = await begun(hubId);
    const locking = await world().db.$transaction(async (tx) => {
      await tx.connectAttempt.update({ where: { id: attemptId }, data: { status: "completed" } });
      const waiting = lock(attemptId, hubId);
      await expect.poll(() => waitingForLocks("WITH attempt")).toBe(1);
      return { waiting };
    });
    expect(await locking.waiting).toMatchObject({ status: "completed", known: undefined });
  });

  it("holds no portal that a reconnect does not want", async () => {
    const wanted = await makePortal(world(), { app });
    const other = await makePortal(world(), { app });
    const attemptId = await begun(other.hubId, wanted.portal.id);
    await world().db.$transaction(async (tx) => {
      const found = await lockForGrant(tx, attemptId, BigInt(other.hubId));
      expect(found).toMatchObject({ expectedHubId: BigInt(wanted.hubId), known: undefined });
      const free = await world().db.$queryRaw`
        SELECT "id" FROM "Portal" WHERE "id" = ${other.portal.id}::uuid FOR UPDATE NOWAIT`;
      expect(free).toHaveLength(1);
    });
  });
});
