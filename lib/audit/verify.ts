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
    if (rows.length < BATCH) break;
  }
  const head = await ctx.db.auditHead.findUnique({ where: { id: 1 } });
  if (head && head.seq > seq) return broken(checked, seq + 1n, "rows were cut off at the end");
  if (head && head.seq === seq && head.hash !== prevHash) {
    return broken(checked, seq, "the head of the chain was changed");
  }
  return { checked };
}

function broken(checked: number, seq: bigint, why: string): ChainReport {
  return { checked, brokenAt: { seq: seq.toString(), why } };
}
