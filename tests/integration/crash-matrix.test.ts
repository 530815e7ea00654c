import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { recoverAnswers } from "@/lib/jobs/recover-answers";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { attemptProblem } from "@/lib/portals/connect/attempt-problem";
import { getAttempt } from "@/lib/portals/connect/attempts";
import { isOutcomeUnknown } from "@/lib/portals/lease";
import { getPortal } from "@/lib/portals/look-up/get";
import { explainFailure } from "@/lib/portals/explain-failure";
import {
  eventsOf,
  expectNoPlaintext,
  portalRow,
  storedTokens,
  tokenCalls,
} from "../support/checks";
import { leftFiles } from "../support/dead-server";
import { POINTS as MOMENTS, type Point as Moment } from "../support/at-point";
import { consent, makeAccount, makePortal, type ConnectedPortal } from "../support/makers";
import { startOtherServer } from "../support/other-server";
import { useWorld } from "../support/world";

const world = useWorld();
const BROWSER = "browser-token-of-this-test";
// Sixteen servers start here, a few at a time, which takes its time on a busy machine.
vi.setConfig({ hookTimeout: 300_000, testTimeout: 60_000 });

/** HubSpot's work is done, and its answer on its way. */
const AFTER_SENDING = "after sending";
type Point = Moment | typeof AFTER_SENDING;
const POINTS: Point[] = [...MOMENTS, AFTER_SENDING];
/** From here on nothing is lost. */
const SAVED: Point[] = ["after the spill", "before the store", "in the store", "after the store"];
/** HubSpot had rotated, and nobody on this side had written it down. */
const LOST: Point[] = [AFTER_SENDING, "after the answer"];

const AT_ONCE = 3;

/** Kills one server per point, a few at a time. */
async function killAtEach<T>(kill: (point: Point) => Promise<T>): Promise<Map<Point, T>> {
  const queue = [...POINTS];
  const done = new Map<Point, T>();
  const lane = async () => {
    for (let point = queue.shift(); point; point = queue.shift())
      done.set(point, await kill(point));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return done;
}

/** Sends an order to a server of its own and kills that at a point of carrying it out. */
async function killOne(clientId: string, order: object, point: Point, grantType: string) {
  const server = await startOtherServer(world());
  try {
    const before = (await tokenCalls(world(), clientId, grantType)).length;
    if (point === AFTER_SENDING) {
      const match = { clientId, path: "/\\/token$/", grantType };
      await world().control.addFault({ match, answerDelayMs: 60_000 });
    }
    const dieAt = point === AFTER_SENDING ? undefined : point;
    const dying = expect(server.refresh({ ...order, dieAt } as never)).rejects.toThrow("ended");
    if (point === AFTER_SENDING) {
      const isSent = async () => (await tokenCalls(world(), clientId, grantType)).length > before;
      await vi.waitUntil(isSent, { timeout: 60_000 });
      await server.kill();
    }
    await dying;
  } finally {
    await server.kill();
  }
}

/** What the next start does: it reads what was left, then looks at what is due. */
async function startAgain(): Promise<void> {
  await recoverAnswers(world().context());
  await refreshDuePortals(world().context());
}

/** True when the refresh token stored here is the newest that HubSpot accepts. */
async function holdsLiveToken(portalId: string): Promise<boolean> {
  const { refresh } = await storedTokens(world(), portalId);
  const { refreshTokens } = await world().control.state();
  return refreshTokens.some(({ token, alive, rotated }) => token === refresh && alive && !rotated);
}

beforeAll(() => world().control.setSettings({ rotateRefreshTokens: true }));
afterAll(() => world().control.setSettings({ rotateRefreshTokens: false }));

describe("a server that is killed in a refresh, with rotating tokens", () => {
  interface Killed {
    made: ConnectedPortal;
    stuck: Awaited<ReturnType<typeof portalRow>>;
    wasLive: boolean;
  }
  let killed: Map<Point, Killed>;
  const at = (point: Point) => {
    const one = killed.get(point);
    if (!one) throw new Error(`nobody was killed ${point}`);
    return one;
  };
  const calls = async (point: Point) =>
    (await tokenCalls(world(), at(point).made.app.clientId, "refresh_token")).length;
  const after = (point: Point) => portalRow(world(), at(point).made.portal.id);

  beforeAll(async () => {
    killed = await killAtEach(async (point) => {
      const made = await makePortal(world());
      const order = { portalId: made.portal.id, seenVersion: made.portal.leaseVersion };
      await killOne(made.app.clientId, order, point, "refresh_token");
      const stuck = await portalRow(world(), made.portal.id);
      return { made, stuck, wasLive: await holdsLiveToken(made.portal.id) };
    });
    await startAgain();
  });

  it("leaves the start of its work behind, until the outcome is stored", () => {
    for (const point of POINTS)
      expect(at(point).stuck.refreshStartedAt === null, point).toBe(point === "after the store");
  });

  it("leaves no file behind once everything is stored", async () => {
    expect(leftFiles(world())).toEqual([]);
    await expectNoPlaintext(world());
  });

  it("before the call: the token is used at the next start", async () => {
    expect(at("before the call").wasLive).toBe(true);
    expect(await after("before the call")).toMatchObject({
      status: "connected",
      refreshStartedAt: null,
      leaseOwner: null,
      outcomeUnknownAt: null,
    });
    expect(await calls("before the call")).toBe(1);
  });

  it.each(SAVED)("%s: the newest token is stored, and HubSpot was asked once", async (point) => {
    const isStored = point === "after the store";
    expect(at(point).wasLive).toBe(isStored);
    const { id: portalId } = at(point).made.portal;
    expect(await holdsLiveToken(portalId)).toBe(true);
    expect(await after(point)).toMatchObject({
      status: "connected",
      refreshStartedAt: null,
      leaseOwner: null,
      outcomeUnknownAt: null,
    });
    expect((await after(point)).currentGrant?.refreshCount).toBe(1);
    expect(await calls(point)).toBe(1);
    const recovered = await eventsOf(world(), "portal.answer_recovered", { portalId });
    expect(recovered).toHaveLength(isStored ? 0 : 1);
  });

  it("during the spill: it is stored, or it is said that an answer was lost", async () => {
    const { id } = at("during the spill").made.portal;
    const { status, lastErrorKind } = await after("during the spill");
    if (await holdsLiveToken(id)) expect(status).toBe("connected");
    else expect([status, lastErrorKind]).toEqual(["needs_reconnect", "answer_lost"]);
  });

  it.each(LOST)(
    "%s: nobody can save it; it is unknown, tried once, and said as what it is",
    async (point) => {
      const { made, stuck, wasLive } = at(point);
      expect(wasLive).toBe(false);
      // Its lease runs on: nobody says that anything was refreshed, or that all is well.
      expect(isOutcomeUnknown(stuck, new Date(Date.now() + 3_600_000))).toBe(true);
      expect(await after(point)).toMatchObject({
        status: "needs_reconnect",
        lastErrorKind: "answer_lost",
        outcomeUnknownAt: null,
      });
      expect(await calls(point)).toBe(2);
      const view = await getPortal(made.owner.ctx, made.portal.id);
      expect(explainFailure(view.lastError ?? { kind: "" }).what).toMatch(/was lost/);
      const lost = await eventsOf(world(), "portal.grant_lost", { portalId: made.portal.id });
      expect(lost).toHaveLength(1);
    },
  );
});

describe("a server that is killed in a connect", () => {
  interface Killed {
    made: ConnectedPortal;
    attemptId: string;
    hubId: number;
  }
  let killed: Map<Point, Killed>;
  const at = (point: Point) => {
    const one = killed.get(point);
    if (!one) throw new Error(`nobody was killed ${point}`);
    return one;
  };
  const attempt = (point: Point) => getAttempt(at(point).made.owner.ctx, at(point).attemptId);
  /** Grants that live at HubSpot for the account. */
  const living = async (point: Point) => {
    const { grants } = await world().control.state();
    return grants.filter(({ hubId, alive }) => alive && hubId === at(point).hubId).length;
  };

  beforeAll(async () => {
    killed = await killAtEach(async (point) => {
      const made = await makePortal(world());
      const { hubId } = await makeAccount(world());
      const { ctx, person } = made.owner;
      const input = { appId: made.app.id, extraScopes: [] };
      const { attemptId, url } = await beginConnect(ctx, input, BROWSER);
      const brought = await consent(world(), url, hubId);
      const order = { ...brought, browserToken: BROWSER, personId: person.id };
      await killOne(made.app.clientId, order, point, "authorization_code");
      return { made, attemptId, hubId };
    });
    await startAgain();
  });

  it.each(SAVED)("%s: it is connected, once, and knows who installed it", async (point) => {
    const { state, portal } = await attempt(point);
    expect(state).toBe("completed");
    expect(await holdsLiveToken(portal?.id ?? "")).toBe(true);
    expect(portal?.installerEmail).toContain("@");
    expect(await world().db.grant.count({ where: { portalId: portal?.id } })).toBe(1);
    expect(await living(point)).toBe(1);
  });

  it("during the spill: it is connected, or it is said that nobody knows", async () => {
    const { state, portal } = await attempt("during the spill");
    if (state === "completed") expect(await holdsLiveToken(portal?.id ?? "")).toBe(true);
    else expect(state).toBe("exchanging");
  });

  it.each<[Point, number]>([
    ["before the call", 0],
    [AFTER_SENDING, 1],
    ["after the answer", 1],
  ])("%s: nobody can save it, and it is said that nobody knows", async (point, grants) => {
    expect(await living(point)).toBe(grants);
    expect((await attempt(point)).state).toBe("exchanging");
    world().clock.aheadMs = 3_600_000;
    try {
      const unknown = await attempt(point);
      expect(unknown).toMatchObject({ state: "failed", failure: null, portal: null });
      const words = attemptProblem(unknown);
      expect(words.title).toBe("What became of this connection is not known");
      expect(Object.values(words).join(" ")).not.toMatch(/Nothing is lost|Nothing was stored/);
    } finally {
      world().clock.aheadMs = 0;
    }
  });

  it("leaves no file behind", async () => {
    expect(leftFiles(world())).toEqual([]);
    await expectNoPlaintext(world());
  });
});
