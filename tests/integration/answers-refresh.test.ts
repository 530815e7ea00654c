import { beforeEach, describe, expect, it } from "vitest";
import { describeRefresh } from "@/lib/portals/refresh/describe-refresh";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import type { AnswerName } from "../hubspot-simulator/answer-names";
import { expectNoPlaintext, portalRow, storedTokens } from "../support/checks";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

// Every answer HubSpot is known to give to a refresh, over the wire: client, verb, status, words.

const world = useWorld();
let made: ConnectedPortal;

beforeEach(async () => {
  await world().control.clearFaults();
  made = await makePortal(world());
});

async function refreshAnswered(answer: AnswerName, omit: string[] = []) {
  await world().control.addFault({
    match: { clientId: made.app.clientId, path: "/token" },
    answer,
    omit,
  });
  return refreshPortal(made.owner.ctx, { portalId: made.portal.id, trigger: "person" });
}

const PAST_2026 = ["error", "error_description"];
const BARE = ["status", "message", "correlationId"];

interface Meaning {
  status: "needs_reconnect" | "app_error" | "degraded";
  kind: string;
  title: RegExp;
}

const dead: Meaning = {
  status: "needs_reconnect",
  kind: "dead_grant",
  title: /no longer accepts this connection/,
};
const busy: Meaning = { status: "degraded", kind: "unavailable", title: /problem of its own/ };
const unknown: Meaning = { status: "degraded", kind: "rejected", title: /refuse|does not/ };
const slow: Meaning = { status: "degraded", kind: "rate_limited", title: /slow down/ };

const ANSWERS: [AnswerName, Meaning][] = [
  ["BAD_REFRESH_TOKEN", dead],
  ["BAD_HUB", dead],
  ["BAD_CLIENT_ID", { status: "app_error", kind: "app_credentials", title: /client ID\.$/ }],
  ["BAD_CLIENT_SECRET", { status: "app_error", kind: "app_credentials", title: /client secret/ }],
  ["BAD_GRANT_TYPE", { ...unknown, title: /kind of token/ }],
  ["USER_LEVEL_CLIENT_CREDENTIALS_NOT_SUPPORTED", { ...unknown, title: /user-level app/ }],
  ["UNSUPPORTED_MEDIA_TYPE", unknown],
  ["OBJECT_NOT_FOUND", { ...unknown, title: /does not know what was asked/ }],
  ["URI_TOO_LONG", unknown],
  ["TOKEN_RATE_LIMIT", slow],
  ["TEN_SECONDLY_LIMIT", slow],
  ["DAILY_LIMIT", { ...slow, title: /daily limit/ }],
  ["MOVING", { status: "degraded", kind: "moving", title: /another data centre/ }],
  ["LOCKED", busy],
  ["SERVER_ERROR", busy],
  ["BAD_GATEWAY", busy],
  ["UNAVAILABLE", busy],
  ["GATEWAY_TIMEOUT", busy],
  ["DOWN_521", busy],
  ["CONNECT_TIMEOUT_522", busy],
  ["UNREACHABLE_523", busy],
  ["NO_ANSWER_524", busy],
  ["TLS_525", busy],
  ["TLS_526", busy],
];

describe("HubSpot's answers to a refresh", () => {
  it.each(ANSWERS)("%s", async (answer, { status, kind, title }) => {
    const before = await storedTokens(world(), made.portal.id);
    const result = await refreshAnswered(answer);
    expect(result.portal).toMatchObject({ status, lastErrorKind: kind, consecutiveFailures: 1 });
    expect(result.portal.nextRefreshAt === null).toBe(status !== "degraded");
    const words = describeRefresh(result);
    expect(words).toMatchObject({ ok: false, title: expect.stringMatching(title) });
    for (const text of [words.why, words.next, words.todo]) expect(text).toMatch(/^[A-Z].*\.$/);
    // Whatever HubSpot says, the stored tokens stay: only a revoke or an uninstall here wipes them.
    expect(await storedTokens(world(), made.portal.id)).toEqual(before);
    await expectNoPlaintext(world());
  });

  it.each<[AnswerName, Meaning]>([
    ["BAD_REFRESH_TOKEN", dead],
    ["BAD_HUB", dead],
    ["BAD_CLIENT_ID", { status: "app_error", kind: "app_credentials", title: /client ID/ }],
    ["BAD_CLIENT_SECRET", { status: "app_error", kind: "app_credentials", title: /secret/ }],
  ])("%s means the same before 2026, in bare RFC 6749 and today", async (answer, meaning) => {
    for (const omit of [PAST_2026, BARE, []]) {
      const { portal } = await refreshAnswered(answer, omit);
      expect(portal).toMatchObject({ status: meaning.status, lastErrorKind: meaning.kind });
      expect(portal.lastErrorCorrelationId).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it("the wait HubSpot asks for while an account moves is kept", async () => {
    const { portal } = await refreshAnswered("MOVING");
    const waitMs = (portal.nextRefreshAt?.getTime() ?? 0) - (portal.lastErrorAt?.getTime() ?? 0);
    expect(waitMs).toBe(6 * 3_600_000);
  });

  it("an account that is closed reads differently from an app that was removed", async () => {
    const closed = describeRefresh(await refreshAnswered("BAD_HUB"));
    const removed = describeRefresh(await refreshAnswered("BAD_REFRESH_TOKEN"));
    expect(closed.why).toMatch(/closed/);
    expect(removed.why).toMatch(/uninstalled/);
  });

  it("a rotated refresh token replaces the old one, and a missing one keeps it", async () => {
    const before = await storedTokens(world(), made.portal.id);
    const match = { clientId: made.app.clientId, path: "/token" };
    const refresh = () =>
      refreshPortal(made.owner.ctx, { portalId: made.portal.id, trigger: "person" });
    await world().control.addFault({ match, omit: ["refresh_token"] });
    await refresh();
    expect((await storedTokens(world(), made.portal.id)).refresh).toBe(before.refresh);
    await world().control.addFault({ match, rotate: true });
    await refresh();
    const after = await storedTokens(world(), made.portal.id);
    expect(after.refresh).not.toBe(before.refresh);
    const { refreshTokens } = await world().control.state();
    expect(refreshTokens.find(({ token }) => token === after.refresh)?.alive).toBe(true);
    expect((await portalRow(world(), made.portal.id)).status).toBe("connected");
  });
});
