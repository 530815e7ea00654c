import type { NextRequest } from "next/server";
import { anonymousContext } from "@/lib/auth/session";
import { mayReadMetrics } from "@/lib/metrics/may-read";
import { collectMetrics } from "@/lib/metrics/collect";

export const dynamic = "force-dynamic";

/** For Prometheus. With `PORTICO_METRICS_TOKEN` as a bearer token; without one set, from this machine alone. */
export async function GET(request: NextRequest): Promise<Response> {
  const verdict = mayReadMetrics(request.headers);
  if (verdict !== "yes")
    return new Response(verdict, {
      status: 401,
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "no-store",
        "www-authenticate": 'Bearer realm="Portico metrics"',
      },
    });
  const { text, type } = await collectMetrics(await anonymousContext());
  return new Response(text, { headers: { "content-type": type, "cache-control": "no-store" } });
}
