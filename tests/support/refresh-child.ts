import { randomUUID } from "node:crypto";
import { bootVault } from "@/lib/boot";
import type { Context } from "@/lib/context";
import { createDb } from "@/lib/db/client";
import { readEnv } from "@/lib/env";
import { createHubSpotClient } from "@/lib/hubspot/client";
import { createTransport } from "@/lib/hubspot/transport";
import { advanceImport } from "@/lib/imports/advance";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { createQueue } from "@/lib/queue/queue";
import { createSpill, spillFolder } from "@/lib/spill/spill";
import { contextAt, type Moment } from "./at-point";

/** What a test sends to this process, and what it answers. */
export type RefreshOrder = { dieAt?: Moment } & (
  | { portalId: string; seenVersion: number }
  | { jobId: string }
  | { state: string; code: string; browserToken: string; personId: string }
);
export type RefreshReport =
  | { ready: true }
  | { called: boolean; status: string }
  | { worked: boolean }
  | { attemptId: string }
  | { error: string };

// A second server in miniature: its own process, pool, keys and single-flight map.
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const db = createDb(env.databaseUrl.reveal(), { max: 5 });
  const vault = await bootVault(db, env);
  const ctx: Context = {
    db,
    env,
    vault,
    spill: createSpill(spillFolder(env.dataDir), vault),
    queue: createQueue(env.databaseUrl.reveal()),
    hubspot: createHubSpotClient(env.hubspotApiUrl, createTransport()),
    now: () => new Date(),
    actor: { kind: "system", label: "Portico" },
    requestId: randomUUID(),
  };
  process.on("message", (order: RefreshOrder) => {
    const work = order.dieAt ? contextAt(ctx, order.dieAt, die) : ctx;
    carryOut(work, order)
      .then(report)
      .catch((error: unknown) => report({ error: String(error) }));
  });
  report({ ready: true });
}

async function carryOut(ctx: Context, order: RefreshOrder): Promise<RefreshReport> {
  if ("portalId" in order) {
    const { portalId, seenVersion } = order;
    const { called, portal } = await refreshPortal(ctx, { portalId, seenVersion, trigger: "need" });
    return { called, status: portal.status };
  }
  if ("jobId" in order) return { worked: await advanceImport(ctx, { jobId: order.jobId }) };
  const { personId, ...arrival } = order;
  const actor = { kind: "person", id: personId, label: "somebody" } as const;
  const outcome = await completeConnect({ ...ctx, actor }, arrival);
  return "attemptId" in outcome ? outcome : { error: outcome.problem };
}

/** Without a chance to clean up. */
function die(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("unreachable");
}

function report(message: RefreshReport): void {
  process.send?.(message);
}

// Whoever started it is gone.
process.on("disconnect", () => process.exit());
main().catch((error: unknown) => report({ error: String(error) }));
