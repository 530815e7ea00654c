import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { findBlockingPortals } from "./blocking-portals";

/**
 * Deletes an app together with its ended portals; the audit log keeps their history.
 * @throws AppError not_found, app_has_portals with the portals in `details`
 */
export async function deleteApp(ctx: Context, appId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    // A connection that finishes meanwhile needs a share lock on this row, so it waits and then finds no app.
    const [app] = await tx.$queryRaw<{ name: string; clientId: string }[]>`
      SELECT "name", "clientId" FROM "HubSpotApp" WHERE "id" = ${appId}::uuid FOR UPDATE`;
    if (!app) throw new AppError("not_found");
    const blocking = await findBlockingPortals(tx, appId);
    if (blocking.total > 0) throw new AppError("app_has_portals", { details: { ...blocking } });
    const ended = await tx.portal.count({ where: { appId } });
    await tx.portal.updateMany({ where: { appId }, data: { currentGrantId: null } });
    await tx.portal.deleteMany({ where: { appId } });
    await tx.hubSpotApp.delete({ where: { id: appId } });
    await recordEvent(tx, ctx, {
      action: "app.deleted",
      target: { kind: "app", id: appId, label: app.name },
      appId,
      details: { clientId: app.clientId, endedPortals: ended },
    });
  });
}
