import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/context";
import { openCredentials } from "@/lib/hubspot-apps/secret/credentials";
import { deleteApp } from "@/lib/hubspot-apps/delete";
import { recoverAnswers } from "@/lib/jobs/recover-answers";
import { getAttempt } from "@/lib/portals/connect/attempts";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { receiveMarketplace } from "@/lib/portals/connect/stranger-callback";
import { codeVerifierPlace } from "@/lib/portals/token-places";
import { createSpill } from "@/lib/spill/spill";
import { eventsOf, expectRefused, tokenCalls } from "../support/checks";
import { leaveAnswers, leftFiles } from "../support/dead-server";
import {
  consent,
  makeAccount,
  makeApp,
  makePerson,
  REDIRECT_URI,
  type MadePerson,
} from "../support/makers";
import { makeStranger, setApp } from "../support/strangers";
import { useWorld } from "../support/world";

const world = useWorld();
const BROWSER = "browser-token-of-this-test";
let owner: MadePerson;
let app: Awaited<ReturnType<typeof makeApp>>;

beforeEach(async () => {
  world().clock.aheadMs = 0;
  await world().control.clearFaults();
  await world().db.hubSpotApp.updateMany({ data: { marketplaceEnabled: false } });
  owner = await makePerson(world(), "owner");
  app = await makeApp(world(), owner.ctx);
});

/** A trip whose calls go through `change`. */
async function trip(change: (ctx: Context) => Context = (ctx) => ctx, of = app) {
  const { hubId } = await makeAccount(world());
  const { attemptId, url } = await beginConnect(
    owner.ctx,
    { appId: of.id, extraScopes: [] },
    BROWSER,
  );
  const brought = await consent(world(), url, hubId);
  const work = completeConnect(change(owner.ctx), { ...brought, browserToken: BROWSER });
  return { attemptId, hubId, work };
}

const attemptRow = (id: string) => world().db.connectAttempt.findUnique({ where: { id } });

/** HubSpot's endpoints, with something before or in place of them. */
const withHubSpot =
  (change: (hubspot: Context["hubspot"]) => Partial<Context["hubspot"]>) =>
  (ctx: Context): Context => ({ ...ctx, hubspot: { ...ctx.hubspot, ...change(ctx.hubspot) } });

describe("a code that HubSpot has answered", () => {
  it("for an app that is deleted meanwhile: the log says that its grant lives on", async () => {
    const deleting = withHubSpot(({ exchangeCode }) => ({
      exchangeCode: async (...args) => {
        const tokens = await exchangeCode(...args);
        await deleteApp(owner.ctx, app.id);
        return tokens;
      },
    }));
    const { work } = await trip(deleting);
    await work;
    const [event] = await eventsOf(world(), "grant.given_back", { appId: app.id });
    expect(event).toMatchObject({ outcome: "failed" });
    expect(await world().spill.settled(0)).toBe(true);
  });

  it("is finished although something here fails first", async () => {
    let failures = 1;
    const stumbling = withHubSpot(({ introspect }) => ({
      introspect: async (...args) => {
        if (failures-- > 0) throw new Error("a fault of ours");
        return introspect(...args);
      },
    }));
    const { attemptId, work } = await trip(stumbling);
    await work;
    await expect
      .poll(async () => (await attemptRow(attemptId))?.status, { timeout: 20_000 })
      .toBe("completed");
    expect(await world().spill.settled(5_000)).toBe(true);
  });

  it("leaves no room taken when the attempt could not be begun", async () => {
    const away = (ctx: Context): Context => ({
      ...ctx,
      db: new Proxy(ctx.db, {
        get: (target, name) =>
          name === "connectAttempt"
            ? {
                findUnique: target.connectAttempt.findUnique.bind(target.connectAttempt),
                updateMany: () => Promise.reject(new Error("the database is away")),
              }
            : (Reflect.get(target, name) as unknown),
      }),
    });
    const { work } = await trip(away);
    await expect(work).rejects.toThrow("the database is away");
    expect(await world().spill.settled(0)).toBe(true);
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(0);
  });

  it("is asked about for as long as nothing names the account, and said to be", async () => {
    const { clientId } = app;
    await world().control.addFault({ match: { clientId, path: "/\\/token$/" }, omit: ["hub_id"] });
    for (const path of ["/introspect", "/details"])
      await world().control.addFault({ match: { clientId, path }, status: 503 });
    const { attemptId, work } = await trip();
    const seen = new Set<string>();
    await vi.waitUntil(
      async () => {
        const { state } = await getAttempt(owner.ctx, attemptId);
        seen.add(state);
        return state === "completed";
      },
      { timeout: 20_000 },
    );
    await work;
    expect([...seen]).toContain("asking");
    expect(await tokenCalls(world(), clientId, "authorization_code")).toHaveLength(1);
  });

  it("found after a crash waits on the disk until HubSpot names the account", async () => {
    const { attemptId, answer } = await exchanged();
    await leaveAnswers(world(), [{ ...answer, tokens: { ...answer.tokens, hubId: undefined } }]);
    for (const path of ["/introspect", "/details"])
      await world().control.addFault({ match: { clientId: app.clientId, path }, status: 503 });
    await recoverAnswers(world().context());
    expect((await getAttempt(owner.ctx, attemptId)).state).toBe("asking");
    expect(leftFiles(world())).toHaveLength(1);
    await recoverAnswers(world().context());
    expect((await getAttempt(owner.ctx, attemptId)).state).toBe("completed");
    expect(leftFiles(world())).toEqual([]);
  });

  it("found after a crash holds up no file that needs nothing of HubSpot", async () => {
    const { answer } = await exchanged();
    await leaveAnswers(world(), [answer]);
    await leaveAnswers(world(), []);
    await leaveAnswers(world(), []);
    const filesAtCall: number[] = [];
    const watching = withHubSpot(({ introspect }) => ({
      introspect: (...asked) => {
        filesAtCall.push(leftFiles(world()).length);
        return introspect(...asked);
      },
    }));
    await recoverAnswers(watching(world().context()));
    expect(filesAtCall[0]).toBe(1);
    expect(leftFiles(world())).toEqual([]);
  });

  /** HubSpot has answered the code, and the server died before anything was stored. */
  async function exchanged() {
    const { hubId } = await makeAccount(world());
    const input = { appId: app.id, extraScopes: [] };
    const { attemptId, url } = await beginConnect(owner.ctx, input, BROWSER);
    const { code } = await consent(world(), url, hubId);
    const attempt = await world().db.connectAttempt.update({
      where: { id: attemptId },
      data: { status: "exchanging", consumedAt: new Date() },
      include: { app: true },
    });
    const codeVerifier = world().vault.open(
      codeVerifierPlace(attemptId),
      attempt.codeVerifierSealed ?? "",
    );
    const tokens = await owner.ctx.hubspot.exchangeCode(openCredentials(owner.ctx, attempt.app), {
      code,
      redirectUri: attempt.redirectUri,
      codeVerifier,
    });
    const answer = {
      kind: "code" as const,
      attemptId,
      appId: app.id,
      startedAt: new Date(),
      tokens,
    };
    return { attemptId, hubId, answer };
  }

  it("found after a crash and refused by a foreign app is given back", async () => {
    const { attemptId, hubId, answer } = await exchanged();
    await leaveAnswers(world(), [answer]);
    await world().control.addFault({
      match: { clientId: app.clientId, path: "/introspect" },
      status: 200,
      body: { active: true, client_id: "another-app", hub_id: hubId },
    });
    await recoverAnswers(world().context());
    expect(await attemptRow(attemptId)).toMatchObject({
      status: "failed",
      failureCode: "foreign_app",
    });
    expect(leftFiles(world())).toEqual([]);
    const returned = await world().db.grantReturn.findFirst({ where: { appId: app.id } });
    expect(returned).toMatchObject({ reason: "foreign_app", outcome: "revoked" });
  });
});

describe("an app with grants that nobody is done with", () => {
  const deleted = async () =>
    (await world().db.hubSpotApp.findUnique({ where: { id: app.id } })) === null;
  const returning = () =>
    world().db.grantReturn.create({
      data: {
        appId: app.id,
        refreshTokenFingerprint: "f",
        reason: "other_portal",
        nextTryAt: new Date(),
      },
    });

  it("is not deleted while one is given back: with its secret nobody could", async () => {
    const { id } = await returning();
    await expectRefused(deleteApp(owner.ctx, app.id), "app_has_grants_in_hand");
    await world().db.grantReturn.update({ where: { id }, data: { finishedAt: new Date() } });
    await deleteApp(owner.ctx, app.id);
    expect(await deleted()).toBe(true);
  });

  it("is not deleted while an import holds a token that HubSpot gave", async () => {
    await world().db.importJob.create({
      data: { appId: app.id, rows: { create: { line: 1, answeredAt: new Date() } } },
    });
    await expectRefused(deleteApp(owner.ctx, app.id), "app_has_grants_in_hand");
    expect(await deleted()).toBe(false);
  });

  it("is deleted when HubSpot refuses its secret, and the log says what is left", async () => {
    await returning();
    await world().db.hubSpotApp.update({
      where: { id: app.id },
      data: { credentialsRefusedAt: new Date() },
    });
    await deleteApp(owner.ctx, app.id);
    const [event] = await eventsOf(world(), "app.deleted", { appId: app.id });
    expect(event?.details).toMatchObject({ grantsNotGivenBack: 1 });
  });
});

describe("a Marketplace install that found the disk full", () => {
  it("goes on when the address is loaded again", async () => {
    await setApp(world(), app, { marketplaceEnabled: true });
    const { hubId } = await makeAccount(world());
    const { redirectTo } = await world().control.authorize({
      clientId: app.clientId,
      hubId,
      redirectUri: REDIRECT_URI,
      scope: app.requiredScopes.join(" "),
    });
    const code = new URL(redirectTo).searchParams.get("code") ?? "";
    world().secrets.push(code);
    const returnUrl = `${world().env.hubspotAppUrl}/marketplace/installed`;
    const stranger = makeStranger(world());
    const path = join(world().env.dataDir, "full");
    writeFileSync(path, "");
    const full = { ...stranger.ctx, spill: createSpill(path, world().vault) };
    const arrive = (ctx: Context, browserToken = stranger.browserToken) =>
      receiveMarketplace(ctx, { code, returnUrl }, () => Promise.resolve(browserToken));
    await expectRefused(arrive(full), "spill_unwritable");
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(0);
    // Another browser gets nowhere with it.
    await arrive(stranger.ctx, "another-browser");
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(0);
    expect(await arrive(stranger.ctx)).toBe(returnUrl);
    expect(await world().db.portal.count({ where: { appId: app.id } })).toBe(1);
  });
});
