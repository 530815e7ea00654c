import { randomUUID } from "node:crypto";
import { seedPortals } from "@/bin/demo/seed-portals";
import type { Context } from "@/lib/context";
import { createDb } from "@/lib/db/client";
import { createApp } from "@/lib/hubspot-apps/create";
import { createAppInput } from "@/lib/hubspot-apps/schemas";
import { listPortals } from "@/lib/portals/look-up/list";
import { PORTAL_SORTS, parsePortalListQuery } from "@/lib/portals/look-up/list-query";
import { PORTAL_STATUSES } from "@/lib/portals/status";
import { startOwnPostgres } from "../support/own-postgres";
import { report } from "./report";

const FEW = 10_000;
const RUNS = 40;

/** What a person may ask of a list. */
const CASES: [name: string, parameters: Record<string, string>][] = [
  ["first_page", {}],
  ...PORTAL_STATUSES.map((status): [string, Record<string, string>] => [
    `status_${status}`,
    { status },
  ]),
  ["app_of_most", { app: "load-test" }],
  ["app_of_few", { app: "load-test-of-few" }],
  ...PORTAL_SORTS.flatMap((sort): [string, Record<string, string>][] => [
    [`sort_${sort}`, { sort }],
    [`sort_${sort}_descending`, { sort, order: "desc" }],
  ]),
  ["hub_id", { q: "900000042" }],
  ["hub_id_begins", { q: "9000" }],
  ["email", { q: "person-42@customer-42." }],
  ["email_of_many", { q: "person-42@" }],
  ["email_of_most", { q: "person-" }],
  ["domain", { q: "customer-4242.example" }],
  ["domain_of_many", { q: "customer-99" }],
  ["domain_of_most", { q: "customer" }],
  ["nothing", { q: "no such portal" }],
  ["two_statuses", { status: "needs_reconnect,app_error" }],
  ["needs_attention", { is: "needs_attention" }],
  ["scopes_behind", { is: "scopes_behind" }],
  ["never_read", { is: "never_read" }],
  ["never_read_and_degraded", { is: "never_read", status: "degraded" }],
  ["connected_in_a_week", { connected: "7d", sort: "connected", order: "desc" }],
  ["refreshed_in_an_hour", { refreshed: "1h" }],
  ["expires_within_10_minutes", { expires: "10m" }],
  ["ends_soon", { status: "needs_reconnect,degraded,app_error", expires: "1h", sort: "expires" }],
  ["status_and_domain", { status: "degraded", q: "customer-9" }],
  ["status_app_and_sort", { status: "app_error", app: "load-test", sort: "expires" }],
];

/** Every list of a person, of 10,000 portals and of as many as `PORTICO_BENCH_PORTALS` says, in a PostgreSQL of its own. */
export async function lists(ctx: Context): Promise<void> {
  const many = Number(process.env.PORTICO_BENCH_PORTALS ?? 1_000_000);
  const postgres = await startOwnPostgres();
  try {
    const few = await measureAt(ctx, postgres.url, FEW);
    const all = await measureAt(ctx, postgres.url, many);
    for (const [n, [name]] of CASES.entries())
      report({
        name: `list_${name}_of_${many}`,
        value: all[n] ?? Number.NaN,
        unit: "ms p95",
        baseline: few[n] ?? Number.NaN,
      });
  } finally {
    await postgres.remove();
  }
}

/** By a server that has come up with so many portals. */
async function measureAt(ctx: Context, url: string, portals: number): Promise<number[]> {
  const db = createDb(url);
  try {
    await grow({ ...ctx, db }, portals);
    return await measure({ ...ctx, db });
  } finally {
    await db.$disconnect();
  }
}

/** One in a thousand portals belongs to another app. */
async function grow(ctx: Context, to: number): Promise<void> {
  const startedAt = Date.now();
  const few = await appOfFew(ctx);
  const there = await ctx.db.portal.count();
  await ctx.db.portal.updateMany({ where: { appId: few.id }, data: { appId: few.other } });
  await seedPortals(ctx, to - there, () => undefined);
  await ctx.db.$executeRaw`UPDATE "Portal" SET "appId" = ${few.id}::uuid WHERE "hubId" % 1000 = 7`;
  await ctx.db.$executeRaw`VACUUM (ANALYZE) "Grant"`;
  await ctx.db.$executeRaw`VACUUM (ANALYZE) "Portal"`;
  process.stderr.write(`${to} portals after ${Math.round((Date.now() - startedAt) / 1000)} s\n`);
}

async function appOfFew(ctx: Context): Promise<{ id: string; other: string }> {
  const [few, other] = await Promise.all(
    ["load-test-of-few", "load-test"].map((slug) =>
      ctx.db.hubSpotApp.findUnique({ where: { slug } }),
    ),
  );
  if (few && other) return { id: few.id, other: other.id };
  const input = createAppInput.parse({
    name: "Load test of few",
    clientId: randomUUID(),
    clientSecret: randomUUID(),
    redirectUri: `${ctx.env.origin}/oauth/callback`,
    requiredScopes: ["oauth"],
    conditionalScopes: [],
    optionalScopes: [],
    apiVersion: "2026-09",
  });
  const { id } = await createApp(ctx, input);
  return { id, other: id };
}

/** The 95th of a hundred, in milliseconds, of each case. */
async function measure(ctx: Context): Promise<number[]> {
  const figures: number[] = [];
  for (const [, parameters] of CASES) {
    const query = parsePortalListQuery(parameters);
    for (let n = 0; n < 5; n += 1) await listPortals(ctx, query);
    const times: number[] = [];
    for (let n = 0; n < RUNS; n += 1) {
      const startedAt = performance.now();
      await listPortals(ctx, query);
      times.push(performance.now() - startedAt);
    }
    times.sort((one, other) => one - other);
    figures.push(times[Math.floor(RUNS * 0.95) - 1] ?? Number.NaN);
  }
  return figures;
}
