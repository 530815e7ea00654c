import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { TokenSet } from "@/lib/hubspot/read";
import { TOKEN_TIMEOUT_MS } from "@/lib/hubspot/transport";
import { replaceSecret } from "@/lib/hubspot-apps/secret/replace-secret";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { explainFailure } from "@/lib/portals/explain-failure";
import { claimLease, LEASE_MS } from "@/lib/portals/lease";
import { describeRefresh } from "@/lib/portals/refresh/describe-refresh";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { eventsOf, expectRefused, portalRow, storedTokens, tokenCalls } from "../support/checks";
import { makePortal, randomSecret, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  await world().db.portal.updateMany({ data: { nextRefreshAt: null, refreshStartedAt: null } });
  made = await makePortal(world());
});

const id = () => made.portal.id;
const row = () => portalRow(world(), id());
const refresh = (ctx: Context = made.owner.ctx) =>
  refreshPortal(ctx, { portalId: id(), trigger: "person" });
const fault = (effect: object) =>
  world().control.addFault({
    match: { clientId: made.app.clientId, path: "/\\/token$/" },
    ...effect,
  });
const calls = async () => (await tokenCalls(world(), made.app.clientId, "refresh_token")).length;

/** HubSpot's token endpoint, answer by answer. */
function answering(...answers: ((token: string) => Promise<TokenSet>)[]): {
  ctx: Context;
  asked: string[];
} {
  const asked: string[] = [];
  const ctx = made.owner.ctx;
  const hubspot: Context["hubspot"] = {
    ...ctx.hubspot,
    refresh: async (_app, token) => {
      asked.push(token.reveal());
      const answer = answers[asked.length - 1];
      if (!answer) throw new Error("asked once too often");
      return answer(token.reveal());
    },
  };
  return { ctx: { ...ctx, hubspot }, asked };
}

const dead = async (): Promise<TokenSet> => {
  throw new HubSpotError({ kind: "dead_grant", status: "BAD_REFRESH_TOKEN", httpStatus: 400 });
};
const gives = (tokens: Partial<TokenSet>) => async (): Promise<TokenSet> => ({
  accessToken: new Secret("access-token-of-this-test"),
  expiresInSeconds: 1800,
  ...tokens,
});

describe("when the outcome before is unknown and the token is dead", () => {
  /** HubSpot handed out a token that it does not know later: it never carried the rotation out. */
  async function inDoubt(): Promise<string> {
    const before = (await storedTokens(world(), id())).refresh ?? "";
    await fault({ set: { refresh_token: "na1-a-rotation-that-never-was" } });
    await refresh();
    await world().db.portal.update({ where: { id: id() }, data: { outcomeUnknownAt: new Date() } });
    return before;
  }

  it("the token from before the last rotation brings the portal back", async () => {
    const before = await inDoubt();
    const { portal } = await refresh();
    expect(portal).toMatchObject({ status: "connected", outcomeUnknownAt: null });
    expect((await storedTokens(world(), id())).refresh).toBe(before);
  });

  it("and is the one to keep when HubSpot names no other", async () => {
    const before = await inDoubt();
    const { ctx, asked } = answering(dead, gives({}));
    await refresh(ctx);
    expect(asked).toEqual(["na1-a-rotation-that-never-was", before]);
    expect((await storedTokens(world(), id())).refresh).toBe(before);
  });

  it("but a try that HubSpot did not answer says nothing about the grant", async () => {
    const before = await inDoubt();
    const silent = async () => {
      throw new HubSpotError({ kind: "unreachable", cause: "TIMEOUT" });
    };
    await refresh(answering(dead, silent).ctx);
    expect(await row()).toMatchObject({ status: "degraded", lastErrorKind: "unreachable" });
    expect((await row()).outcomeUnknownAt).not.toBeNull();
    const { ctx, asked } = answering(dead, gives({}));
    await refresh(ctx);
    expect(asked[1]).toBe(before);
    expect((await row()).status).toBe("connected");
  });

  it("the lease is made longer for the second call, and without it there is none", async () => {
    await inDoubt();
    const almostOver = new Date(Date.now() + 1_000);
    const shorten = (more: object) => async () => {
      await world().db.portal.update({
        where: { id: id() },
        data: { leaseUntil: almostOver, ...more },
      });
      return dead();
    };
    let leaseUntil: Date | null = null;
    const look = async () => {
      ({ leaseUntil } = await row());
      return dead();
    };
    await refresh(answering(shorten({}), look).ctx);
    expect((leaseUntil ?? almostOver).getTime() - almostOver.getTime()).toBeGreaterThan(
      TOKEN_TIMEOUT_MS,
    );

    await world().db.portal.update({
      where: { id: id() },
      data: { outcomeUnknownAt: new Date(), status: "connected" },
    });
    const lost = answering(shorten({ leaseOwner: "somebody else" }));
    await refresh(lost.ctx);
    expect(lost.asked).toHaveLength(1);
    expect((await row()).leaseOwner).toBe("somebody else");
  });

  it("it is said that an answer was lost, not that the customer removed the app", async () => {
    await world().db.portal.update({ where: { id: id() }, data: { outcomeUnknownAt: new Date() } });
    await fault({ answer: "BAD_REFRESH_TOKEN" });
    const { portal, ...rest } = await refresh();
    expect(portal).toMatchObject({ status: "needs_reconnect", lastErrorKind: "answer_lost" });
    const words = describeRefresh({ portal, ...rest });
    expect(words.title).toBe("HubSpot's answer to an earlier refresh was lost.");
    expect(words.why).not.toMatch(/uninstalled/);
    const [event] = await eventsOf(world(), "portal.grant_lost", { portalId: id() });
    expect(event?.details).toMatchObject({ answerLostSince: expect.any(String) as string });
  });

  it("a closed account is a closed account", async () => {
    await world().db.portal.update({ where: { id: id() }, data: { outcomeUnknownAt: new Date() } });
    await fault({ answer: "BAD_HUB" });
    expect((await refresh()).portal).toMatchObject({ lastErrorKind: "dead_grant" });
  });
});

describe("an answer for a portal that is deleted meanwhile", () => {
  it("goes back to HubSpot", async () => {
    const given = "na1-for-a-portal-that-is-gone";
    world().secrets.push(given);
    const deleting = async () => {
      await world().db.portal.update({ where: { id: id() }, data: { currentGrantId: null } });
      await world().db.portal.delete({ where: { id: id() } });
      return gives({ refreshToken: new Secret(given) })();
    };
    await expectRefused(refresh(answering(deleting).ctx), "not_found");
    const noted = await world().db.grantReturn.findFirst({ where: { appId: made.app.id } });
    expect(noted).toMatchObject({ reason: "ended_meanwhile", finishedAt: null });
  });
});

describe("many at once in one process", () => {
  it("make one attempt, in whichever bundle their code is", async () => {
    const another = await vi
      .importActual<typeof import("@/lib/portals/refresh/refresh")>("@/lib/portals/refresh/refresh")
      .then(async (first) => {
        vi.resetModules();
        const second = await import("@/lib/portals/refresh/refresh");
        expect(second.refreshPortal).not.toBe(first.refreshPortal);
        return second;
      });
    await fault({ delayMs: 200 });
    const reserve = vi.spyOn(world().spill, "reserve");
    const works = [refreshPortal, another.refreshPortal].flatMap((verb) =>
      Array.from({ length: 5 }, () => verb(world().context(), { portalId: id(), trigger: "need" })),
    );
    const results = await Promise.all(works);
    const attempts = reserve.mock.calls.length;
    reserve.mockRestore();
    expect(attempts).toBe(1);
    expect(results.filter(({ called }) => called)).toHaveLength(1);
    expect(await calls()).toBe(1);
  });
});

describe("a lease", () => {
  it("is as long as it is said to be, and longer than two calls", async () => {
    await claimLease(world().context(), id(), made.portal.leaseVersion);
    const { leaseUntil, refreshStartedAt } = await row();
    expect((leaseUntil?.getTime() ?? 0) - (refreshStartedAt?.getTime() ?? 0)).toBe(LEASE_MS);
    expect(LEASE_MS).toBeGreaterThan(2 * TOKEN_TIMEOUT_MS);
  });

  it("that ended without a renewal is not called a renewal", async () => {
    const seenVersion = (await row()).leaseVersion;
    // Somebody tries a new secret on this portal, and HubSpot refuses it.
    const wrong = { appId: made.app.id, clientSecret: randomSecret(world()) };
    await expectRefused(replaceSecret(made.owner.ctx, wrong), "invalid_input");
    const result = await refreshPortal(made.owner.ctx, {
      portalId: id(),
      seenVersion,
      trigger: "person",
    });
    expect(result.called).toBe(false);
    const words = describeRefresh(result);
    expect(words.ok).toBe(false);
    expect(words.title).not.toMatch(/was refreshed/);
  });
});

describe("a lifetime that is none", () => {
  it.each([0, -5])(
    "of %i seconds keeps the tokens and does not ask on and on",
    async (expiresIn) => {
      await fault({ rotate: true, set: { expires_in: expiresIn } });
      const before = await storedTokens(world(), id());
      await world().db.portal.update({ where: { id: id() }, data: { nextRefreshAt: new Date(0) } });
      expect(await refreshDuePortals(world().context())).toBe(1);
      const after = await storedTokens(world(), id());
      expect(after.refresh).not.toBe(before.refresh);
      expect(after.access).not.toBe(before.access);
      expect(await row()).toMatchObject({ status: "connected" });
      expect(await refreshDuePortals(world().context())).toBe(0);
      expect(await calls()).toBe(1);
    },
  );

  it.each<[string, object]>([
    ["missing", { omit: ["expires_in"] }],
    ["of years", { set: { expires_in: 1e12 } }],
    ["no number", { set: { expires_in: "soon" } }],
  ])("%s counts as the usual one", async (_name, effect) => {
    await fault({ rotate: true, ...effect });
    const before = await storedTokens(world(), id());
    await refresh();
    expect((await storedTokens(world(), id())).refresh).not.toBe(before.refresh);
    const { currentGrant, nextRefreshAt } = await row();
    const lifeMs = (currentGrant?.accessTokenExpiresAt?.getTime() ?? 0) - Date.now();
    expect(lifeMs).toBeLessThanOrEqual(1_800_000);
    expect(nextRefreshAt?.getTime() ?? 0).toBeGreaterThan(Date.now());
  });
});

describe("the schedule", () => {
  it("leaves a portal alone whose app HubSpot refuses, though it is due", async () => {
    await world().db.portal.update({ where: { id: id() }, data: { nextRefreshAt: new Date(0) } });
    const paused = { credentialsRefusedAt: new Date() };
    await world().db.hubSpotApp.update({ where: { id: made.app.id }, data: paused });
    expect(await refreshDuePortals(world().context())).toBe(0);
    expect(await calls()).toBe(0);
    await world().db.hubSpotApp.update({
      where: { id: made.app.id },
      data: { credentialsRefusedAt: null },
    });
    expect(await refreshDuePortals(world().context())).toBe(1);
  });
});

describe("a round", () => {
  it("ends although one portal gets nowhere, which holds nobody else's up", async () => {
    const other = await makePortal(world());
    const nextRefreshAt = new Date(0);
    await world().db.portal.updateMany({
      where: { id: { in: [id(), other.portal.id] } },
      data: { nextRefreshAt },
    });
    let goOn: (() => void) | undefined;
    const { hubspot } = world().context();
    const stuck: Context["hubspot"] = {
      ...hubspot,
      refresh: async (app, token) => {
        if (app.clientId === made.app.clientId)
          await new Promise<void>((resolve) => (goOn = resolve));
        return hubspot.refresh(app, token);
      },
    };
    const ctx = { ...world().context(), hubspot: stuck };
    expect(await refreshDuePortals(ctx, undefined, { patienceMs: 1_000 })).toBe(1);
    expect((await portalRow(world(), other.portal.id)).nextRefreshAt).not.toEqual(nextRefreshAt);
    // Its lease is over, and it is still the same attempt: nobody waits for it again, and nobody makes another.
    await world().db.portal.update({ where: { id: id() }, data: { leaseUntil: new Date(0) } });
    expect(await refreshDuePortals(ctx, undefined, { patienceMs: 60_000 })).toBe(0);
    goOn?.();
    await expect.poll(async () => (await row()).status, { timeout: 20_000 }).toBe("connected");
    await expect.poll(async () => (await row()).refreshStartedAt, { timeout: 20_000 }).toBeNull();
    expect(await calls()).toBe(1);
  });
});

it("a lost answer has words of its own", () => {
  const words = explainFailure({ kind: "answer_lost", status: "BAD_REFRESH_TOKEN" });
  expect(words.why).toMatch(/new refresh token/);
  expect(words.todo).toMatch(/Reconnect/);
});
