import { listTargets, listDeliveries } from "@/lib/alerts/queries";
import { listApiKeys, listPortalReaders } from "@/lib/api-keys/queries";
import { exportActivity } from "@/lib/audit/export";
import { listActivity, parseActivityQuery } from "@/lib/audit/query";
import { verifyAudit } from "@/lib/audit/verify";
import { getBackups } from "@/lib/backup/backup-view";
import { listRunningBulk } from "@/lib/bulk/get";
import type { Context } from "@/lib/context";
import { countPortalDays } from "@/lib/figures/portal-days";
import { getFirstSteps } from "@/lib/first-steps/first-steps";
import { getApp, listApps } from "@/lib/hubspot-apps/queries";
import { getScopeDrift } from "@/lib/hubspot-apps/scopes/scope-drift";
import { getListLook } from "@/lib/list-views/preferences";
import { listViews } from "@/lib/list-views/manage";
import { listKeys } from "@/lib/keys/rotate";
import { readCursor } from "@/lib/live/changes";
import { collectMetrics } from "@/lib/metrics/collect";
import { listLookers } from "@/lib/portals/care/looks";
import { getCare, listOpenRequests, listOwners, listTags } from "@/lib/portals/care/queries";
import { listUnfinishedAttempts } from "@/lib/portals/connect/attempts";
import { getPortal } from "@/lib/portals/look-up/get";
import { listPortals } from "@/lib/portals/look-up/list";
import { parsePortalListQuery, PORTAL_SORTS } from "@/lib/portals/look-up/list-query";
import { getOverview } from "@/lib/portals/look-up/overview";
import { getTimeline } from "@/lib/portals/look-up/timeline";
import { getBrand } from "@/lib/public-pages/settings";
import { getSystem } from "@/lib/servers/system";
import { appUse, portalUse } from "@/lib/use-it/use-it-view";

/** Asks for what the screens show, as somebody who goes through the console does. */
export async function lookAround(ctx: Context): Promise<void> {
  await getOverview(ctx);
  for (const sort of PORTAL_SORTS)
    await listPortals(ctx, parsePortalListQuery({ sort, q: "customer", status: "connected" }));
  const { items } = await listPortals(ctx, parsePortalListQuery({}));
  for (const { id } of items) {
    await getPortal(ctx, id);
    await getTimeline(ctx, id);
    await listPortalReaders(ctx, id);
    await getCare(ctx, id, false);
    await listLookers(ctx, id);
    await countPortalDays(ctx, id);
  }
  await portalUse(ctx, items[0]?.id ?? "");
  for (const { id, slug } of await listApps(ctx)) {
    await getApp(ctx, slug);
    await getScopeDrift(ctx, slug);
    await appUse(ctx, id);
  }
  const activity = parseActivityQuery({});
  await listActivity(ctx, activity);
  for await (const _piece of await exportActivity(ctx, activity)) continue;
  for (const { id } of await listTargets(ctx, ["webhook", "slack"]))
    await listDeliveries(ctx, id, {});
  await listApiKeys(ctx);
  await listUnfinishedAttempts(ctx);
  await listRunningBulk(ctx);
  await Promise.all([listOpenRequests(ctx), listTags(ctx), listOwners(ctx), getFirstSteps(ctx)]);
  await Promise.all([listViews(ctx), getListLook(ctx), getBrand(ctx)]);
  await listKeys(ctx);
  await getBackups(ctx);
  await getSystem(ctx);
  await collectMetrics(ctx);
  await readCursor(ctx);
  await verifyAudit(ctx);
}
