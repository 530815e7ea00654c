import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import { afterAll, expect, it } from "vitest";
import { portalRow } from "../support/checks";
import { makeKey } from "../support/door";
import { startDoorServer, type DoorServer } from "../support/door-server";
import { makeApp, makePerson, makePortal, type ConnectedPortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const SERVERS = 3;
const PORTALS = 200;
const REVOKED_EVERY = 4;
const ROUNDS = 3;
const LONGEST_PAUSE_MS = 250;
const servers: DoorServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.stop("SIGKILL"))));

/** What a program may hear of a portal that is read, renewed and revoked at once. */
const HONEST = new Set(["200", "409 revoked", "409 conflict", "503 hubspot_unavailable"]);

it("three servers, two hundred portals, reads, refreshes and revokes at once: one call at a time for each, none after its revoke", async () => {
  await world().control.setSettings({
    rotateRefreshTokens: true,
    accessTokenTtlSeconds: 1_800,
    delayMs: 20,
    answerDelayMs: 60,
    rateLimitMax: 0,
  });
  const owner = await makePerson(world(), "owner");
  const app = await makeApp(world(), owner.ctx);
  const portals: ConnectedPortal[] = [];
  for (let n = 0; n < PORTALS; n += 1) portals.push(await makePortal(world(), { owner, app }));
  const { key } = await makeKey(world());
  for (let n = 0; n < SERVERS; n += 1) servers.push(await startDoorServer(world()));
  await world().db.portal.updateMany({ data: { nextRefreshAt: new Date(0) } });
  await world().control.clearRequests();

  const heard = new Map<string, number>();
  /** The tokens that programs were given, and the account that they asked for. */
  const given: { token: string; hubId: number }[] = [];
  const ask = async (method: "GET" | "POST" | "DELETE", hubId: number, path: string) => {
    const { url } = servers[randomInt(SERVERS)] ?? { url: "" };
    const answer = await request(`${url}/api/v1/portals/${hubId}/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}` },
    });
    const body = (await answer.body.json()) as { code?: string; access_token?: string };
    const outcome = [answer.statusCode, body.code].filter(Boolean).join(" ");
    heard.set(outcome, (heard.get(outcome) ?? 0) + 1);
    if (body.access_token) given.push({ token: body.access_token, hubId });
    return outcome;
  };
  const read = (hubId: number) => ask("GET", hubId, "token?min_ttl=1790");
  /** In every order, also after the revoke. */
  const soon = async (work: () => Promise<string>) => {
    await sleep(randomInt(LONGEST_PAUSE_MS));
    return work();
  };
  const one = async ({ hubId, portal }: ConnectedPortal, index: number) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const isLast = round === ROUNDS - 1 && index % REVOKED_EVERY === 0;
      // So that reads have to renew it, too.
      await world().db.grant.updateMany({
        where: { portalId: portal.id },
        data: { accessTokenExpiresAt: new Date(0), refreshedAt: null },
      });
      await Promise.all([
        ...Array.from({ length: 4 }, () => soon(() => read(hubId))),
        soon(() => ask("POST", hubId, "refresh")),
        ...(isLast ? [soon(() => ask("DELETE", hubId, "grant"))] : []),
      ]);
      if (isLast) expect(await read(hubId)).toBe("409 revoked");
    }
  };
  const queue = [...portals.entries()];
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await one(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: 24 }, lane));

  const { counters, refreshTokens, accessTokens } = await world().control.state();
  expect(counters).toMatchObject({ overlappingRefreshes: 0, reusedRotatedTokens: 0 });
  expect([...heard.keys()].filter((outcome) => !HONEST.has(outcome))).toEqual([]);
  expect(counters.refreshes).toBeGreaterThan(PORTALS);
  const answers = { ...Object.fromEntries(heard), refreshes: counters.refreshes };
  process.stdout.write(`${JSON.stringify(answers)}\n`);

  const ownerOf = new Map(accessTokens.map(({ token, hubId }) => [token, hubId]));
  expect(given.length).toBeGreaterThan(PORTALS * ROUNDS);
  expect(given.filter(({ token, hubId }) => ownerOf.get(token) !== hubId)).toEqual([]);

  const calls = await world().control.requests({});
  const revokes = calls.filter(({ path }) => path.includes("/revoke"));
  const revoked = portals.filter((_portal, index) => index % REVOKED_EVERY === 0);
  expect(revokes.length).toBeGreaterThanOrEqual(revoked.length);
  const hubOf = new Map(refreshTokens.map(({ token, hubId }) => [token, hubId]));
  for (const { n, form } of revokes) {
    const hubId = hubOf.get(form.token ?? "");
    expect(hubId).toBeDefined();
    const later = calls.filter(
      (call) =>
        call.n > n &&
        call.form.grant_type === "refresh_token" &&
        hubOf.get(call.form.refresh_token ?? "") === hubId,
    );
    expect(later).toEqual([]);
  }
  for (const { portal } of revoked)
    expect((await portalRow(world(), portal.id)).status).toBe("revoked");
});
