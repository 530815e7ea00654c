import "server-only";
import type { Context } from "@/lib/context";
import { chainText, GENESIS_HASH } from "./chain";

export interface ChainReport {
  checked: number;
  /** The first row whose hash or place is wrong. */
  brokenAt?: { seq: string; why: string };
}

const BATCH = 1_000;

/** Walks the audit chain from the first row: an edited, removed, reordered or cut-off row is reported. */
export async function verifyAudit(ctx: Context): Promise<ChainReport> {
  let prevHash = GENESIS_HASH;
  let seq = 0n;
  let checked = 0;
  for (;;) {
    // Read before the rows: every row it counts is visible to them, whatever is appended meanwhile.
    const head = await readHead(ctx);
    const rows = await ctx.db.auditEvent.findMany({
      where: { seq: { gt: seq } },
      orderBy: { seq: "asc" },
      take: BATCH,
    });
    for (const row of rows) {
      const expected = seq + 1n;
      if (row.seq !== expected) return broken(checked, expected, "a row is missing");
      if (row.prevHash !== prevHash)
        return broken(checked, row.seq, "it does not follow the row before it");
      if (ctx.vault.auditMac(chainText(row)) !== row.hash)
        return broken(checked, row.seq, "it was changed");
      prevHash = row.hash;
      seq = row.seq;
      checked += 1;
    }
    if (rows.length < BATCH) {
      const end = { seq, hash: prevHash };
      const brokenAt = headProblem(head, await readHead(ctx), end);
      return brokenAt ? { checked, brokenAt } : { checked };
    }
  }
}

interface Head {
  seq: bigint;
  hash: string;
}

function readHead(ctx: Context): Promise<Head | null> {
  return ctx.db.auditHead.findUnique({ where: { id: 1 } });
}

/** Compares the last row with the head as it stood before and after the rows were read. */
function headProblem(before: Head | null, after: Head | null, end: Head): ChainReport["brokenAt"] {
  if (!before || !after) return at(end.seq, "the head of the chain is missing");
  if (before.seq > end.seq) return at(end.seq + 1n, "rows were cut off at the end");
  const isBehind = after.seq < end.seq;
  const differs = after.seq === end.seq && after.hash !== end.hash;
  return isBehind || differs ? at(end.seq, "the head of the chain was changed") : undefined;
}

function at(seq: bigint, why: string) {
  return { seq: seq.toString(), why };
}

function broken(checked: number, seq: bigint, why: string): ChainReport {
  return { checked, brokenAt: at(seq, why) };
}
