import { revokeApiKey } from "@/lib/api-keys/change";
import { createApiKey } from "@/lib/api-keys/create";
import type { Context } from "@/lib/context";
import { startChild, type Child } from "./child";
import { withNext } from "./empty-next";
import { oneOf, sideBySide, type Load } from "./load";
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
    const path = () => `/api/v1/portals/${oneOf(hubIds)}/token`;
    await withServers(["door", "floor"], async ([door, floor]) => {
      if (!door || !floor) return;
      await withNext(async (next) => {
        const sides = [
          { server: door, path },
          { server: floor, path },
          { server: next, path: () => "/empty" },
        ];
        for (const connections of [8, 64])
          reportReads(connections, await sideBySide(sides, { key, connections }));
      });
    });
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

function reportReads(connections: number, [door, floor, next]: Load[]): void {
  if (!door || !floor || !next) return;
  const name = `token_read_${connections}_connections`;
  report({ name, value: door.perSecond, unit: "requests/s", baseline: floor.perSecond });
  report({ name: `${name}_p50`, value: door.p50, unit: "ms", baseline: floor.p50 });
  report({ name: `${name}_p99`, value: door.p99, unit: "ms", baseline: floor.p99 });
  report({ name: `${name}_cpu`, value: door.cpuMs, unit: "ms", baseline: floor.cpuMs });
  report({
    name: `${name}_beside_empty_next_route`,
    value: door.perSecond,
    unit: "requests/s",
    baseline: next.perSecond,
  });
}

type Mode = "door" | "floor";

async function withServers<T>(modes: Mode[], work: (servers: Child[]) => Promise<T>): Promise<T> {
  const servers: Child[] = [];
  try {
    for (const mode of modes) servers.push(await startChild("door-process.ts", [mode]));
    return await work(servers);
  } finally {
    for (const server of servers) server.end();
  }
}
