import { advanceImport } from "@/lib/imports/advance";
import { getImport, listImportRows } from "@/lib/imports/queries";
import { startImport } from "@/lib/imports/start";
import type { Context } from "@/lib/context";
import type { HubSpotApp } from "@/lib/db/generated/client";
import type { World } from "./world";

let lastFirstHubId = 30_000_000;

/** Accounts in the simulator that another system has connected; their tokens must not show up anywhere. */
export async function makeBulkGrants(world: World, app: HubSpotApp, count: number) {
  lastFirstHubId += 10_000;
  const { clientId } = app;
  const grants = await world.control.bulkGrants({ clientId, firstHubId: lastFirstHubId, count });
  world.secrets.push(...grants.map(({ refreshToken }) => refreshToken));
  return grants;
}

export async function upload(ctx: Context, app: Pick<HubSpotApp, "id">, lines: string[]) {
  const text = ["refresh_token,hub_id,label", ...lines].join("\n");
  const bytes = new TextEncoder().encode(text);
  const { jobId } = await startImport(ctx, { appId: app.id, fileName: "portals.csv", bytes });
  return jobId;
}

/** Works like the background worker until nothing is left to do now. */
export async function workOff(world: World, jobId: string) {
  while (await advanceImport(world.context(), { jobId })) continue;
  return getImport(world.context(), jobId);
}

/** Line, state and reason of every row. */
export async function rowsOf(world: World, jobId: string): Promise<Record<number, string[]>> {
  const rows = await listImportRows(world.context(), jobId, { take: 5_000 });
  return Object.fromEntries(rows.map((row) => [row.line, [row.state, row.reason]]));
}

export async function sealedTokens(world: World, jobId: string): Promise<number> {
  return world.db.importRow.count({ where: { jobId, refreshTokenSealed: { not: null } } });
}
