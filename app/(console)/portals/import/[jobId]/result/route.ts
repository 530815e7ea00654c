import { AppError } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";
import { importResultCsv } from "@/lib/imports/result-csv";

const PATH = /\/portals\/import\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/result$/i;

/** What became of each line of an import, as a CSV file without tokens; the download is itself recorded. */
export const GET = defineRoute({
  permission: "portals.import",
  async run(ctx, request) {
    const jobId = PATH.exec(request.nextUrl.pathname)?.[1];
    if (!jobId) throw new AppError("not_found");
    return new Response(await importResultCsv(ctx, jobId), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="portico-import-${jobId.slice(0, 8)}.csv"`,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    });
  },
});
