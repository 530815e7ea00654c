import { exportActivity } from "@/lib/audit/export";
import { parseActivityQuery } from "@/lib/audit/query";
import { defineRoute } from "@/lib/http/define-route";

/** The filtered audit log as a CSV file; the export is itself recorded. */
export const GET = defineRoute({
  permission: "activity.export",
  stepUp: true,
  async run(ctx, request) {
    const query = parseActivityQuery(Object.fromEntries(request.nextUrl.searchParams));
    const body = await exportActivity(ctx, { ...query, before: "" });
    const stamp = ctx.now().toISOString().slice(0, 16).replaceAll(":", "");
    return new Response(body, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="portico-activity-${stamp}Z.csv"`,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
  },
});
