import { beforeEach, describe, expect, it } from "vitest";
import { attemptProblem } from "@/lib/portals/connect/attempt-problem";
import { getAttempt } from "@/lib/portals/connect/attempts";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { installProblem } from "@/lib/portals/connect/install-problem";
import { customerSay } from "@/lib/words/customer-words";
import { expectNoPlaintext, portalRow } from "../support/checks";
import { consent, makeAccount, makeApp, makePerson, type MadePerson } from "../support/makers";
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

/** A trip to HubSpot and back. */
async function trip(of = app) {
  const { hubId } = await makeAccount(world());
  const { attemptId, url } = await beginConnect(
    owner.ctx,
    { appId: of.id, extraScopes: [] },
    BROWSER,
  );
  const brought = await consent(world(), url, hubId);
  const work = completeConnect(owner.ctx, { ...brought, browserToken: BROWSER });
  return { attemptId, hubId, work };
}

const attemptRow = (id: string) => world().db.connectAttempt.findUnique({ where: { id } });

describe("whose app a token is of", () => {
  const number = async (id: string) =>
    (await world().db.hubSpotApp.findUniqueOrThrow({ where: { id } })).hubspotAppId;

  it("on v1, where an access token names the number and a refresh token the client", async () => {
    const v1 = await makeApp(world(), owner.ctx, { apiVersion: "v1" });
    await world().control.addFault({
      match: { clientId: v1.clientId, path: "/refresh-tokens/" },
      set: { client_id: "another-app" },
    });
    const { attemptId, work } = await trip(v1);
    await work;
    expect(await attemptRow(attemptId)).toMatchObject({ failureCode: "foreign_app" });
    expect(await number(v1.id)).toBeNull();
    const second = await trip(v1);
    await second.work;
    expect(await attemptRow(second.attemptId)).toMatchObject({ status: "completed" });
    expect(await number(v1.id)).not.toBeNull();
    // From now on the number is enough.
    await world().control.addFault({
      match: { clientId: v1.clientId, path: "/access-tokens/" },
      set: { app_id: 4711 },
    });
    const third = await trip(v1);
    await third.work;
    expect(await attemptRow(third.attemptId)).toMatchObject({ failureCode: "foreign_app" });
  });

  it("by whichever of the two names is there", async () => {
    const first = await trip();
    await first.work;
    expect(await number(app.id)).not.toBeNull();
    for (const [set, omit] of [
      [{ client_id: "another-app" }, ["app_id"]],
      [{ app_id: 4711 }, ["client_id"]],
    ] as [Record<string, string | number>, string[]][]) {
      await world().control.addFault({
        match: { clientId: app.clientId, path: "/introspect" },
        set,
        omit,
      });
      const { attemptId, work } = await trip();
      await work;
      expect(await attemptRow(attemptId)).toMatchObject({ failureCode: "foreign_app" });
    }
    await expectNoPlaintext(world());
  });

  it("is not learned from an answer that names the number alone", async () => {
    await world().control.addFault({
      match: { clientId: app.clientId, path: "/introspect" },
      times: 0,
      set: { app_id: 4711 },
      omit: ["client_id"],
    });
    const { work } = await trip();
    await work;
    expect(await number(app.id)).toBeNull();
  });
});

describe("the words for an attempt without an answer", () => {
  it("say that HubSpot may have accepted the code, and only then", async () => {
    const words = async (effect: object) => {
      await world().control.addFault({
        match: { clientId: app.clientId, path: "/\\/token$/" },
        ...effect,
      });
      const { attemptId, work } = await trip();
      await work;
      return attemptProblem(await getAttempt(owner.ctx, attemptId)).next;
    };
    expect(await words({ applyThenReset: true })).toMatch(/HubSpot may have accepted the code/);
    expect(await words({ answer: "BAD_AUTH_CODE" })).not.toMatch(/may have accepted/);
  });

  it("do not tell a customer that nothing was connected while nobody knows", async () => {
    const { attemptId, work } = await trip();
    await work;
    await world().db.connectAttempt.update({
      where: { id: attemptId },
      data: { status: "exchanging", consumedAt: new Date(Date.now() - 3_600_000) },
    });
    const { state, failure } = await getAttempt(owner.ctx, attemptId);
    expect(state).toBe("failed");
    const { why, todo } = installProblem({ state, failure }, customerSay("en"));
    expect(why).not.toMatch(/Nothing was connected/);
    expect(todo).toMatch(/reload/);
    expect((await portalRow(world(), (await attemptRow(attemptId))?.portalId ?? "")).status).toBe(
      "connected",
    );
  });
});
