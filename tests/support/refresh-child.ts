import { randomUUID } from "node:crypto";
import { bootVault } from "@/lib/boot";
import { createDb } from "@/lib/db/client";
import { readEnv } from "@/lib/env";
import { createHubSpotClient } from "@/lib/hubspot/client";
import { createTransport } from "@/lib/hubspot/transport";
import { refreshPortal } from "@/lib/portals/refresh";

/** What a test sends to this process, and what it answers. */
export interface RefreshOrder {
  portalId: string;
  seenVersion: number;
}
export type RefreshReport =
  { ready: true } | { called: boolean; status: string } | { error: string };

// A second server in miniature: its own process, pool, keys and single-flight map.
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const db = createDb(env.databaseUrl.reveal(), { max: 5 });
  const vault = await bootVault(db, env);
  const ctx = {
    db,
    env,
    vault,
    hubspot: createHubSpotClient(env.hubspotApiUrl, createTransport()),
    now: () => new Date(),
    actor: { kind: "system", label: "Portico" } as const,
    requestId: randomUUID(),
  };
  process.on("message", (order: RefreshOrder) => {
    refreshPortal(ctx, { ...order, trigger: "need" })
      .then(({ called, portal }) => report({ called, status: portal.status }))
      .catch((error: unknown) => report({ error: String(error) }));
  });
  report({ ready: true });
}

function report(message: RefreshReport): void {
  process.send?.(message);
}

main().catch((error: unknown) => report({ error: String(error) }));
