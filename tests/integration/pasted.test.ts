import { beforeEach, describe, expect, it } from "vitest";
import { getAttempt } from "@/lib/portals/connect/attempts";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completePasted } from "@/lib/portals/connect/complete-pasted";
import { eventsOf, expectNoPlaintext, expectRefused, tokenCalls } from "../support/checks";
import { consent, makeAccount, makeApp, makePerson } from "../support/makers";
import { setApp } from "../support/strangers";
import { useWorld } from "../support/world";

const world = useWorld();
const ELSEWHERE = "https://www.example.com/hubspot/callback";
const BROWSER = "browser-token-of-this-test";

let owner: Awaited<ReturnType<typeof makePerson>>;
let app: Awaited<ReturnType<typeof makeApp>>;
let attemptId: string;
let brought: { code: string; state: string };

beforeEach(async () => {
  owner = await makePerson(world(), "owner");
  app = await makeApp(world(), owner.ctx);
  const { clientId, clientSecret, requiredScopes, conditionalScopes, optionalScopes } = app;
  await world().control.putApp({
    clientId,
    clientSecret,
    appId: Math.floor(Math.random() * 9_000_000),
    redirectUris: [ELSEWHERE],
    requiredScopes,
    conditionallyRequiredScopes: conditionalScopes,
    optionalScopes,
  });
  await setApp(world(), app, { redirectUri: ELSEWHERE });
  const { hubId } = await makeAccount(world());
  const started = await beginConnect(owner.ctx, { appId: app.id, extraScopes: [] }, BROWSER);
  expect(started.source).toBe("pasted");
  attemptId = started.attemptId;
  brought = await consent(world(), started.url, hubId);
});

const addressOf = ({ code, state }: { code: string; state?: string }) =>
  `${ELSEWHERE}?code=${code}${state ? `&state=${state}` : ""}`;
const paste = (pastedSecret: string, ctx = owner.ctx, browser: string | undefined = BROWSER) =>
  completePasted(ctx, { attemptId, pastedSecret }, browser);

describe("a redirect URI that lives elsewhere", () => {
  it.each([
    ["the whole address", () => addressOf(brought)],
    ["the address without its state", () => addressOf({ code: brought.code })],
    ["the code alone", () => brought.code],
  ])("is finished with %s", async (_name, text) => {
    await paste(text());
    const attempt = await getAttempt(owner.ctx, attemptId);
    expect(attempt).toMatchObject({ state: "completed", source: "pasted" });
    const grant = await world().db.grant.findFirstOrThrow({ where: { appId: app.id } });
    expect(grant.startedById).toBe(owner.person.id);
    await expectNoPlaintext(world());
  });

  it("shows the stored outcome when it is pasted twice", async () => {
    await paste(addressOf(brought));
    await paste(addressOf(brought));
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(1);
  });

  it("takes HubSpot's refusal too", async () => {
    await paste(`${ELSEWHERE}?error=access_denied&state=${brought.state}`);
    const { failure } = await getAttempt(owner.ctx, attemptId);
    expect(failure).toMatchObject({ code: "hubspot_error", status: "access_denied" });
  });
});

describe("what is not exchanged", () => {
  const stillOpen = async () => {
    expect(await tokenCalls(world(), app.clientId, "authorization_code")).toHaveLength(0);
    expect((await getAttempt(owner.ctx, attemptId)).state).toBe("waiting");
    await paste(addressOf(brought));
    expect((await getAttempt(owner.ctx, attemptId)).state).toBe("completed");
  };

  it("an address with another state", async () => {
    const text = addressOf({ code: brought.code, state: "x".repeat(43) });
    const error = await expectRefused(paste(text), "invalid_input");
    expect(JSON.stringify(error.details)).toContain("another attempt");
    const [event] = await eventsOf(world(), "portal.connect_failed", { targetId: attemptId });
    expect(event).toMatchObject({ outcome: "denied", details: { problem: "state_unknown" } });
    await stillOpen();
  });

  it.each(["", "hello world", "https://evil.example/?code=na1-1234-5678"])("%j", async (text) => {
    const error = await expectRefused(paste(text), "invalid_input");
    expect(error.details.fields).toHaveProperty("pastedSecret");
    await stillOpen();
  });

  it("a bare code in another browser, or of another person", async () => {
    await expectRefused(paste(brought.code, owner.ctx, "another"), "attempt_other_browser");
    const other = await makePerson(world(), "admin");
    await expectRefused(paste(brought.code, other.ctx), "attempt_other_person");
    await stillOpen();
  });

  it("an attempt whose answer comes to this console by itself", async () => {
    const here = await makeApp(world(), owner.ctx);
    const started = await beginConnect(owner.ctx, { appId: here.id, extraScopes: [] }, BROWSER);
    expect(started.source).toBe("console");
    attemptId = started.attemptId;
    await expectRefused(paste(brought.code), "not_found");
  });
});
