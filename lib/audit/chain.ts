/** The fields of an audit row that its hash covers: all of them. Its number is among them, or a copy would pass for a line. */
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
}

export interface StoredRow extends ChainedRow {
  prevHash: string;
  hash: string;
}

/** What a line holds in place of the hash before it, now that links chain the lines. */
export const LINKED = "";

/** Where the chain begins, before the first line. */
export const GENESIS_HASH = "0".repeat(64);

/** Where the chain stands after a line. */
export interface ChainPoint {
  position: bigint;
  hash: string;
}

/** The text whose keyed hash is the line's: canonical JSON with sorted keys. */
export function lineText(row: ChainedRow): string {
  return canonical(contentOf(row));
}

/** The same for a line as it is stored; those of earlier releases cover the line before as well. */
export function storedLineText(row: StoredRow): string {
  if (row.prevHash === LINKED) return lineText(row);
  return canonical({ ...contentOf(row), prevHash: row.prevHash });
}

/** The text whose keyed hash links a line, with its place and number, to the link before. */
export function linkText(
  { position, hash }: ChainPoint,
  line: { seq: bigint; hash: string },
): string {
  return `link ${position + 1n} ${line.seq} ${line.hash} ${hash}`;
}

/** The text that signs where the chain ends; it can be made of no link. */
export function endText({ position, hash }: ChainPoint): string {
  return `end ${position} ${hash}`;
}

/** The text that signs that a line was changed by an erasure and by nothing else. */
export function erasureText(erasure: {
  seq: bigint;
  hashBefore: string;
  hashAfter: string;
}): string {
  return `erasure ${erasure.seq} ${erasure.hashBefore} ${erasure.hashAfter}`;
}

/** The text that signs a cut. */
export function checkpointText(cut: ChainPoint & { cutAt: Date; lastAt: Date }): string {
  return `checkpoint ${cut.position} ${cut.hash} ${cut.cutAt.toISOString()} ${cut.lastAt.toISOString()}`;
}

function contentOf(row: ChainedRow) {
  return {
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
  };
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
