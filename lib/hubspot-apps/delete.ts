import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { reachApp } from "@/lib/reach/reach";
import { findBlockingPortals } from "./blocking-portals";

/**
 * Deletes an app together with its ended portals; the audit log keeps their history. Grants of HubSpot's that are in our
 * hands still need its secret, so it stays until they are dealt with, unless HubSpot refuses that secret.
 * @throws AppError not_found, app_has_portals with the portals in `details`, app_has_grants_in_hand
 */
export async function deleteApp(given: Context, appId: string): Promise<void> {
  const ctx = await reachApp(given, appId);
  await ctx.db.$transaction(async (tx) => {
    // A connection that finishes meanwhile needs a share lock on this row, so it waits and then finds no app.
    const [app] = await tx.$queryRaw<AppRow[]>`
      SELECT "name", "clientId", "credentialsRefusedAt" FROM "HubSpotApp" WHERE "id" = ${appId}::uuid FOR UPDATE`;
    if (!app) throw new AppError("not_found");
    const blocking = await findBlockingPortals(tx, appId);
    if (blocking.total > 0) throw new AppError("app_has_portals", { details: { ...blocking } });
    const inHand = await countInHand(tx, appId);
    if (inHand > 0 && !app.credentialsRefusedAt) throw new AppError("app_has_grants_in_hand");
    const ended = await tx.portal.count({ where: { appId } });
    await tx.portal.updateMany({ where: { appId }, data: { currentGrantId: null } });
    await tx.portal.deleteMany({ where: { appId } });
    await tx.hubSpotApp.delete({ where: { id: appId } });
    await recordEvent(tx, ctx, {
      action: "app.deleted",
      target: { kind: "app", id: appId, label: app.name },
      appId,
      details: { clientId: app.clientId, endedPortals: ended, grantsNotGivenBack: inHand },
    });
  });
}

interface AppRow {
  name: string;
  clientId: string;
  credentialsRefusedAt: Date | null;
}

/** Grants that are being given back to HubSpot, and those of imports that nobody has finished with. */
async function countInHand(tx: DbTransaction, appId: string): Promise<number> {
  const returns = await tx.grantReturn.count({ where: { appId, finishedAt: null } });
  const rows = await tx.importRow.count({
    where: { job: { appId }, status: "pending", answeredAt: { not: null } },
  });
  return returns + rows;
}
