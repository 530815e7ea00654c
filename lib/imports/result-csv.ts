import "server-only";
import { csvRow } from "@/lib/audit/csv";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { MAX_ROWS } from "./parse";
import { getImport, listImportRows, type ImportRowView } from "./queries";
import { ROW_STATE_WORDS } from "./words";

const COLUMNS: [string, (row: ImportRowView) => string | null][] = [
  ["line", (row) => String(row.line)],
  ["label", (row) => row.label],
  ["hub_id", (row) => row.hubId],
  ["domain", (row) => row.hubDomain],
  ["installed_by", (row) => row.installerEmail],
  ["result", (row) => ROW_STATE_WORDS[row.state].label],
  ["reason", (row) => row.reason],
  ["portico_portal", (row) => row.portalId],
  ["hubspot_correlation_id", (row) => row.correlationId],
];

/** What became of each line of an import, without any token; the download is itself recorded. @throws AppError not_found */
export async function importResultCsv(ctx: Context, jobId: string): Promise<string> {
  const job = await getImport(ctx, jobId);
  await recordAlone(ctx, {
    action: "import.exported",
    target: { kind: "job", id: job.id, label: job.app.name },
    appId: job.app.id,
    details: { rows: job.total },
  });
  const rows = await listImportRows(ctx, jobId, { take: MAX_ROWS });
  return [
    csvRow(COLUMNS.map(([name]) => name)),
    ...rows.map((row) => csvRow(COLUMNS.map(([, read]) => read(row)))),
  ].join("");
}
