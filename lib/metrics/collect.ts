import "server-only";
import type { Context } from "@/lib/context";
import { connectionsOf } from "@/lib/db/client";
import { inFlightOf } from "@/lib/portals/breaker/gates";
import { getAuditCheck } from "@/lib/audit/nightly";
import { alertFigures } from "@/lib/alerts/figures";
import { readKeyUses } from "@/lib/keys/key-uses";
import { countByStatus } from "@/lib/portals/look-up/overview";
import { getWork, lastBackup } from "@/lib/servers/system";
import { listServers } from "@/lib/servers/list-servers";
import { metrics } from "./metrics";

/** All metrics as Prometheus reads them; what stands in the database is looked up at this moment. */
export async function collectMetrics(ctx: Context): Promise<{ text: string; type: string }> {
  const { registry, gauges, portals, waiting, connections } = metrics();
  const [work, servers, backup, counts, alerts, check, uses] = await Promise.all([
    getWork(ctx),
    listServers(ctx),
    lastBackup(ctx),
    countByStatus(ctx),
    alertFigures(ctx),
    getAuditCheck(ctx),
    readKeyUses(ctx),
  ]);
  const { calls, limit, isHostOpen } = inFlightOf();
  gauges.portico_refreshes_due.set(work.dueNow);
  gauges.portico_refreshes_late.set(work.late);
  gauges.portico_refreshes_in_flight.set(calls);
  gauges.portico_refreshes_limit.set(limit);
  gauges.portico_breaker_open.set(isHostOpen ? 1 : 0);
  gauges.portico_breaker_open_apps.set(work.pausedApps.length);
  gauges.portico_answers_waiting.set(work.waitingAnswers);
  gauges.portico_alerts_waiting.set(alerts.waiting);
  gauges.portico_alert_targets_failing.set(alerts.failing);
  for (const [queue, jobs] of Object.entries(alerts.queues ?? {})) waiting.set({ queue }, jobs);
  gauges.portico_servers_seen.set(servers.length);
  gauges.portico_audit_broken.set(check?.brokenAt ? 1 : 0);
  gauges.portico_encryption_key_uses.set(uses.get(ctx.vault.keyring.primary.id)?.wraps ?? 0);
  gauges.portico_last_backup_seconds.set(backup ? backup.at.getTime() / 1000 : 0);
  for (const [state, count] of Object.entries(connectionsOf(ctx.db)))
    connections.set({ state }, count);
  for (const [status, count] of Object.entries(counts)) portals.set({ status }, count);
  return { text: await registry.metrics(), type: registry.contentType };
}
