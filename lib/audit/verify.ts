import "server-only";
import type { Context } from "@/lib/context";
import type { AuditCheckpoint } from "@/lib/db/generated/client";
import type { Anchor } from "./anchor";
import {
  checkpointText,
  erasureText,
  GENESIS_HASH,
  linkText,
  LINKED,
  storedLineText,
  type ChainPoint,
  type StoredRow,
} from "./chain";
import { readEnd, sealAllLines } from "./seal-lines";

type Chain = Pick<Context, "db" | "vault">;

export interface ChainReport {
  checked: number;
  /** Lines before these were cut, by a signed checkpoint. */
  cut?: { lines: bigint; lastAt: Date };
  /** The first line whose hash or place is wrong. */
  brokenAt?: { seq: string; why: string };
}

const BATCH = 1_000;

interface Walked extends StoredRow {
  position: bigint;
  linkSeq: bigint;
  linkHash: string;
  /** Of an erasure. */
  hashBefore: string | null;
  hashAfter: string | null;
  erasureMac: string | null;
}

/**
 * Walks the audit chain from its beginning or from where it was cut: an edited, removed, added, reordered or cut-off line is
 * reported. What somebody with an earlier copy of the whole database put back, only anchors show.
 * @param anchors where the chain was known to stand, kept outside the database
 */
export async function verifyAudit(ctx: Chain, anchors: Anchor[] = []): Promise<ChainReport> {
  await sealAllLines(ctx);
  // Read before the lines: whatever is linked meanwhile lies behind it.
  const end = await readEnd(ctx.db, ctx);
  const cut = await newestCheckpoint(ctx);
  if (!end) return broken(0, 0n, "the end of the chain is missing");
  if (!end.isOurs) return broken(0, end.position, "the end of the chain was changed");
  if (cut && !isOurs(ctx, cut)) return broken(0, cut.position, "a checkpoint was changed");
  const start: ChainPoint = cut ?? { position: 0n, hash: GENESIS_HASH };
  const report = await walk(ctx, start, end, anchors);
  if ((await newestCheckpoint(ctx))?.position !== cut?.position) return verifyAudit(ctx, anchors);
  return {
    ...report,
    ...(cut && { cut: { lines: cut.position, lastAt: cut.lastAt } }),
  };
}

/** @returns whether a checkpoint was signed by this installation */
export function isOurs({ vault }: Pick<Context, "vault">, cut: AuditCheckpoint): boolean {
  return vault.auditMac(checkpointText(cut)) === cut.mac;
}

export function newestCheckpoint({ db }: Chain): Promise<AuditCheckpoint | null> {
  return db.auditCheckpoint.findFirst({ orderBy: { position: "desc" } });
}

async function walk(
  ctx: Chain,
  start: ChainPoint,
  end: ChainPoint,
  anchors: Anchor[],
): Promise<ChainReport> {
  const known = new Map(anchors.map(({ position, hash }) => [position, hash]));
  let point = start;
  // The first line after a cut follows one that is gone.
  let lastOld = start.position === 0n ? GENESIS_HASH : null;
  let checked = 0;
  while (point.position < end.position) {
    const rows = await linesAfter(ctx, point.position, end.position);
    for (const row of rows) {
      const why = problemOf(ctx, row, point, lastOld, known);
      if (why) return broken(checked, row.linkSeq, why);
      point = { position: row.position, hash: row.linkHash };
      if (row.prevHash !== LINKED) lastOld = row.hashBefore ?? row.hash;
      checked += 1;
    }
    if (rows.length === 0)
      return broken(checked, point.position + 1n, "lines were cut off at the end");
  }
  if (point.hash !== end.hash)
    return broken(checked, point.position, "the end of the chain was changed");
  const ahead = anchors.find(({ position }) => position > end.position);
  if (ahead)
    return broken(
      checked,
      end.position + 1n,
      `on ${ahead.at.toISOString()} the log reached line ${ahead.position}; it was set back`,
    );
  const stray = await strayLine(ctx);
  if (stray !== null) return broken(checked, stray, "it was added past the chain");
  return { checked, ...(await oldHeadProblem(ctx, lastOld)) };
}

function problemOf(
  { vault }: Chain,
  row: Walked,
  point: ChainPoint,
  lastOld: string | null,
  known: Map<bigint, string>,
): string | null {
  if (row.position !== point.position + 1n || row.seq === null) return "a line is missing";
  if (vault.auditMac(storedLineText(row)) !== row.hash) return "it was changed";
  const written = hashWhenWritten(vault, row);
  if (written === null) return "it was changed";
  const isOld = row.prevHash !== LINKED;
  if (isOld && lastOld !== null && row.prevHash !== lastOld)
    return "it does not follow the line before it";
  const link = vault.auditMac(linkText(point, { seq: row.linkSeq, hash: written }));
  if (link !== row.linkHash) return "it does not follow the line before it";
  if ((known.get(row.position) ?? link) !== link)
    return "an anchor knows another line in its place";
  return null;
}

/** The hash that the line's link covers. Null when it is not what a signed erasure left. */
function hashWhenWritten(vault: Context["vault"], row: Walked): string | null {
  const { seq, hash, hashBefore, hashAfter, erasureMac } = row;
  if (hashBefore === null || hashAfter === null) return hash;
  const isOurs = vault.auditMac(erasureText({ seq, hashBefore, hashAfter })) === erasureMac;
  return isOurs && hashAfter === hash ? hashBefore : null;
}

function linesAfter({ db }: Chain, position: bigint, last: bigint): Promise<Walked[]> {
  return db.$queryRaw<Walked[]>`
    SELECT l."position", l."seq" AS "linkSeq", l."hash" AS "linkHash",
      x."hashBefore", x."hashAfter", x."mac" AS "erasureMac", e.*
    FROM "AuditLink" l LEFT JOIN "AuditEvent" e ON e."seq" = l."seq" LEFT JOIN "AuditErasure" x ON x."seq" = l."seq"
    WHERE l."position" > ${position} AND l."position" <= ${last} ORDER BY l."position" LIMIT ${BATCH}`;
}

/** A line that is neither linked nor waiting for it. */
async function strayLine({ db }: Chain): Promise<bigint | null> {
  const [row] = await db.$queryRaw<{ seq: bigint }[]>`
    SELECT e."seq" FROM "AuditEvent" e
    WHERE NOT EXISTS (SELECT 1 FROM "AuditLink" l WHERE l."seq" = e."seq")
      AND NOT EXISTS (SELECT 1 FROM "AuditUnsealed" u WHERE u."seq" = e."seq")
    ORDER BY e."seq" LIMIT 1`;
  return row?.seq ?? null;
}

/** Releases before links kept the end of their chain apart. */
async function oldHeadProblem(
  { db }: Chain,
  lastOld: string | null,
): Promise<Pick<ChainReport, "brokenAt">> {
  const head = await db.auditHead.findUnique({ where: { id: 1 } });
  if (lastOld === null || head?.hash === lastOld) return {};
  // A server of the release before may have appended meanwhile.
  const [waits] = await db.$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "AuditUnsealed") AS "waits"`;
  if (waits?.waits) return {};
  return {
    brokenAt: {
      seq: (head?.seq ?? 0n).toString(),
      why: "lines of an earlier release were cut off at their end",
    },
  };
}

function broken(checked: number, seq: bigint, why: string): ChainReport {
  return { checked, brokenAt: { seq: seq.toString(), why } };
}
