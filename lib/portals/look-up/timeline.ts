import "server-only";
import { AUDIT_ACTIONS, isAuditAction } from "@/lib/audit/events";
import type { Context } from "@/lib/context";
import { say } from "@/lib/say/say";

export interface TimelineEntry {
  seq: string;
  at: Date;
  action: string;
  title: string;
  outcome: string;
  actor: string;
  correlationId: string | null;
  /** The non-secret facts of the event, in a fixed order. */
  facts: string[];
}

const PAGE = 50;

/** What happened to a portal, newest first. @param before sequence number to page on from @param take events of a page */
export async function getTimeline(
  ctx: Context,
  portalId: string,
  before?: bigint,
  take = PAGE,
): Promise<{ entries: TimelineEntry[]; nextBefore: string | null }> {
  const rows = await ctx.db.auditEvent.findMany({
    where: { portalId, ...(before && { seq: { lt: before } }) },
    orderBy: { seq: "desc" },
    take: take + 1,
  });
  const shown = rows.slice(0, take);
  return {
    entries: shown.map((row) => ({
      seq: row.seq.toString(),
      at: row.at,
      action: row.action,
      title: isAuditAction(row.action) ? say(AUDIT_ACTIONS[row.action]) : row.action,
      outcome: row.outcome,
      actor: row.actorKind === "system" ? "Portico" : row.actorLabel,
      correlationId: row.correlationId,
      facts: factsOf(row.details, row.changes),
    })),
    nextBefore: rows.length > take ? (shown.at(-1)?.seq.toString() ?? null) : null,
  };
}

const WORDS: Record<string, (value: unknown) => string | undefined> = {
  reasonGiven: (value) => say("Reason: {text}", { text: String(value) }),
  installer: (value) => (value ? say("Installed by {who}", { who: String(value) }) : undefined),
  hubspotStatus: (value) =>
    value ? say("HubSpot said {text}", { text: String(value) }) : undefined,
  httpStatus: (value) => (value ? `HTTP ${String(value)}` : undefined),
  attempt: (value) => say("Attempt {number}", { number: String(value) }),
  proof: (value) => say("Proof: {text}", { text: String(value) }),
  refreshTokenRotated: (value) => (value ? say("HubSpot issued a new refresh token") : undefined),
  failuresBefore: (value) =>
    value ? say("After {number} failed tries", { number: String(value) }) : undefined,
  results: (value) => (Array.isArray(value) ? value.join(" · ") : undefined),
};

function factsOf(details: unknown, changes: unknown): string[] {
  const facts = Object.entries(WORDS).flatMap(([field, words]) => {
    const value = isRecord(details) && field in details ? words(details[field]) : undefined;
    return value ? [value] : [];
  });
  const changed = isRecord(changes) ? Object.keys(changes) : [];
  return changed.length > 0
    ? [...facts, say("Changed: {names}", { names: changed.join(", ") })]
    : facts;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
