import "server-only";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import packageJson from "@/package.json";

/** What this process counts. No label holds an id: portals, apps and keys are many (Prometheus, naming practices). */
export interface Metrics {
  registry: Registry;
  refreshes: Counter<"outcome" | "trigger">;
  refreshSeconds: Histogram;
  apiCalls: Counter<"call" | "code">;
  unreadable: Counter;
  leasesLost: Counter;
  signIns: Counter<"outcome">;
  connections: Gauge<"state">;
  deliveries: Counter<"kind" | "outcome">;
  waiting: Gauge<"queue">;
  gauges: Record<GaugeName, Gauge>;
  portals: Gauge<"status">;
}

const GAUGES = {
  portico_refreshes_due: "Portals whose token is due to be renewed now, up to 10,000",
  portico_refreshes_late: "Portals whose renewal is more than five minutes overdue, up to 10,000",
  portico_refreshes_in_flight: "Token calls to HubSpot under way in this process",
  portico_refreshes_limit: "Token calls to HubSpot that this process lets be under way at a time",
  portico_breaker_open: "1 while HubSpot as a whole is left alone by this process",
  portico_breaker_open_apps: "Apps that HubSpot fails so often that they are left alone",
  portico_answers_waiting: "Answers of HubSpot on this disk that the database does not have yet",
  portico_alerts_waiting: "Events that are due and not handed out yet",
  portico_alert_targets_failing: "Webhooks and recipients that fail or were switched off for it",
  portico_servers_seen: "Servers and workers heard of in the last half minute",
  portico_audit_broken: "1 when the last check of the audit log found that it was tampered with",
  portico_encryption_key_uses: "How often the encryption key that seals has sealed, of 2^32",
  portico_last_backup_seconds: "When the last backup was written, in seconds since the epoch",
} as const;
export type GaugeName = keyof typeof GAUGES;

// Shared by the bundles of the server, which hold this file once each.
const shared = globalThis as typeof globalThis & { porticoMetrics?: Metrics };

/** The metrics of this process. */
export function metrics(): Metrics {
  return (shared.porticoMetrics ??= makeMetrics());
}

/** Begins to watch the process itself: processor, memory, event loop. For servers, once. */
export function watchProcess(): void {
  collectDefaultMetrics({ register: metrics().registry });
}

function makeMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: "portico_info",
    help: "1, with the release as a label",
    labelNames: ["version"],
    registers,
  }).set({ version: packageJson.version }, 1);
  const gauges = Object.fromEntries(
    Object.entries(GAUGES).map(([name, help]) => [name, new Gauge({ name, help, registers })]),
  ) as Record<GaugeName, Gauge>;
  return {
    registry,
    gauges,
    refreshes: new Counter({
      name: "portico_refreshes_total",
      help: "Token calls to HubSpot by how they ended and what asked for them",
      labelNames: ["outcome", "trigger"],
      registers,
    }),
    refreshSeconds: new Histogram({
      name: "portico_refresh_seconds",
      help: "How long HubSpot took to answer a token call",
      buckets: [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6],
      registers,
    }),
    apiCalls: new Counter({
      name: "portico_api_calls_total",
      help: "Calls of services by what they asked for and the code of the answer",
      labelNames: ["call", "code"],
      registers,
    }),
    unreadable: new Counter({
      name: "portico_unreadable_values_total",
      help: "Stored values that no loaded key opened",
      registers,
    }),
    leasesLost: new Counter({
      name: "portico_leases_lost_total",
      help: "Answers of HubSpot that came when another server had taken the portal over",
      registers,
    }),
    signIns: new Counter({
      name: "portico_sign_ins_total",
      help: "Tries of people to sign in by how they ended",
      labelNames: ["outcome"],
      registers,
    }),
    connections: new Gauge({
      name: "portico_database_connections",
      help: "This process's connections to the database by state, and calls that wait for one",
      labelNames: ["state"],
      registers,
    }),
    deliveries: new Counter({
      name: "portico_alert_deliveries_total",
      help: "Tries to tell somebody of an event, by the kind of receiver and how they ended",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    waiting: new Gauge({
      name: "portico_queue_jobs",
      help: "Jobs that wait or are under way",
      labelNames: ["queue"],
      registers,
    }),
    portals: new Gauge({
      name: "portico_portals",
      help: "Portals by status, each up to 10,000",
      labelNames: ["status"],
      registers,
    }),
  };
}
