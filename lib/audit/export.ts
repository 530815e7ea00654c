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

/** The events the filters match as CSV, in batches; bounded, and itself recorded before the first row leaves. */
export async function exportActivity(
  ctx: Context,
  query: ActivityQuery,
): Promise<ReadableStream<Uint8Array>> {
  const rows = await countActivity(ctx, query);
  await recordAlone(ctx, {
    action: "activity.exported",
    details: { rows, filters: filtersOf(query) },
  });
  const encoder = new TextEncoder();
  let before = query.before;
  let left = EXPORT_CAP;
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      if (isFirst) {
        controller.enqueue(encoder.encode(csvRow(COLUMNS.map(([name]) => name))));
        isFirst = false;
      }
      const page = await listActivity(ctx, { ...query, before }, Math.min(BATCH, left));
      const lines = page.items.map((item) => csvRow(COLUMNS.map(([, read]) => read(item))));
      controller.enqueue(encoder.encode(lines.join("")));
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
