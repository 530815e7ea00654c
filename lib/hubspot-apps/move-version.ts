import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { DEFAULT_API_VERSION } from "@/lib/hubspot/api-version";
import { HubSpotError } from "@/lib/hubspot/errors";
import { toAppError } from "@/lib/portals/inspect/inspect";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";

/**
 * Moves an app to the newest dated OAuth API. HubSpot is asked there first; grants made through v1 keep working
 * (facts, section 1.1). @throws AppError not_found, conflict, app_credentials_refused, hubspot_unavailable
 */
export async function moveToDatedApi(ctx: Context, appId: string): Promise<void> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: appId } });
  if (!app) throw new AppError("not_found");
  if (app.apiVersion === DEFAULT_API_VERSION) return;
  try {
    await withCredentials(ctx, app, async (credentials) => {
      const answer = await ctx.hubspot.probeCredentials({
        ...credentials,
        apiVersion: DEFAULT_API_VERSION,
      });
      if (answer !== "accepted") throw answer;
    });
  } catch (error) {
    throw error instanceof HubSpotError ? toAppError(error) : error;
  }
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.hubSpotApp.updateMany({
      where: { id: app.id, apiVersion: app.apiVersion },
      data: { apiVersion: DEFAULT_API_VERSION },
    });
    if (count === 0) throw new AppError("conflict");
    await recordEvent(tx, ctx, {
      action: "app.updated",
      target: { kind: "app", id: app.id, label: app.name },
      appId: app.id,
      changes: { apiVersion: [app.apiVersion, DEFAULT_API_VERSION] },
    });
  });
}
