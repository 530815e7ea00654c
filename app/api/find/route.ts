import { findAnything } from "@/lib/find/find-anything";
import { defineRoute } from "@/lib/http/define-route";

export const dynamic = "force-dynamic";

/** What the palette finds for a text, for the person who types it. */
export const GET = defineRoute({
  permission: "portals.read",
  async run(ctx, request) {
    const found = await findAnything(ctx, request.nextUrl.searchParams.get("q") ?? "");
    return Response.json({ found }, { headers: { "cache-control": "no-store" } });
  },
});
