import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect } from "vitest";
import { confirmImport } from "@/lib/imports/decide";
import { finishRevocations } from "@/lib/jobs/finish-revocations";
import { identifyGrants } from "@/lib/jobs/identify-grants";
import { recoverAnswers } from "@/lib/jobs/recover-answers";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { giveBackGrants } from "@/lib/portals/end/give-back-grants";
import { revokePortal } from "@/lib/portals/end/revoke";
import { uninstallPortal } from "@/lib/portals/end/uninstall";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import type { SimFaultInput } from "../../hubspot-simulator/types";
import { POINTS, type Point } from "../at-point";
import { advanceUpload } from "./upload";
import { consent } from "../makers";
import { assertInvariants } from "./invariants";
import { mayBeRefused, type Life } from "./life";

/** Whether an account has a portal here; whatever else there is to know, the database and HubSpot say. */
export interface Known {
  hasPortal: boolean[];
}

type Command = fc.AsyncCommand<Known, Life>;

/** One act. After it everything must hold that always must. */
function command(
  name: string,
  act: (life: Life, known: Known) => Promise<unknown>,
  check: (known: Known) => boolean = () => true,
): Command {
  return {
    check,
    async run(known, life) {
      await act(life, known);
      await assertInvariants(life);
    },
    toString: () => name,
  };
}

/** An act on an account that has a portal. */
const onPortal = (
  name: string,
  account: number,
  act: (life: Life, portal: { id: string; leaseVersion: number }) => Promise<unknown>,
) =>
  command(
    `${name}(${account})`,
    async (life) => {
      const portal = await life.portal(account);
      if (portal) await act(life, portal);
    },
    (known) => known.hasPortal[account] ?? false,
  );

/** A person consents at HubSpot and comes back; a server may die while they do. */
async function connectOnce(life: Life, account: number, dieAt?: Point): Promise<void> {
  const browserToken = randomBytes(16).toString("hex");
  const portal = await life.portal(account);
  const asked = { appId: life.app.id, extraScopes: [], portalId: portal?.id };
  await mayBeRefused(
    (async () => {
      const { url } = await beginConnect(life.ctx, asked, browserToken);
      const brought = await consent(life.world, url, life.hubIds[account] ?? 0);
      if (!dieAt) return completeConnect(life.ctx, { ...brought, browserToken });
      return life.die({ ...brought, browserToken, personId: life.owner.person.id }, dieAt);
    })(),
  );
  if (dieAt) await recoverAnswers(life.system);
}

const connect = (account: number, dieAt?: Point) =>
  command(`connect(${account}${dieAt ? `, dies ${dieAt}` : ""})`, async (life, known) => {
    await connectOnce(life, account, dieAt);
    known.hasPortal[account] = (await life.portal(account)) !== null;
  });

const refresh = (account: number, trigger: "person" | "need") =>
  onPortal(`refresh by ${trigger}`, account, ({ ctx }, { id: portalId, leaseVersion }) =>
    mayBeRefused(refreshPortal(ctx, { portalId, seenVersion: leaseVersion, trigger })),
  );

const dieRefreshing = (account: number, dieAt: Point) =>
  onPortal(`refresh, dies ${dieAt}`, account, async (life, { id: portalId, leaseVersion }) => {
    await life.die({ portalId, seenVersion: leaseVersion }, dieAt);
    await recoverAnswers(life.system);
  });

const revoke = (account: number) =>
  onPortal("revoke", account, async (life, { id }) => {
    if (await mayBeRefused(revokePortal(life.ctx, id))) await life.forbid(account);
  });

/** HubSpot does not confirm it, so it is pending until it is tried again. */
const revokeUnheard = (account: number) =>
  onPortal("revoke, unheard", account, async (life, { id }) => {
    await life.disturb({ answer: "UNAVAILABLE" }, "/revoke");
    if (await mayBeRefused(revokePortal(life.ctx, id))) await life.forbid(account);
  });

const uninstall = (account: number) =>
  onPortal("uninstall", account, async (life, { id }) => {
    await mayBeRefused(uninstallPortal(life.ctx, id));
    if ((await life.portal(account))?.status === "uninstalled") await life.forbid(account);
  });

/** Several at once, as people and programs do who know nothing of each other. */
const together = (account: number) =>
  onPortal("refresh, read and revoke at once", account, async (life, { id: portalId }) => {
    const ask = (trigger: "person" | "need") =>
      mayBeRefused(refreshPortal(life.ctx, { portalId, trigger }));
    const [, , isRevoked] = await Promise.all([
      ...[ask("person"), ask("need")],
      mayBeRefused(revokePortal(life.ctx, portalId)),
    ]);
    if (isRevoked) await life.forbid(account);
  });

const upload = (account: number) =>
  command(`import(${account})`, async (life, known) => {
    await advanceUpload(life, account, confirmImport);
    known.hasPortal[account] = (await life.portal(account)) !== null;
  });

/** What the customer does at HubSpot. */
const customer = (account: number, act: "uninstall" | "revokeGrants") =>
  command(`customer: ${act}(${account})`, ({ world, app, hubIds }) =>
    world.control[act]({ hubId: hubIds[account] ?? 0, clientId: app.clientId }),
  );

/** Time goes by, and the background work does what is due. */
const later = (minutes: number) =>
  command(`${minutes} minutes later`, async (life) => {
    life.world.clock.aheadMs += minutes * 60_000;
    await work(life);
  });

async function work(life: Life): Promise<void> {
  const { system } = life;
  await recoverAnswers(system);
  await refreshDuePortals(system);
  await identifyGrants(system);
  await giveBackGrants(system);
  const pending = await pendingRevocations(life);
  await finishRevocations(system);
  for (const account of pending) await life.forbid(account);
}

async function pendingRevocations({ world, app, hubIds }: Life): Promise<number[]> {
  const portals = await world.db.portal.findMany({
    where: { appId: app.id, revokeRequestedAt: { not: null }, revokedAt: null },
  });
  return portals.map(({ hubId }) => hubIds.indexOf(Number(hubId)));
}

const MOODS: Omit<SimFaultInput, "match">[] = [
  { answer: "TOKEN_RATE_LIMIT" },
  { answer: "UNAVAILABLE" },
  { answer: "BAD_GATEWAY" },
  { answer: "MOVING" },
  { answer: "BAD_REFRESH_TOKEN" },
  { answer: "BAD_CLIENT_SECRET" },
  { hang: true },
  { reset: true },
  { applyThenReset: true },
  { resetMidBody: true },
  { truncateJson: true },
  { status: 200, body: "<html>We will be back soon</html>" },
];

const mood = (effect: (typeof MOODS)[number], times: number, path: string) =>
  command(`HubSpot: ${JSON.stringify(effect)} ${times} times at ${path || "all"}`, (life) =>
    life.disturb({ ...effect, times }, path),
  );

/** The next token call goes wrong, and it is this one. */
const refreshUnder = (account: number, effect: (typeof MOODS)[number]) =>
  onPortal(`refresh, ${JSON.stringify(effect)}`, account, async (life, { id: portalId }) => {
    await life.disturb(effect, "/token$");
    await mayBeRefused(refreshPortal(life.ctx, { portalId, trigger: "person" }));
  });

const sunny = command("HubSpot is well again", ({ world }) => world.control.clearFaults());

/** What a life begins with: the first account is connected. */
export async function connectFirst(life: Life, known: Known): Promise<void> {
  await connectOnce(life, 0);
  known.hasPortal[0] = (await life.portal(0)) !== null;
}

/** @param accounts how many there are */
export function lifeCommands(accounts: number): fc.Arbitrary<Command>[] {
  const account = fc.nat(accounts - 1);
  const point = fc.constantFrom(...POINTS);
  const one = (make: (account: number) => Command) => account.map(make);
  return [
    ...[one(connect), one(connect), one(revoke), one(uninstall), one(together), one(upload)],
    ...[one(revokeUnheard), one(revokeUnheard)],
    fc.tuple(account, fc.constantFrom("person", "need")).map((args) => refresh(...args)),
    fc.tuple(account, fc.constantFrom("uninstall", "revokeGrants")).map((a) => customer(...a)),
    fc.constantFrom(1, 20, 40, 600).map(later),
    fc
      .tuple(
        ...[fc.constantFrom(...MOODS), fc.integer({ min: 1, max: 3 })],
        fc.constantFrom("", "/token$", "/revoke", "/introspect"),
      )
      .map((args) => mood(...(args as Parameters<typeof mood>))),
    fc.constant(sunny),
    fc.tuple(account, fc.constantFrom(...MOODS)).map((args) => refreshUnder(...args)),
    fc.tuple(account, point).map((args) => dieRefreshing(...args)),
    fc.tuple(account, point).map((args) => connect(...args)),
  ];
}

/** Once HubSpot is well and time has gone by, nothing is left half done. */
export async function assertSettled(life: Life): Promise<void> {
  await life.world.control.clearFaults();
  for (let round = 0; round < 4; round += 1) {
    life.world.clock.aheadMs += 7 * 3_600_000;
    await work(life);
    await assertInvariants(life);
  }
  const { db } = life.world;
  const where = { appId: life.app.id };
  const portals = await db.portal.findMany({ where });
  expect(
    portals.filter(({ status }) => status === "degraded").map(({ lastErrorKind }) => lastErrorKind),
  ).toEqual([]);
  for (const one of portals) {
    const { refreshStartedAt, outcomeUnknownAt, leaseOwner, revokeRequestedAt, revokedAt } = one;
    const what = `${one.status} ${one.lastErrorKind}`;
    expect({ refreshStartedAt, leaseOwner }, what).toEqual({
      ...{ refreshStartedAt: null, leaseOwner: null },
    });
    // What was lost before a revoke stays in doubt.
    if (one.status !== "revoked") expect(outcomeUnknownAt, what).toBeNull();
    if (revokeRequestedAt) expect(revokedAt ?? one.uninstalledAt, what).not.toBeNull();
  }
  expect(await db.grantReturn.count({ where: { ...where, finishedAt: null } })).toBe(0);
}
