import "server-only";
import { csvRow } from "@/lib/audit/csv";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { formatIso } from "@/lib/format";
import { countAll } from "./count";
import { listPortalIds, readPortals, type PortalListItem } from "./list";
import { filterOf } from "./list-filters";
import { portalListParts, type PortalListQuery } from "./list-query";

/** More portals than this are not in one file. */
export const PORTAL_EXPORT_CAP = 250_000;
export type ExportFormat = "csv" | "json";

const BATCH = 1_000;

type Cell = string | number | boolean | null;

const COLUMNS: [string, (item: PortalListItem, ctx: Context) => Cell][] = [
  ["hub_id", (item) => Number(item.hubId)],
  ["domain", (item) => item.hubDomain],
  ["app", (item) => item.appSlug],
  ["app_name", (item) => item.appName],
  ["status", (item) => item.status],
  ["pending", pendingOf],
  ["outcome_unknown", (item) => item.isOutcomeUnknown],
  ["installer_email", (item) => item.installerEmail],
  ["connected_at", (item) => timeOf(item.connectedAt)],
  ["access_token_expires_at", (item) => timeOf(item.accessTokenExpiresAt)],
  ["last_refresh_at", (item) => timeOf(item.lastRefreshAt)],
  ["last_read_at", (item) => timeOf(item.lastReadAt)],
  ["portico_url", (item, { env }) => `${env.origin}/portals/${item.id}`],
];

/** How many portals the filters fit now, exactly. */
export async function countPortals(ctx: Context, query: PortalListQuery): Promise<number> {
  return countAll(ctx, await filterOf(ctx, query));
}

/**
 * All portals that a list shows on its pages, in its order, as CSV or JSON, in batches: which they are is settled, and
 * recorded, before the first row leaves. No secrets.
 */
export async function exportPortals(
  ctx: Context,
  query: PortalListQuery,
  format: ExportFormat,
): Promise<ReadableStream<Uint8Array>> {
  const ids = await listPortalIds(ctx, query, PORTAL_EXPORT_CAP);
  await recordAlone(ctx, {
    action: "portal.list_exported",
    details: { portals: ids.length, format, filters: portalListParts(query) },
  });
  const { head, row, between, tail } = FORMATS[format];
  const encoder = new TextEncoder();
  let done = 0;
  let isFirstRow = true;
  return new ReadableStream({
    async pull(controller) {
      const rows = await readPortals(ctx, ids.slice(done, done + BATCH));
      const text = rows.map((item) => row(item, ctx)).join(between);
      const before = `${done === 0 ? head : ""}${text && !isFirstRow ? between : ""}`;
      if (text) isFirstRow = false;
      done += BATCH;
      const isLast = done >= ids.length;
      controller.enqueue(encoder.encode(`${before}${text}${isLast ? tail : ""}`));
      if (isLast) controller.close();
    },
  });
}

interface Layout {
  head: string;
  row: (item: PortalListItem, ctx: Context) => string;
  between: string;
  tail: string;
}

const FORMATS: Record<ExportFormat, Layout> = {
  csv: {
    head: csvRow(COLUMNS.map(([name]) => name)),
    row: (item, ctx) =>
      csvRow(COLUMNS.map(([, read]) => (read(item, ctx) === null ? null : `${read(item, ctx)}`))),
    between: "",
    tail: "",
  },
  json: {
    head: "[\n",
    row: (item, ctx) =>
      JSON.stringify(Object.fromEntries(COLUMNS.map(([name, read]) => [name, read(item, ctx)]))),
    between: ",\n",
    tail: "\n]\n",
  },
};

function pendingOf(item: PortalListItem): Cell {
  if (item.isRevocationPending) return "revocation";
  return item.isUninstallPending ? "uninstall" : null;
}

function timeOf(time: Date | null): Cell {
  return time && formatIso(time);
}
