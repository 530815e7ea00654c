import { defineRoute } from "@/lib/http/define-route";
import { exportPortals } from "@/lib/portals/look-up/export-list";
import { parsePortalListSearch } from "@/lib/portals/look-up/list-query";

const TYPES = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" } as const;

/** All portals that a list shows, as a CSV or JSON file; the export is recorded. */
export const GET = defineRoute({
  permission: "portals.export",
  stepUp: true,
  async run(ctx, { nextUrl }) {
    const format = nextUrl.searchParams.get("format") === "json" ? "json" : "csv";
    const body = await exportPortals(ctx, parsePortalListSearch(nextUrl.search), format);
    const stamp = ctx.now().toISOString().slice(0, 16).replaceAll(":", "");
    return new Response(body, {
      headers: {
        "content-type": TYPES[format],
        "content-disposition": `attachment; filename="portico-portals-${stamp}Z.${format}"`,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
  },
});
