import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { seedPortals } from "@/bin/demo/seed-portals";
import { knownSecrets } from "../../support/checks";
import { makeKey } from "../../support/door";
import { startDoorServer, type DoorServer } from "../../support/door-server";
import { eventually } from "../../support/eventually";
import { makePortal } from "../../support/makers";
import { useWorld } from "../../support/world";

const world = useWorld();
const READS = 1_000;
const LANES = 20;
const SEEDED = /seed-(?:access|refresh)-[0-9a-f-]{36}/g;

let server: DoorServer;
let key: string;
let hubIds: bigint[];
const agent = new Agent({ keepAlive: true });

beforeAll(async () => {
  // Of ten seeded ones nine are connected; tokens run out, and none of these is renewed here.
  await seedPortals(world().context(), 1_300, () => undefined);
  await world().db
    .$executeRaw`UPDATE "Grant" SET "accessTokenExpiresAt" = now() + interval '1 hour'`;
  const portals = await world().db.portal.findMany({ where: { status: "connected" } });
  hubIds = portals.map(({ hubId }) => hubId).slice(0, READS);
  ({ key } = await makeKey(world()));
  server = await startDoorServer(world(), { PORTICO_WORKERS: "off" });
});
afterAll(async () => {
  agent.destroy();
  await server?.stop();
});

async function call(path: string, method = "GET"): Promise<{ status?: number; body: string }> {
  const sent = request(`${server.url}/api/v1${path}`, {
    ...{ agent, method, headers: { authorization: `Bearer ${key}` } },
  });
  sent.end();
  const answer = await new Promise<Parameters<typeof text>[0] & { statusCode?: number }>(
    (done, failed) => sent.once("response", done).once("error", failed),
  );
  return { status: answer.statusCode, body: await text(answer) };
}

it("of a server that has given 1,000 tokens and renewed some holds none of them, nor what it renewed with", async () => {
  expect(hubIds).toHaveLength(READS);
  const left = [...hubIds];
  const given = new Set<string>();
  const lane = async () => {
    for (let hubId = left.pop(); hubId; hubId = left.pop()) {
      const { status, body } = await call(`/portals/${hubId}/token?app=load-test`);
      expect(status).toBe(200);
      for (const [token] of body.matchAll(SEEDED)) given.add(token);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  expect(given.size).toBe(READS);

  const made = await makePortal(world());
  for (let n = 0; n < 10; n += 1) {
    await world().db.portal.updateMany({ data: { lastRefreshAt: null } });
    await world().db.grant.updateMany({
      where: { portalId: made.portal.id },
      data: { refreshedAt: null },
    });
    const { status } = await call(`/portals/${made.hubId}/refresh?app=${made.app.slug}`, "POST");
    expect(status).toBe(200);
  }
  const renewed = (await knownSecrets(world())).filter(
    (secret) => secret.length >= 16 && secret !== key,
  );
  expect(renewed.length).toBeGreaterThan(12);

  const found = async (hold?: string) => {
    const heap = await server.heap(hold);
    return {
      seeded: [...heap.matchAll(SEEDED)].length,
      renewed: renewed.filter((secret) => heap.includes(secret)).length,
      key: heap.includes(key) ? 1 : 0,
    };
  };
  await eventually(async () => expect(await found()).toEqual({ seeded: 0, renewed: 0, key: 0 }));
  // What it holds is found.
  const [one = ""] = given;
  expect((await found(one)).seeded).toBeGreaterThan(0);
});
