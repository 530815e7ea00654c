import { beforeEach, describe, expect, it } from "vitest";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { getAttempt, listUnfinishedAttempts } from "@/lib/portals/connect/attempts";
import { eventsOf, expectNoPlaintext, expectRefused, tokenCalls } from "../support/checks";
import { consent, makeAccount, makeApp, makePerson, type MadePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const BROWSER = "browser-token-of-this-test";

let owner: MadePerson;
let app: Awaited<ReturnType<typeof makeApp>>;
let started: { attemptId: string; url: string };
let brought: { code: string; state: string };

beforeEach(async () => {
  world().clock.aheadMs = 0;
  owner = await makePerson(world(), "owner");
  app = await makeApp(world(), owner.ctx);
  const { hubId } = await makeAccount(world());
  started = await beginConnect(owner.ctx, { appId: app.id, extraScopes: [] }, BROWSER);
  brought = await consent(world(), started.url, hubId);
});

async function expectNothingStored(): Promise<void> {
  expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(0);
  expect(await world().db.portal.count({ where: { appId: app.id } })).toBe(0);
  await expectNoPlaintext(world());
}

describe("a callback that does not belong here never reaches HubSpot", () => {
  it.each([
    ["missing state", () => ({ code: brought.code, browserToken: BROWSER }), "state_missing"],
    [
      "unknown state",
      () => ({ ...brought, state: "x".repeat(43), browserToken: BROWSER }),
      "state_unknown",
    ],
    [
      "tampered state",
      () => ({ ...brought, state: `${brought.state}a`, browserToken: BROWSER }),
      "state_unknown",
    ],
    ["other browser", () => ({ ...brought, browserToken: "another" }), "other_browser"],
    ["no cookie at all", () => brought, "other_browser"],
  ])("%s", async (_name, input, problem) => {
    expect(await completeConnect(owner.ctx, input())).toEqual({ problem });
    const [event] = await eventsOf(world(), "portal.connect_failed");
    expect(event).toMatchObject({
      outcome: "denied",
      actorId: owner.person.id,
      details: { problem },
    });
    await expectNothingStored();
  });

  it("other person, same browser", async () => {
    const other = await makePerson(world(), "admin");
    const outcome = await completeConnect(other.ctx, { ...brought, browserToken: BROWSER });
    expect(outcome).toEqual({ problem: "other_person" });
    const [event] = await eventsOf(world(), "portal.connect_failed", {
      targetId: started.attemptId,
    });
    expect(event).toMatchObject({ outcome: "denied", actorId: other.person.id });
    await expectNothingStored();
  });

  it("and leaves the attempt open for the rightful person", async () => {
    await completeConnect(owner.ctx, { ...brought, browserToken: "another" });
    await completeConnect(owner.ctx, { ...brought, browserToken: BROWSER });
    expect((await getAttempt(owner.ctx, started.attemptId)).state).toBe("completed");
  });

  it("an attempt older than ten minutes", async () => {
    world().clock.aheadMs = 10 * 60_000 + 1_000;
    const outcome = await completeConnect(owner.ctx, { ...brought, browserToken: BROWSER });
    expect(outcome).toEqual({ attemptId: started.attemptId });
    expect((await getAttempt(owner.ctx, started.attemptId)).state).toBe("expired");
    const [event] = await eventsOf(world(), "portal.connect_failed", {
      targetId: started.attemptId,
    });
    expect(event?.outcome).toBe("failed");
    await expectNothingStored();
  });

  it("an error from HubSpot instead of a code", async () => {
    const { state } = brought;
    await completeConnect(owner.ctx, { state, error: "access_denied", browserToken: BROWSER });
    const attempt = await getAttempt(owner.ctx, started.attemptId);
    expect(attempt).toMatchObject({
      state: "failed",
      failure: { code: "hubspot_error", status: "access_denied" },
    });
    await expectNothingStored();
  });

  it("an error that is no code at all is not echoed", async () => {
    const error = "<script>alert(1)</script>";
    await completeConnect(owner.ctx, { state: brought.state, error, browserToken: BROWSER });
    const { failure } = await getAttempt(owner.ctx, started.attemptId);
    expect(failure?.status).toBe("unreadable");
  });

  it("neither code nor error", async () => {
    await completeConnect(owner.ctx, { state: brought.state, browserToken: BROWSER });
    const { failure } = await getAttempt(owner.ctx, started.attemptId);
    expect(failure?.code).toBe("code_missing");
    await expectNothingStored();
  });
});

describe("two callbacks of one attempt at once", () => {
  it("redeem the code once and make one portal", async () => {
    await world().control.addFault({
      match: { clientId: app.clientId, path: "/token" },
      delayMs: 60,
    });
    const input = { ...brought, browserToken: BROWSER };
    const outcomes = await Promise.all([1, 2, 3].map(() => completeConnect(owner.ctx, input)));
    expect(outcomes).toEqual(Array(3).fill({ attemptId: started.attemptId }));
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(1);
    expect(await world().db.portal.count({ where: { appId: app.id } })).toBe(1);
    expect(await eventsOf(world(), "portal.connected", { appId: app.id })).toHaveLength(1);
    await expectNoPlaintext(world());
  });
});

describe("beginning", () => {
  it("keeps only hashes of state and browser and seals the verifier", async () => {
    const row = await world().db.connectAttempt.findUniqueOrThrow({
      where: { id: started.attemptId },
    });
    expect(row.stateHash).toMatch(/^[0-9a-f]{64}$/);
    expect(row.codeVerifierSealed).toMatch(/^p1\./);
    expect(brought.state.length).toBeGreaterThanOrEqual(43);
    await expectNoPlaintext(world());
  });

  it("asks for chosen scopes of the app only", async () => {
    const extraScopes = ["crm.objects.deals.read", "content", "not.a.scope.of.this.app"];
    const { url } = await beginConnect(owner.ctx, { appId: app.id, extraScopes }, BROWSER);
    const asked = new URL(url).searchParams;
    expect(asked.get("scope")).toBe("oauth crm.objects.contacts.read crm.objects.deals.read");
    expect(asked.get("optional_scope")).toBe("content");
    expect(asked.get("code_challenge_method")).toBe("S256");
  });

  it("refuses an unknown app and a portal of another app", async () => {
    const unknown = "00000000-0000-4000-8000-000000000000";
    await expectRefused(
      beginConnect(owner.ctx, { appId: unknown, extraScopes: [] }, BROWSER),
      "not_found",
    );
    const portalId = unknown;
    await expectRefused(
      beginConnect(owner.ctx, { appId: app.id, extraScopes: [], portalId }, BROWSER),
      "not_found",
    );
  });

  it("lists a trip that never came back", async () => {
    const open = await listUnfinishedAttempts(owner.ctx);
    expect(open).toMatchObject([{ id: started.attemptId, appName: app.name, isExpired: false }]);
  });
});
