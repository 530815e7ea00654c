import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import {
  eventsOf,
  expectNoPlaintext,
  portalRow,
  storedTokens,
  tokenCalls,
} from "../support/checks";
import { connect, consent, makeAccount, makeApp, makePerson, makePortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();

describe("connecting a portal", () => {
  it("stores portal, installer, scopes and sealed tokens, and records it", async () => {
    const { portal, app, owner, hubId } = await makePortal(world(), {
      account: {
        domain: "acme.example",
        hublet: "eu1",
        timeZone: "Europe/Berlin",
        companyCurrency: "EUR",
      },
    });
    const row = await portalRow(world(), portal.id);
    expect(row).toMatchObject({
      hubId: BigInt(hubId),
      hubDomain: "acme.example",
      uiDomain: "app-eu1.hubspot.com",
      dataHostingLocation: "eu1",
      timeZone: "Europe/Berlin",
      currency: "EUR",
      accountType: "STANDARD",
      status: "connected",
      consecutiveFailures: 0,
    });
    expect(row.currentGrant).toMatchObject({
      installerEmail: "admin@acme.example",
      startedById: owner.person.id,
      grantedScopes: app.requiredScopes,
      supersededAt: null,
    });
    expect(row.currentGrant?.installerUserId).toBeGreaterThan(0n);
    const { grants, accessTokens } = await world().control.state();
    const grant = grants.find((one) => one.hubId === hubId);
    const tokens = await storedTokens(world(), portal.id);
    expect(tokens.refresh).toBe(grant?.refreshToken);
    expect(accessTokens.map(({ token }) => token)).toContain(tokens.access);
    const [event] = await eventsOf(world(), "portal.connected", { portalId: portal.id });
    expect(event).toMatchObject({ outcome: "ok", actorId: owner.person.id, appId: app.id });
    expect(event?.details).toMatchObject({ installer: "admin@acme.example", hubId: String(hubId) });
    await expectNoPlaintext(world());
  });

  it("shows a replay the finished result and never redeems the code twice", async () => {
    const owner = await makePerson(world(), "owner");
    const app = await makeApp(world(), owner.ctx);
    const { hubId } = await makeAccount(world());
    const { attempt, code, state, browserToken } = await connect(world(), owner.ctx, app, {
      hubId,
    });
    const replay = await completeConnect(owner.ctx, { code, state, browserToken });
    expect(replay).toEqual({ attemptId: attempt.id });
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(1);
    expect((await world().control.state()).counters.reusedAuthCodes).toBe(0);
  });

  it("asks HubSpot whose grant it is and about the account at the same time", async () => {
    const { ctx } = await makePerson(world(), "owner");
    const app = await makeApp(world(), ctx);
    const { hubId } = await makeAccount(world());
    let described: () => void = () => undefined;
    const isDescribed = new Promise<void>((done) => (described = done));
    // Introspection answers no sooner than the account is asked for.
    const hubspot: Context["hubspot"] = Object.assign(Object.create(ctx.hubspot) as object, {
      ...ctx.hubspot,
      introspect: async (...args: Parameters<Context["hubspot"]["introspect"]>) => {
        await isDescribed;
        return ctx.hubspot.introspect(...args);
      },
      accountDetails: (...args: Parameters<Context["hubspot"]["accountDetails"]>) => {
        described();
        return ctx.hubspot.accountDetails(...args);
      },
    });
    const browserToken = "a browser";
    const { url } = await beginConnect(ctx, { appId: app.id, extraScopes: [] }, browserToken);
    const brought = await consent(world(), url, hubId);
    const outcome = await completeConnect({ ...ctx, hubspot }, { ...brought, browserToken });
    if ("problem" in outcome) throw new Error(outcome.problem);
    const attempt = await ctx.db.connectAttempt.findUniqueOrThrow({
      where: { id: outcome.attemptId },
    });
    expect(attempt.status).toBe("completed");
  });

  it("asks HubSpot whose grant it is while the answer goes to the disk, and stores it after", async () => {
    const { ctx } = await makePerson(world(), "owner");
    const app = await makeApp(world(), ctx);
    const { hubId } = await makeAccount(world());
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((done) => (asked = done));
    const { introspect } = ctx.hubspot;
    const hubspot: Context["hubspot"] = {
      ...ctx.hubspot,
      introspect: (...args) => introspect(...args).finally(asked),
    };
    const steps: string[] = [];
    // A disk that is not done before HubSpot has answered, nor for a while after.
    const reserve: Context["spill"]["reserve"] = async () => {
      const room = await ctx.spill.reserve();
      const keep: typeof room.keep = async (answer) => {
        await isAsked;
        await new Promise((resolve) => setTimeout(resolve, 300));
        await room.keep(answer);
        steps.push("kept");
      };
      return { ...room, keep };
    };
    const transaction = ctx.db.$transaction.bind(ctx.db) as (...args: unknown[]) => unknown;
    const $transaction = (...args: unknown[]) => {
      steps.push("a transaction");
      return transaction(...args);
    };
    const db = new Proxy(ctx.db, {
      get: (target, name) =>
        name === "$transaction" ? $transaction : (Reflect.get(target, name) as unknown),
    });
    const slow = { ...ctx, db, hubspot, spill: { ...ctx.spill, reserve } };
    const { attempt } = await connect(world(), slow, app, { hubId });
    // The attempt is begun in one as well.
    expect(steps).toEqual(["a transaction", "kept", "a transaction"]);
    expect(attempt.status).toBe("completed");
  });
});
