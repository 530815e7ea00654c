import { readiness } from "@/lib/http/readiness";

export const dynamic = "force-dynamic";

/** Public: database, migrations and keys as yes or no, and how many answers of HubSpot wait on the disk. */
export async function GET(): Promise<Response> {
  const { checks, details } = await readiness();
  const isReady = Object.values(checks).every(Boolean);
  return Response.json(
    { status: isReady ? "ready" : "not_ready", checks, details },
    { status: isReady ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
