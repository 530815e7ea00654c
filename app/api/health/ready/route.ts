import { readiness } from "@/lib/http/readiness";

export const dynamic = "force-dynamic";

/** Public: database, migrations and keys as yes or no, and how many answers of HubSpot wait on the disk. */
export async function GET(): Promise<Response> {
  const { checks, details } = await readiness();
  // A server that stops answers to the end, and wants no new work from a load balancer.
  const isStopping = (globalThis as { porticoDraining?: boolean }).porticoDraining === true;
  const isReady = !isStopping && Object.values(checks).every(Boolean);
  const status = isStopping ? "stopping" : isReady ? "ready" : "not_ready";
  return Response.json(
    { status, checks, details },
    { status: isReady ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
