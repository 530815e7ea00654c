/** The fields of an audit row that its hash covers: all of them. */
export interface ChainedRow {
  seq: bigint;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorLabel: string;
  actorRole: string | null;
  ip: string | null;
  userAgent: string | null;
  sessionRef: string | null;
  action: string;
  outcome: string;
  targetKind: string | null;
  targetId: string | null;
  targetLabel: string | null;
  appId: string | null;
  portalId: string | null;
  requestId: string;
  correlationId: string | null;
  changes: unknown;
  details: unknown;
  prevHash: string;
}

/** Where the chain begins, before the first row. */
export const GENESIS_HASH = "0".repeat(64);

/** The text whose keyed hash chains a row to the one before: canonical JSON with sorted keys. */
export function chainText(row: ChainedRow): string {
  return canonical({
    seq: row.seq.toString(),
    at: row.at.toISOString(),
    actor: [row.actorKind, row.actorId, row.actorLabel, row.actorRole],
    from: [row.ip, row.userAgent, row.sessionRef],
    action: row.action,
    outcome: row.outcome,
    target: [row.targetKind, row.targetId, row.targetLabel, row.appId, row.portalId],
    ids: [row.requestId, row.correlationId],
    changes: row.changes ?? null,
    details: row.details ?? null,
    prevHash: row.prevHash,
  });
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => `${JSON.stringify(name)}:${canonical(entry)}`);
  return `{${entries.join(",")}}`;
}
