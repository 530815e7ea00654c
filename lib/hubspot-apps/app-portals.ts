import "server-only";
import type { Context } from "@/lib/context";
import { PORTAL_STATUSES, type PortalStatus } from "@/lib/portals/status";

/** How many portals of an app have each status. */
export async function countAppPortals(
  ctx: Context,
  appId: string,
): Promise<Record<PortalStatus, number>> {
  const rows = await ctx.db.portal.groupBy({ by: ["status"], where: { appId }, _count: true });
  const counts = new Map(rows.map(({ status, _count }) => [status, _count]));
  return Object.fromEntries(
    PORTAL_STATUSES.map((status) => [status, counts.get(status) ?? 0]),
  ) as Record<PortalStatus, number>;
}
