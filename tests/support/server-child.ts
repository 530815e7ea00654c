import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { beginConnect } from "@/lib/portals/connect/begin-connect";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { createContext } from "@/lib/resources";
import { startServer } from "@/lib/start-server";
import { createControlClient } from "../hubspot-simulator/control-client";

// A server without its pages: its start, its background work, and people who refresh and connect without a pause until
// it is killed. PORTICO_TEST_LOAD holds what they need to know.
export interface Load {
  controlUrl: string;
  appId: string;
  personId: string;
  /** Accounts at HubSpot for new portals begin here. */
  firstHubId: number;
}

const REFRESH_LANES = 4;
const load = JSON.parse(process.env.PORTICO_TEST_LOAD ?? "{}") as Load;
const control = createControlClient(load.controlUrl);
let nextHubId = load.firstHubId;
let isWarm = false;

async function main(): Promise<void> {
  await startServer();
  const person = { kind: "person", id: load.personId, label: "somebody" } as const;
  const ctx = await createContext(person);
  const lanes = Array.from({ length: REFRESH_LANES }, () => forever(() => refreshAny(ctx)));
  await Promise.all([...lanes, forever(() => connectAny(ctx))]);
}

/** A failure is part of the game: what counts is what is stored in the end. */
async function forever(work: () => Promise<void>): Promise<never> {
  for (;;) await work().catch(() => sleep(50));
}

async function refreshAny(ctx: Context): Promise<void> {
  const [portal] = await ctx.db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Portal" WHERE "status" = 'connected' ORDER BY random() LIMIT 1`;
  if (!portal) return void (await sleep(50));
  const { called } = await refreshPortal(ctx, { portalId: portal.id, trigger: "need" });
  if (called && !isWarm) process.send?.("warm");
  isWarm ||= called;
}

/** Reconnects a portal that was given up, or connects a new one. */
async function connectAny(ctx: Context): Promise<void> {
  const [lost] = await ctx.db.$queryRaw<{ id: string; hubId: bigint }[]>`
    SELECT "id", "hubId" FROM "Portal" WHERE "status" = 'needs_reconnect' ORDER BY random() LIMIT 1`;
  const hubId = lost ? Number(lost.hubId) : (nextHubId += 1);
  if (!lost) await control.putPortal({ hubId });
  const browserToken = randomBytes(16).toString("hex");
  const input = { appId: load.appId, extraScopes: [], portalId: lost?.id };
  const { url } = await beginConnect(ctx, input, browserToken);
  const asked = new URL(url).searchParams;
  const { redirectTo } = await control.authorize({
    clientId: asked.get("client_id") ?? "",
    hubId,
    redirectUri: asked.get("redirect_uri") ?? "",
    scope: asked.get("scope") ?? "",
    optionalScope: asked.get("optional_scope") ?? undefined,
    state: asked.get("state") ?? undefined,
    codeChallenge: asked.get("code_challenge") ?? undefined,
  });
  const answer = new URL(redirectTo).searchParams;
  const [code = "", state = ""] = [answer.get("code") ?? "", answer.get("state") ?? ""];
  await completeConnect(ctx, { code, state, browserToken });
}

// Whoever started it is gone.
process.on("disconnect", () => process.exit());
main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
