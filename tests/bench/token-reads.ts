import { readdirSync, readFileSync } from "node:fs";
import { Pool } from "undici";
import { revokeApiKey } from "@/lib/api-keys/change";
import { createApiKey } from "@/lib/api-keys/create";
import type { Context } from "@/lib/context";
import { startChild, type Child } from "./child";
import { withNext } from "./empty-next";
import { report } from "./report";

const PORTALS = 1_000;
const WARM_UP_MS = 2_000;
const MEASURE_MS = 5_000;

interface Load {
  perSecond: number;
  p50: number;
  p99: number;
  /** Of server and PostgreSQL, for one read. */
  cpuMs: number;
}

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
    const next = await withNext((server) => load(server, hubIds, key, 64, () => "/empty"));
    for (const connections of [8, 64]) {
      const floor = await withServer("floor", (server) => load(server, hubIds, key, connections));
      const door = await withServer("door", (server) => load(server, hubIds, key, connections));
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

async function load(
  server: Pick<Child, "port"> & Partial<Child>,
  hubIds: string[],
  key: string,
  connections: number,
  pathOf = (hubId: string) => `/api/v1/portals/${hubId}/token`,
): Promise<Load> {
  const pool = new Pool(`http://127.0.0.1:${server.port}`, { connections, pipelining: 1 });
  const headers = { authorization: `Bearer ${key}` };
  const times: number[] = [];
  let isOver = false;
  let isMeasured = false;
  const reader = async () => {
    while (!isOver) {
      const hubId = hubIds[Math.floor(Math.random() * hubIds.length)];
      const startedAt = performance.now();
      const path = pathOf(hubId ?? "");
      const { statusCode, body } = await pool.request({ path, method: "GET", headers });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`HTTP ${statusCode}: ${text}`);
      if (isMeasured) times.push(performance.now() - startedAt);
    }
  };
  const readers = Promise.all(Array.from({ length: connections }, reader));
  await sleep(WARM_UP_MS, readers);
  const cpuBefore = (await cpuOf(server)) + postgresCpuMs();
  isMeasured = true;
  const startedAt = performance.now();
  await sleep(MEASURE_MS, readers);
  isMeasured = false;
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuMs = (await cpuOf(server)) + postgresCpuMs() - cpuBefore;
  isOver = true;
  await readers;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
  return {
    perSecond: times.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    cpuMs: cpuMs / times.length,
  };
}

async function cpuOf({ ask }: Partial<Child>): Promise<number> {
  return ask ? (await ask<{ cpuMs: number }>("cpu")).cpuMs : 0;
}

/** Ends early with the failure of the readers. */
function sleep(ms: number, readers: Promise<unknown>): Promise<unknown> {
  return Promise.race([new Promise((resolve) => setTimeout(resolve, ms)), readers]);
}

/** Processor time of every PostgreSQL process of this machine, in milliseconds; 0 where /proc does not tell. */
function postgresCpuMs(): number {
  const TICK_MS = 10;
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(cpuTicksOfPostgres)
      .reduce((sum, ticks) => sum + ticks * TICK_MS, 0);
  } catch {
    return 0;
  }
}

function cpuTicksOfPostgres(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    if (!stat.includes("(postgres)")) return 0;
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    // It has ended in between.
    return 0;
  }
}
