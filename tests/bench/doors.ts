import { Pool, request } from "undici";
import { revokeApiKey } from "@/lib/api-keys/change";
import { createApiKey } from "@/lib/api-keys/create";
import type { Context } from "@/lib/context";
import { startChild, type Child } from "./child";
import { get, oneOf, sideBySide } from "./load";
import { report } from "./report";
import { freshPortals } from "./token-reads";

const READS = 1_000_000;
const ROUNDS = 9;
const CONNECTIONS = 64;

/** A part of the benchmark that needs 1,000 seeded portals and a key that may use them. */
function withKey(work: (bench: Bench) => Promise<void>): (ctx: Context) => Promise<void> {
  return async (ctx) => {
    const hubIds = await freshPortals(ctx);
    if (hubIds.length < 1_000) {
      process.stderr.write("left out: seed 1,000 portals first\n");
      return;
    }
    const { key, keyId } = await createApiKey(ctx, {
      name: "Benchmark of doors",
      permissions: ["tokens:read", "portals:write", "hubspot:read"],
      expiresInDays: 1,
      appIds: [],
      hubIds: [],
    });
    try {
      await work({ ctx, key, hubIds });
    } finally {
      await revokeApiKey(ctx, keyId);
    }
  };
}

/** What several servers, slow answers, calls through Portico and a million reads cost. */
export const doors = {
  "parallel-reads": withKey(together),
  "slow-endpoint": withKey(slowEndpoint),
  "pass-through": withKey(callsThrough),
  memory: withKey(memory),
};

interface Bench {
  ctx: Context;
  key: string;
  hubIds: string[];
}

/** Works with servers in processes of their own, whose HubSpot takes `upstreamMs` for a token. */
async function withServers<T>(
  count: number,
  upstreamMs: number,
  work: (servers: Child[], standIn: Child) => Promise<T>,
): Promise<T> {
  const standIn = await startChild("token-stand-in.ts", [String(upstreamMs)]);
  const servers: Child[] = [];
  try {
    for (let n = 0; n < count; n += 1)
      servers.push(await startChild("door-process.ts", ["door"], { HUBSPOT_API_URL: standIn.url }));
    return await work(servers, standIn);
  } finally {
    for (const child of [...servers, standIn]) child.end();
  }
}

async function expire({ ctx }: Bench, hubId: string): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "Grant" g SET "accessTokenExpiresAt" = now() - interval '1 minute', "refreshedAt" = NULL
    FROM "Portal" p WHERE p."currentGrantId" = g."id" AND p."hubId" = ${BigInt(hubId)}`;
}

const ask = async ({ key }: Bench, url: string, method: "GET" | "POST" = "GET") => {
  const answer = await request(url, {
    method,
    headers: { authorization: `Bearer ${key}` },
    headersTimeout: 120_000,
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(`HTTP ${answer.statusCode}: ${text}`);
};

const callsOf = async (standIn: Child) => (await standIn.ask<{ calls: number }>("calls")).calls;

/** Fifty at once ask for the expired token of one portal, over two servers; then the same again, for the median. */
async function together(bench: Bench): Promise<void> {
  await withServers(2, 300, async (servers, standIn) => {
    const rounds: { slowest: number; bare: number; calls: number }[] = [];
    for (const hubId of bench.hubIds.slice(0, ROUNDS)) {
      await expire(bench, hubId);
      const before = await callsOf(standIn);
      const bare = await timed(() =>
        request(`${standIn.url}/oauth/2026-09/token`, { method: "POST", body: "a=b" }),
      );
      const times = await Promise.all(
        Array.from({ length: 50 }, (_none, n) => {
          const { url = "" } = servers[n % servers.length] ?? {};
          return timed(() => ask(bench, `${url}/api/v1/portals/${hubId}/token`));
        }),
      );
      const calls = (await callsOf(standIn)) - before - 1;
      rounds.push({ slowest: Math.max(...times), bare, calls });
    }
    const [first] = rounds;
    if (!first) return;
    const name = "50_reads_of_an_expired_token";
    const calls = Math.max(...rounds.map((round) => round.calls));
    report({ name: `${name}_calls`, value: calls, unit: "calls", baseline: 1 });
    const value = median(rounds.map(({ slowest }) => slowest));
    const baseline = median(rounds.map(({ bare }) => bare));
    report({ name: `${name}_slowest`, value, unit: "ms", baseline });
    // A new process compiles what it runs for the first time.
    report({
      name: `${name}_slowest_after_start`,
      value: first.slowest,
      unit: "ms",
      baseline: first.bare,
    });
  });
}

function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** HubSpot takes 40 seconds; three servers are asked for the token, and to refresh, the whole time. */
async function slowEndpoint(bench: Bench): Promise<void> {
  const [, , hubId = ""] = bench.hubIds;
  await expire(bench, hubId);
  await withServers(3, 40_000, async (servers, standIn) => {
    const startedAt = Date.now();
    const asked: Promise<void>[] = [];
    while (Date.now() - startedAt < 35_000) {
      for (const [n, { url }] of servers.entries()) {
        const portal = `${url}/api/v1/portals/${hubId}`;
        asked.push(
          ask(bench, n === 2 ? `${portal}/refresh` : `${portal}/token`, n === 2 ? "POST" : "GET"),
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    await Promise.all(asked);
    const value = await callsOf(standIn);
    report({ name: "token_endpoint_of_40_s_calls", value, unit: "calls", baseline: 1 });
  });
}

/** A GET of 4 KB through Portico, beside the same one made directly. */
async function callsThrough(bench: Bench): Promise<void> {
  await withServers(1, 0, async ([server], standIn) => {
    if (!server) return;
    const path = "/crm/v3/objects/contacts";
    const { key, hubIds } = bench;
    const anyPortal = () => `/api/v1/portals/${oneOf(hubIds)}/hubspot${path}`;
    const sides = [
      { server, path: anyPortal },
      { server: standIn, path: () => path },
    ];
    const [through, direct] = await sideBySide(sides, { key, connections: CONNECTIONS });
    const [one, oneDirect] = await sideBySide(sides, { key, connections: 1 });
    if (!through || !direct || !one || !oneDirect) return;
    const name = "call_through_portico";
    const unit = "requests/s";
    report({ name, value: through.perSecond, unit, baseline: direct.perSecond });
    report({ name: `${name}_cpu`, value: through.cpuMs, unit: "ms", baseline: direct.cpuMs });
    const label = `${name}_p50_one_connection`;
    report({ name: label, value: one.p50, unit: "ms", baseline: oneDirect.p50 });
  });
}

/** The heap after a million reads, beside that after a thousand. */
async function memory(bench: Bench): Promise<void> {
  await withServers(1, 0, async ([server]) => {
    if (!server) return;
    const anyPortal = () => `/api/v1/portals/${oneOf(bench.hubIds)}/token`;
    const heap = async () => (await server.ask<{ heapMb: number }>("memory")).heapMb;
    await reads(server.url, anyPortal, bench.key, 1_000);
    const baseline = await heap();
    await reads(server.url, anyPortal, bench.key, READS);
    report({ name: "heap_after_1000000_reads", value: await heap(), unit: "MB", baseline });
  });
}

async function reads(url: string, path: () => string, key: string, count: number): Promise<void> {
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
  let left = count;
  const lane = async () => {
    while ((left -= 1) >= 0) await get(pool, path(), key);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  await pool.close();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
