import "server-only";
import type { DbTransaction } from "@/lib/db/client";
import type { EventRow } from "./payload";

/**
 * Whether one message about HubSpot says it already: a portal that degrades while HubSpot is out, or that recovers from
 * that. Webhooks are told of each all the same; people are told once.
 */
export async function isCoveredByOutage(
  tx: DbTransaction,
  { type, at, portalId }: Pick<EventRow, "type" | "at" | "portalId">,
): Promise<boolean> {
  if (type === "portal.degraded") return wasOut(tx, at);
  if (type !== "portal.recovered" || !portalId) return false;
  const degraded = await tx.alertEvent.findFirst({
    where: {
      portalId,
      type: { in: ["portal.degraded", "portal.needs_reconnect"] },
      at: { lte: at },
    },
    orderBy: { seq: "desc" },
    select: { at: true, type: true },
  });
  return degraded?.type === "portal.degraded" && (await wasOut(tx, degraded.at));
}

/** An outage begins when some refreshes have failed already. */
const BEFORE_MS = 5 * 60_000;

async function wasOut(tx: DbTransaction, at: Date): Promise<boolean> {
  const outage = await tx.alertEvent.findFirst({
    where: { type: "hubspot.outage", at: { lte: new Date(at.getTime() + BEFORE_MS) } },
    orderBy: { seq: "desc" },
    select: { seq: true },
  });
  if (!outage) return false;
  const end = await tx.alertEvent.findFirst({
    where: { type: "hubspot.recovered", seq: { gt: outage.seq } },
    orderBy: { seq: "asc" },
    select: { at: true },
  });
  return !end || end.at >= at;
}
