import { describe, expect, it } from "vitest";
import { revokeApiKey } from "@/lib/api-keys/change";
import { collectMetrics } from "@/lib/metrics/collect";
import { revokePortal } from "@/lib/portals/end/revoke";
import { portalRow } from "../support/checks";
import { eventually } from "../support/eventually";
import { makeKey } from "../support/door";
import { answerJson } from "../support/hubspot-api";
import { problem, usePassing } from "../support/passing";
import { useWorld } from "../support/world";

const CONTACTS = "/crm/v3/objects/contacts";
const world = useWorld();
const to = usePassing(world);

describe("a refresh by a key", () => {
  const refresh = async () => {
    const { key } = await makeKey(world());
    const path = `/portals/${to.made.portal.hubId}/refresh`;
    return (await to.door.call(path, { key, method: "POST" })).body;
  };
  const WELL = { renewed: true, portal: { status: "connected", last_error: null } };

  it("asks HubSpot each time: what was true a moment ago may not be so any more", async () => {
    expect(await refresh()).toMatchObject(WELL);
    const match = { clientId: to.made.app.clientId, path: "/\\/token$/" };
    await world().control.addFault({ match, times: 1, status: 503 });
    const down = { status: "degraded", last_error: { http_status: 503 } };
    expect(await refresh()).toMatchObject({ renewed: false, portal: down });
    expect(await refresh()).toMatchObject(WELL);
    const { clientId } = to.made.app;
    await world().control.revokeGrants({ clientId, hubId: to.made.hubId });
    const dead = { status: "needs_reconnect", last_error: { status: "BAD_REFRESH_TOKEN" } };
    expect(await refresh()).toMatchObject({ renewed: false, portal: dead });
    expect(await to.refreshes()).toBe(4);
  });

  /** Thirty that come while HubSpot takes its time. */
  const together = async (fault: { status?: number }) => {
    const { key } = await makeKey(world());
    const path = `/portals/${to.made.portal.hubId}/refresh`;
    const match = { clientId: to.made.app.clientId, path: "/\\/token$/" };
    await world().control.addFault({ match, times: 0, delayMs: 1_500, ...fault });
    const call = async () => (await to.door.call(path, { key, method: "POST" })).body;
    return Promise.all(Array.from({ length: 30 }, call));
  };

  it("many at the same moment make one call, and each hears what it brought", async () => {
    const before = (await portalRow(world(), to.made.portal.id)).accessTokenExpiresAt;
    const answers = await together({});
    for (const answer of answers) expect(answer).toMatchObject(WELL);
    const ends = answers.map(
      ({ portal }) => (portal as Record<string, string>)["access_token_expires_at"],
    );
    expect(new Set(ends).size).toBe(1);
    expect(new Date(ends[0] ?? 0).getTime()).toBeGreaterThan(before?.getTime() ?? Infinity);
    expect(await to.refreshes()).toBe(1);
  });

  it("many at the same moment all hear that HubSpot gave nothing", async () => {
    const down = { renewed: false, portal: { status: "degraded" } };
    for (const answer of await together({ status: 503 })) expect(answer).toMatchObject(down);
    expect(await to.refreshes()).toBe(1);
  });

  it("in a loop is answered with what the last one brought", async () => {
    for (let call = 0; call < 12; call += 1) expect(await refresh()).toMatchObject(WELL);
    expect(await to.refreshes()).toBe(10);
  });
});

describe("a call that waits while HubSpot answers 429", () => {
  /** What happens while it waits, and what it is answered then. */
  async function waiting(meanwhile: () => Promise<unknown>) {
    to.api.answer = (response) => answerJson(response, 429, {}, { "retry-after": "1" });
    const call = to.send(CONTACTS, { headers: { "portico-wait": "20" } });
    await eventually(() => expect(to.api.seen).toHaveLength(1));
    await meanwhile();
    const answer = await call;
    expect(to.api.seen).toHaveLength(1);
    return answer;
  }

  it("is not repeated with a key that was revoked meanwhile", async () => {
    const answer = await waiting(() => revokeApiKey(world().context(), to.keyId));
    expect(answer).toMatchObject(problem(401, "revoked_key"));
  });

  it("is not repeated for a portal that was revoked meanwhile", async () => {
    const answer = await waiting(() => revokePortal(to.made.owner.ctx, to.made.portal.id));
    expect(answer).toMatchObject(problem(409, "revoked"));
  });
});

describe("calls that one key has under way", () => {
  it("are at most 256; the next is told to come back, and has its turn when one has ended", async () => {
    to.api.answer = () => undefined;
    const leaving = new AbortController();
    const hanging = Array.from({ length: 256 }, () =>
      to.open(CONTACTS, { signal: leaving.signal }).catch(() => undefined),
    );
    await eventually(() => expect(to.api.seen).toHaveLength(256));
    const refused = await to.send(CONTACTS);
    expect(refused).toMatchObject(problem(429, "too_many_calls"));
    expect(refused.headers["retry-after"]).toBe("1");
    to.api.answer = (response) => answerJson(response, 200, {});
    const other = await makeKey(world(), { permissions: ["hubspot:read"] });
    const headers = { authorization: `Bearer ${other.key}` };
    expect((await to.send(CONTACTS, { headers })).status).toBe(200);
    leaving.abort();
    await Promise.all(hanging);
    await eventually(async () => expect((await to.send(CONTACTS)).status).toBe(200));
  });
});

describe("the outcome of a call through", () => {
  const counted = async (code: string) => {
    const { text } = await collectMetrics(world().context());
    const line = new RegExp(`^portico_api_calls_total{call="hubspot",code="${code}"} (\\d+)$`, "m");
    return Number(line.exec(text)?.[1] ?? 0);
  };

  it("that HubSpot breaks off midway is counted as broken off", async () => {
    const [ok, broken] = [await counted("ok"), await counted("broken_off")];
    to.api.answer = (response) => {
      response.writeHead(200).write("half");
      setTimeout(() => response.destroy(), 50);
    };
    const { body } = await to.open(CONTACTS);
    await expect(body.text()).rejects.toThrow();
    await eventually(async () => expect(await counted("broken_off")).toBe(broken + 1));
    expect(await counted("ok")).toBe(ok);
  });

  it("that the service leaves midway is counted as gone", async () => {
    const gone = await counted("gone");
    to.api.answer = (response) => void response.writeHead(200).write("half");
    const { body } = await to.open(CONTACTS);
    body.on("error", () => undefined).destroy();
    await eventually(async () => expect(await counted("gone")).toBe(gone + 1));
  });
});
