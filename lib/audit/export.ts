import "server-only";
import type { Context } from "@/lib/context";
import { csvRow } from "./csv";
import {
  countActivity,
  EXPORT_CAP,
  listActivity,
  type ActivityItem,
  type ActivityQuery,
} from "./query";
import { recordAlone } from "./record";

const BATCH = 1_000;

export const EXPORT_FORMATS = ["csv", "jsonl"] as const;
export type ActivityFormat = (typeof EXPORT_FORMATS)[number];

const COLUMNS: [string, (item: ActivityItem) => string | null][] = [
  ["sequence", (item) => item.seq],
  ["time_utc", (item) => item.at.toISOString()],
  ["actor", (item) => item.actor],
  ["actor_kind", (item) => item.actorKind],
  ["role", (item) => item.actorRole],
  ["ip", (item) => item.ip],
  ["action", (item) => item.action],
  ["outcome", (item) => item.outcome],
  ["target", (item) => item.target],
  [
    "changes",
    (item) => item.changes.map(([field, from, to]) => `${field}: ${from} -> ${to}`).join("; "),
  ],
  ["details", (item) => item.details.map(([field, value]) => `${field}: ${value}`).join("; ")],
  ["request_id", (item) => item.requestId],
  ["hubspot_correlation_id", (item) => item.correlationId],
];

const FORMATS: Record<ActivityFormat, { head: string; row: (item: ActivityItem) => string }> = {
  csv: {
    head: csvRow(COLUMNS.map(([name]) => name)),
    row: (item) => csvRow(COLUMNS.map(([, read]) => read(item))),
  },
  // One object per line, for programs: what changed and what else there is to say keep their fields.
  jsonl: {
    head: "",
    row: (item) => {
      const columns = COLUMNS.map(([name, read]) => [name, read(item)]);
      const changes = item.changes.map(([field, from, to]) => [field, { from, to }]);
      const parts = {
        changes: Object.fromEntries(changes) as object,
        details: Object.fromEntries(item.details) as object,
      };
      return `${JSON.stringify({ ...(Object.fromEntries(columns) as object), ...parts })}\n`;
    },
  },
};

/** The events the filters match, in batches; bounded, and itself recorded before the first row leaves. */
export async function exportActivity(
  ctx: Context,
  query: ActivityQuery,
  format: ActivityFormat = "csv",
): Promise<ReadableStream<Uint8Array>> {
  const rows = await countActivity(ctx, query);
  await recordAlone(ctx, {
    action: "activity.exported",
    details: { rows, format, filters: filtersOf(query) },
  });
  const encoder = new TextEncoder();
  const { head, row } = FORMATS[format];
  let before = query.before;
  let left = EXPORT_CAP;
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      if (isFirst) {
        controller.enqueue(encoder.encode(head));
        isFirst = false;
      }
      const page = await listActivity(ctx, { ...query, before }, Math.min(BATCH, left));
      controller.enqueue(encoder.encode(page.items.map(row).join("")));
      left -= page.items.length;
      if (page.nextBefore === null || left <= 0) controller.close();
      else before = page.nextBefore;
    },
  });
}

function filtersOf(query: ActivityQuery): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== "" && value !== null),
  );
}
