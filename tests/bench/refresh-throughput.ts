import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Pool } from "undici";
import type { Context } from "@/lib/context";
import { createHubSpotClient } from "@/lib/hubspot/client";
import { createTransport } from "@/lib/hubspot/transport";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { report } from "./report";

const PROGRAM = fileURLToPath(new URL("token-stand-in.ts", import.meta.url));
const IN_FLIGHT = 64;
const PORTALS = 2_000;

/**
 * Renewing due portals against a token endpoint that takes 200 ms, beside a bare loop of the same calls with 64 in flight.
 * Needs seeded portals (`npm run seed -- --portals 3000`).
 */
export async function refreshThroughput(ctx: Context): Promise<void> {
  const child = fork(PROGRAM, ["200"], {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
  });
  try {
    const [{ port }] = (await once(child, "message")) as [{ port: number }];
    const url = `http://127.0.0.1:${port}`;
    const due = await makeDue(ctx);
    if (due < PORTALS) {
      process.stderr.write(`refreshing is left out: seed ${PORTALS * 1.5} portals first\n`);
      return;
    }
    const hubspot = createHubSpotClient(url, createTransport());
    const startedAt = performance.now();
    const done = await refreshDuePortals({ ...ctx, hubspot });
    const perSecond = done / ((performance.now() - startedAt) / 1000);
    const baseline = await bareLoop(url);
    report({ name: `refresh_${done}_due_portals`, value: perSecond, unit: "portals/s", baseline });
    // Each portal is renewed some 25 minutes after the last time.
    const kept = (rate: number) => rate * 25 * 60;
    report({
      name: "portals_kept_fresh",
      value: kept(perSecond),
      unit: "portals",
      baseline: kept(baseline),
    });
  } finally {
    child.kill("SIGKILL");
  }
}

async function makeDue({ db }: Context): Promise<number> {
  await db.$executeRaw`UPDATE "Portal" SET "nextRefreshAt" = NULL WHERE "nextRefreshAt" IS NOT NULL`;
  return db.$executeRaw`
    UPDATE "Portal" SET "nextRefreshAt" = now() - interval '1 minute' WHERE "id" IN (
      SELECT p."id" FROM "Portal" p JOIN "HubSpotApp" a ON a."id" = p."appId"
      WHERE a."name" = 'Load test' AND p."status" = 'connected' LIMIT ${PORTALS})`;
}

async function bareLoop(url: string): Promise<number> {
  const pool = new Pool(url, { connections: IN_FLIGHT });
  let left = PORTALS;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const options = { path: "/oauth/2026-09/token", method: "POST", body: "a=b" } as const;
      await (await pool.request(options)).body.text();
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  return PORTALS / seconds;
}
