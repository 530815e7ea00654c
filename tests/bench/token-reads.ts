import { revokeApiKey } from "@/lib/api-keys/change";
import { createApiKey } from "@/lib/api-keys/create";
import type { Context } from "@/lib/context";
import { startChild, type Child } from "./child";
import { withNext } from "./empty-next";
import { load, oneOf } from "./load";
import { report } from "./report";

const PORTALS = 1_000;

/**
 * Reads of stored, fresh tokens of random portals through the door, beside bare `node:http` with one read from
 * PostgreSQL, each in a process of its own. Needs seeded portals (`npm run seed -- --portals 1000`).
 */
export async function tokenReads(ctx: Context): Promise<void> {
  const hubIds = await freshPortals(ctx);
  if (hubIds.length < PORTALS) {
    process.stderr.write(`token reads are left out: seed ${PORTALS} portals first\n`);
    return;
  }
  const { key, keyId } = await createApiKey(ctx, {
    name: "Benchmark",
    permissions: ["tokens:read"],
    expiresInDays: 1,
    appIds: [],
    hubIds: [],
  });
  try {
    const anyToken = () => `/api/v1/portals/${oneOf(hubIds)}/token`;
    const next = await withNext((server) => load(server, { path: () => "/empty", key }));
    for (const connections of [8, 64]) {
      const asked = { path: anyToken, key, connections };
      const floor = await withServer("floor", (server) => load(server, asked));
      const door = await withServer("door", (server) => load(server, asked));
      const name = `token_read_${connections}_connections`;
      report({ name, value: door.perSecond, unit: "requests/s", baseline: floor.perSecond });
      report({ name: `${name}_p50`, value: door.p50, unit: "ms", baseline: floor.p50 });
      report({ name: `${name}_p99`, value: door.p99, unit: "ms", baseline: floor.p99 });
      report({ name: `${name}_cpu`, value: door.cpuMs, unit: "ms", baseline: floor.cpuMs });
      if (connections === 64)
        report({
          name: `${name}_beside_empty_next_route`,
          value: door.perSecond,
          unit: "requests/s",
          baseline: next.perSecond,
        });
    }
  } finally {
    await revokeApiKey(ctx, keyId);
  }
}

/** Connected portals of the load test, whose tokens live through the benchmark. */
export async function freshPortals(ctx: Context): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ hubId: bigint }[]>`
    UPDATE "Grant" g SET "accessTokenExpiresAt" = now() + interval '1 hour'
    FROM (SELECT p."id", p."hubId", p."currentGrantId" FROM "Portal" p JOIN "HubSpotApp" a ON a."id" = p."appId"
      WHERE a."name" = 'Load test' AND p."status" = 'connected' ORDER BY random() LIMIT ${PORTALS}) p
    WHERE g."id" = p."currentGrantId" RETURNING p."hubId"`;
  return rows.map(({ hubId }) => hubId.toString());
}

async function withServer<T>(mode: string, work: (server: Child) => Promise<T>): Promise<T> {
  const server = await startChild("door-process.ts", [mode]);
  try {
    return await work(server);
  } finally {
    server.end();
  }
}
