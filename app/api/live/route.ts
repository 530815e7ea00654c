import { readCursor } from "@/lib/live/changes";
import { streamChanges } from "@/lib/live/stream-changes";
import { defineRoute } from "@/lib/http/define-route";

export const dynamic = "force-dynamic";

const CURSOR = /^\d{1,20}\.\d{1,20}$/;

/** Tells an open page that something changed, as server-sent events, or once for who cannot keep a stream open. */
export const GET = defineRoute({
  permission: "portals.read",
  async run(ctx, request) {
    const { searchParams } = request.nextUrl;
    if (searchParams.get("once") === "1")
      return Response.json(
        { cursor: await readCursor(ctx) },
        { headers: { "cache-control": "no-store" } },
      );
    const wanted = request.headers.get("last-event-id") ?? searchParams.get("since") ?? "";
    return streamChanges(ctx, CURSOR.test(wanted) ? wanted : "", request.signal);
  },
});
