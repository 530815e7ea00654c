import { EXPORT_FORMATS, exportActivity } from "@/lib/audit/export";
import { parseActivityQuery } from "@/lib/audit/query";
import { defineRoute } from "@/lib/http/define-route";

const TYPES = { csv: "text/csv; charset=utf-8", jsonl: "application/x-ndjson; charset=utf-8" };

/** The filtered audit log as a file, CSV or JSON Lines; the export is itself recorded. */
export const GET = defineRoute({
  permission: "activity.export",
  stepUp: true,
  async run(ctx, request) {
    const query = parseActivityQuery(Object.fromEntries(request.nextUrl.searchParams));
    const asked = request.nextUrl.searchParams.get("format");
    const format = EXPORT_FORMATS.find((one) => one === asked) ?? "csv";
    const body = await exportActivity(ctx, { ...query, before: "" }, format);
    const stamp = ctx.now().toISOString().slice(0, 16).replaceAll(":", "");
    return new Response(body, {
      headers: {
        "content-type": TYPES[format],
        "content-disposition": `attachment; filename="portico-activity-${stamp}Z.${format}"`,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
  },
});
