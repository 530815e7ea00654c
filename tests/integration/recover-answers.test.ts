import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { createVault } from "@/lib/crypto/vault";
import { parseKeyring } from "@/lib/crypto/keyring";
import { recoverAnswers } from "@/lib/jobs/recover-answers";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { startWorker } from "@/lib/jobs/worker";
import { giveBackGrants } from "@/lib/portals/end/give-back-grants";
import { claimLease, isAbandoned } from "@/lib/portals/lease";
import type { KeptAnswer } from "@/lib/spill/answer";
import {
  eventsOf,
  expectNoPlaintext,
  portalRow,
  storedTokens,
  tokenCalls,
} from "../support/checks";
import { leaveAnswers, leftFiles } from "../support/dead-server";
import { makeApp, makePortal, type ConnectedPortal } from "../support/makers";
import { randomKey, useWorld } from "../support/world";

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
  await world().db.portal.updateMany({ data: { nextRefreshAt: null, refreshStartedAt: null } });
});
afterEach(() => {
  for (const name of leftFiles(world())) rmSync(join(world().spill.folder, name));
});

/** What HubSpot had given for a refresh of a portal, under its next lease. */
async function answerFor({ portal, app }: ConnectedPortal, token: string): Promise<KeptAnswer> {
  world().secrets.push(token);
  const { leaseVersion, currentGrantId } = await portalRow(world(), portal.id);
  return {
    kind: "refresh",
    portalId: portal.id,
    appId: app.id,
    grantId: currentGrantId ?? "",
    fence: leaseVersion + 1,
    startedAt: new Date(),
    tokens: {
      accessToken: new Secret(`access-of-${token}`),
      refreshToken: new Secret(token),
      expiresInSeconds: 1800,
    },
  };
}

/** The dead server had claimed the portal. */
async function leasedTo(owner: string, { portal }: ConnectedPortal, leaseUntil: Date) {
  const { leaseVersion } = await portalRow(world(), portal.id);
  await claimLease(world().context(), portal.id, leaseVersion);
  await world().db.portal.update({
    where: { id: portal.id },
    data: { leaseUntil, leaseOwner: `${owner}:12345678` },
  });
}

const LATER = () => new Date(Date.now() + 60_000);

describe("answers that a dead server left", () => {
  it("are stored before its leases end: nobody asks with the token from before meanwhile", async () => {
    const portals = [made, await makePortal(world()), await makePortal(world())];
    const answers = await Promise.all(
      portals.map((portal, n) => answerFor(portal, `left-token-${n}`)),
    );
    const asked = await makePortal(world());
    const owner = await leaveAnswers(world(), answers);
    for (const portal of [...portals, asked]) await leasedTo(owner, portal, LATER());
    const abandoned: boolean[] = [];
    const ctx = watching(world().context(), async () => {
      for (const { portal } of portals)
        abandoned.push(isAbandoned(await portalRow(world(), portal.id), new Date()));
    });
    await recoverAnswers(ctx);
    expect(abandoned.length).toBeGreaterThanOrEqual(9);
    expect(abandoned).not.toContain(true);
    for (const [n, { portal }] of portals.entries())
      expect((await storedTokens(world(), portal.id)).refresh).toBe(`left-token-${n}`);
    // What it had begun without an answer is nobody's now.
    expect(isAbandoned(await portalRow(world(), asked.portal.id), new Date())).toBe(true);
    expect(leftFiles(world())).toEqual([]);
    await expectNoPlaintext(world());
  });

  it("come before all other work of a server that starts", async () => {
    const answer = await answerFor(made, "left-for-the-start");
    const owner = await leaveAnswers(world(), [answer]);
    await leasedTo(owner, made, new Date(Date.now() - 1));
    const stop = await startWorker(async () => world().context());
    const { refresh } = await storedTokens(world(), made.portal.id);
    await stop();
    expect(refresh).toBe("left-for-the-start");
    expect(await tokenCalls(world(), made.app.clientId, "refresh_token")).toHaveLength(0);
  });

  it("and what it had begun without one is tried at once, not at the next round", async () => {
    const owner = await leaveAnswers(world(), []);
    await leasedTo(owner, made, LATER());
    const stop = await startWorker(async () => world().context());
    // The next round comes after 3.75 s at the earliest.
    await expect
      .poll(() => tokenCalls(world(), made.app.clientId, "refresh_token"), { timeout: 3_500 })
      .toHaveLength(1);
    await stop();
    expect(await portalRow(world(), made.portal.id)).toMatchObject({
      status: "connected",
      refreshStartedAt: null,
      outcomeUnknownAt: null,
    });
  });

  it("that cannot be opened wait, and hold nobody else's up", async () => {
    const other = await makePortal(world());
    const strange = createVault(parseKeyring(`k7:${randomKey()}`), {
      fingerprintKey: Buffer.alloc(32),
      auditKey: Buffer.alloc(32),
    });
    const sealedElsewhere = { ...world(), vault: strange };
    await leaveAnswers(sealedElsewhere, [await answerFor(made, "under-another-key")]);
    await leaveAnswers(world(), [await answerFor(other, "readable-token")]);
    await recoverAnswers(world().context());
    expect((await storedTokens(world(), other.portal.id)).refresh).toBe("readable-token");
    expect(leftFiles(world())).toHaveLength(1);
  });

  it("are stored once by two servers beside one folder", async () => {
    await leaveAnswers(world(), [await answerFor(made, "found-by-two")]);
    await Promise.all([1, 2, 3].map(() => recoverAnswers(world().context())));
    expect((await storedTokens(world(), made.portal.id)).refresh).toBe("found-by-two");
    expect((await portalRow(world(), made.portal.id)).currentGrant?.refreshCount).toBe(1);
    const about = { portalId: made.portal.id };
    expect(await eventsOf(world(), "portal.answer_recovered", about)).toHaveLength(1);
    expect(leftFiles(world())).toEqual([]);
  });
});

describe("an answer for something that is gone", () => {
  it("a portal that was deleted: its grant goes back to HubSpot", async () => {
    const app = await makeApp(world(), made.owner.ctx);
    const answer = await answerFor({ ...made, app }, "of-a-deleted-portal");
    await leaveAnswers(world(), [
      { ...answer, portalId: randomUUID(), grantId: randomUUID() } as KeptAnswer,
    ]);
    await recoverAnswers(world().context());
    expect(leftFiles(world())).toEqual([]);
    expect(await giveBackGrants(world().context())).toBe(1);
    const revokes = await world().control.requests({ path: "/revoke" });
    expect(revokes.at(-1)?.form.token).toBe("of-a-deleted-portal");
    await expectNoPlaintext(world());
  });

  it.each<[string, (token: string) => Promise<KeptAnswer>]>([
    [
      "a refresh",
      async (token) =>
        ({ ...(await answerFor(made, token)), portalId: randomUUID() }) as KeptAnswer,
    ],
    [
      "a code",
      async (token) => {
        const { startedAt, tokens } = await answerFor(made, token);
        return { kind: "code", attemptId: randomUUID(), appId: "", startedAt, tokens };
      },
    ],
    [
      "a row of an import",
      async (token) => {
        const { startedAt, tokens } = await answerFor(made, token);
        return { kind: "import", rowId: randomUUID(), appId: "", startedAt, tokens };
      },
    ],
  ])("an app that was deleted, %s: the log says that the grant lives on", async (_name, make) => {
    const appId = randomUUID();
    await leaveAnswers(world(), [{ ...(await make("of-a-deleted-app")), appId }]);
    await recoverAnswers(world().context());
    expect(leftFiles(world())).toEqual([]);
    const [event] = await eventsOf(world(), "grant.given_back", { appId });
    expect(event).toMatchObject({
      outcome: "failed",
      details: { outcome: expect.stringContaining("not revoked") as string },
    });
  });
});

describe("a scheduled round", () => {
  it("counts only what it asked HubSpot about, so that it does not spin on what others hold", async () => {
    await leasedTo("00000000-0000-4000-8000-00000000dead", made, new Date(Date.now() - 1));
    expect(await refreshDuePortals(world().context())).toBe(1);
    expect(await refreshDuePortals(world().context())).toBe(0);
  });
});

/** Looks at something before and after every transaction. */
function watching(ctx: Context, look: () => Promise<void>): Context {
  const $transaction = async (...args: unknown[]): Promise<unknown> => {
    await look();
    const result: unknown = await (ctx.db.$transaction as (...a: unknown[]) => Promise<unknown>)(
      ...args,
    );
    await look();
    return result;
  };
  const get = (target: Context["db"], name: string | symbol): unknown =>
    name === "$transaction" ? $transaction : Reflect.get(target, name);
  return { ...ctx, db: new Proxy(ctx.db, { get }) };
}
