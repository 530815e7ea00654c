export const dynamic = "force-dynamic";

/** Public: says that the process answers, and nothing else. */
export function GET(): Response {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}
