import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Secret } from "@/lib/crypto/secret";
import { openCredentials } from "@/lib/hubspot-apps/secret/credentials";
import { testCredentials } from "@/lib/hubspot-apps/secret/test-credentials";
import { attemptProblem } from "@/lib/portals/connect/attempt-problem";
import { getAttempt } from "@/lib/portals/connect/attempts";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { explainFailure } from "@/lib/portals/explain-failure";
import { testCall } from "@/lib/portals/inspect/test-call";
import type { AnswerName } from "../hubspot-simulator/answer-names";
import { portalRow } from "../support/checks";
import { consent, makeAccount, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

// Every answer HubSpot is known to give to a code exchange, to an ordinary call and to a credentials test, over the wire.

const world = useWorld();
const BROWSER = "browser-token-of-the-answers";
let made: ConnectedPortal;

beforeAll(async () => {
  made = await makePortal(world());
});

beforeEach(() => world().control.clearFaults());

const fault = (path: string, answer: AnswerName) =>
  world().control.addFault({ match: { clientId: made.app.clientId, path }, answer, times: 0 });

describe("HubSpot's answers to a code", () => {
  it.each<[AnswerName, string, RegExp]>([
    ["BAD_AUTH_CODE", "bad_code", /did not accept the authorization code/],
    ["EXPIRED_AUTH_CODE", "bad_code", /code had expired/],
    ["BAD_REDIRECT_URI", "redirect_uri", /did not accept the redirect URI/],
    ["MISMATCH_REDIRECT_URI_AUTH_CODE", "redirect_uri", /did not accept the redirect URI/],
    ["BAD_CODE_VERIFIER", "pkce", /proof that this console started/],
    ["BAD_SCOPES", "scopes", /did not accept the scopes/],
    ["BAD_CLIENT_ID", "app_credentials", /client ID or secret/],
    ["BAD_CLIENT_SECRET", "app_credentials", /client ID or secret/],
    ["BAD_HUB", "dead_grant", /no longer accepts/],
    ["BAD_GRANT_TYPE", "rejected", /kind of token/],
    ["UNSUPPORTED_MEDIA_TYPE", "rejected", /reason Portico does not know/],
    ["TOKEN_RATE_LIMIT", "rate_limited", /slow down/],
    ["MOVING", "moving", /another data centre/],
    ["BAD_GATEWAY", "unavailable", /problem of its own/],
  ])("%s", async (answer, kind, title) => {
    const { hubId } = await makeAccount(world());
    const { ctx } = made.owner;
    const asked = { appId: made.app.id, extraScopes: [] };
    const { attemptId, url } = await beginConnect(ctx, asked, BROWSER);
    const brought = await consent(world(), url, hubId);
    await fault("/\\/token$/", answer);
    await completeConnect(ctx, { ...brought, browserToken: BROWSER });
    const attempt = await getAttempt(ctx, attemptId);
    expect(attempt.failure).toMatchObject({ code: "hubspot", kind });
    const problem = attemptProblem(attempt);
    expect(problem.title).toMatch(title);
    expect(problem.next).toContain("Nothing was stored");
    expect(await world().db.portal.count({ where: { hubId: BigInt(hubId) } })).toBe(0);
  });
});

describe("HubSpot's answers to an ordinary call", () => {
  it.each<[AnswerName, RegExp]>([
    ["EXPIRED_AUTHENTICATION", /refused the access token/],
    ["UNDECODABLE_TOKEN", /not an access token of HubSpot's/],
    ["INVALID_AUTHENTICATION", /refused the access token/],
    ["MISSING_SCOPES", /Any one of crm\.objects\.contacts\.read, contacts would do\.$/],
    ["GATED", /does not have the feature/],
    ["FORBIDDEN", /does not allow this call/],
    ["OBJECT_NOT_FOUND", /does not know what was asked for/],
    ["URI_TOO_LONG", /reason Portico does not know/],
    ["LOCKED", /problem of its own/],
    ["DAILY_LIMIT", /daily limit/],
    ["TEN_SECONDLY_LIMIT", /slow down/],
    ["MOVING", /another data centre/],
    ["UNAVAILABLE", /problem of its own/],
    ["DOWN_521", /problem of its own/],
  ])("%s", async (answer, words) => {
    const before = await portalRow(world(), made.portal.id);
    await fault("/contacts", answer);
    const [details, contacts] = await testCall(made.owner.ctx, made.portal.id);
    expect(details?.ok).toBe(true);
    expect(contacts).toMatchObject({ ok: false, words: expect.stringMatching(words) });
    // A failing call says nothing about the grant.
    expect(await portalRow(world(), made.portal.id)).toEqual(before);
  });

  it("a value that was never an access token is explained as such, the 20,000 days", async () => {
    const app = openCredentials(world().context(), made.app);
    const wrong = new Secret("Client-secret-pasted-by-mistake");
    const failure: unknown = await made.owner.ctx.hubspot
      .accountDetails(app, wrong)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "wrong_token", status: "EXPIRED_AUTHENTICATION" });
    expect(explainFailure({ kind: "wrong_token" }).why).toContain("20,000 days");
  });
});

describe("HubSpot's answers to a test of the credentials", () => {
  it.each<[AnswerName | "none", string]>([
    ["BAD_CLIENT_ID", "wrong unknown"],
    ["BAD_CLIENT_SECRET", "ok wrong"],
    ["BAD_REFRESH_TOKEN", "ok ok"],
    ["BAD_GRANT_TYPE", "ok ok"],
    ["BAD_GATEWAY", "unknown unknown"],
    ["TOKEN_RATE_LIMIT", "unknown unknown"],
    ["none", "ok ok"],
  ])("%s", async (answer, results) => {
    if (answer !== "none") await fault("/\\/token$/", answer);
    const [id, secret] = await testCredentials(made.owner.ctx, made.app.id);
    expect(`${id?.result} ${secret?.result}`).toBe(results);
  });

  it("app-level tokens for user-level apps, and without scopes", async () => {
    const app = openCredentials(world().context(), made.app);
    const ask = (scopes: string[]) =>
      made.owner.ctx.hubspot.clientCredentials(app, scopes).catch((error: unknown) => error);
    expect(await ask([])).toMatchObject({ kind: "scopes", status: "BAD_SCOPES" });
    await fault("/\\/token$/", "USER_LEVEL_CLIENT_CREDENTIALS_NOT_SUPPORTED");
    const failure = await ask(["developer.webhooks_journal.read"]);
    expect(failure).toMatchObject({ kind: "rejected" });
    const status = "USER_LEVEL_CLIENT_CREDENTIALS_NOT_SUPPORTED";
    expect(explainFailure({ kind: "rejected", status }).what).toContain("user-level app");
  });
});
