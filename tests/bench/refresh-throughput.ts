import { Pool } from "undici";
import type { Context } from "@/lib/context";
import { createHubSpotClient } from "@/lib/hubspot/client";
import { createTransport } from "@/lib/hubspot/transport";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { forgetGates } from "@/lib/portals/breaker/gates";
import { startChild } from "./child";
import { report } from "./report";

interface Load {
  portals: number;
  /** How long the token endpoint takes, in milliseconds. */
  upstreamMs: number;
  inFlight: number;
}

/**
 * Renewing due portals against a token endpoint that takes 200 ms, beside a bare loop of the same calls with as many in
 * flight; then against a fast one, for what this machine can do at most. Needs seeded portals
 * (`npm run seed -- --portals 30000`).
 */
export async function refreshThroughput(ctx: Context): Promise<void> {
  await measure(ctx, "refresh", { portals: 20_000, upstreamMs: 200, inFlight: 64 });
  const ceiling = await measure(ctx, "refresh_ceiling", {
    portals: 20_000,
    upstreamMs: 20,
    inFlight: 256,
  });
  if (!ceiling) return;
  // Each portal is renewed some 25 minutes after the last time.
  const kept = (rate: number) => rate * 25 * 60;
  const [value, baseline] = [kept(ceiling.perSecond), kept(ceiling.baseline)];
  report({ name: "portals_kept_fresh", value, unit: "portals", baseline });
}

async function measure(ctx: Context, name: string, { portals, upstreamMs, inFlight }: Load) {
  const due = await makeDue(ctx, portals);
  if (due < 1_000) {
    process.stderr.write(`${name} is left out: seed ${portals * 1.5} portals first\n`);
    return undefined;
  }
  const standIn = await startChild("token-stand-in.ts", [String(upstreamMs)]);
  try {
    const { url } = standIn;
    const hubspot = createHubSpotClient(url, createTransport());
    forgetGates();
    const startedAt = performance.now();
    const done = await refreshDuePortals({ ...ctx, hubspot }, undefined, { mostAtOnce: inFlight });
    const perSecond = done / ((performance.now() - startedAt) / 1000);
    const baseline = await bareLoop(url, done, inFlight);
    const label = `${name}_${done}_due_upstream_${upstreamMs}_ms_in_flight_${inFlight}`;
    report({ name: label, value: perSecond, unit: "portals/s", baseline });
    return { perSecond, baseline };
  } finally {
    standIn.end();
  }
}

async function makeDue({ db }: Context, count: number): Promise<number> {
  await db.$executeRaw`UPDATE "Portal" SET "nextRefreshAt" = NULL WHERE "nextRefreshAt" IS NOT NULL`;
  return db.$executeRaw`
    UPDATE "Portal" SET "nextRefreshAt" = now() - interval '1 minute' WHERE "id" IN (
      SELECT p."id" FROM "Portal" p JOIN "HubSpotApp" a ON a."id" = p."appId"
      WHERE a."name" = 'Load test' AND p."status" = 'connected' LIMIT ${count})`;
}

async function bareLoop(url: string, calls: number, inFlight: number): Promise<number> {
  const pool = new Pool(url, { connections: inFlight });
  let left = calls;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const options = { path: "/oauth/2026-09/token", method: "POST", body: "a=b" } as const;
      await (await pool.request(options)).body.text();
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  return calls / seconds;
}
