import "server-only";
import { erasureText, storedLineText } from "@/lib/audit/chain";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { scrub, type Needles } from "./scrub";

const BATCH = 500;

/**
 * Takes what identifies a subject out of lines of the audit log. A signed note of what each line's hash was and is keeps the chain
 * provable: the line was changed by an erasure, and by nothing else.
 * @returns how many lines had something of it
 */
export async function eraseFromLines(
  tx: DbTransaction,
  { vault, now }: Pick<Context, "vault" | "now">,
  seqs: bigint[],
  needles: Needles,
): Promise<number> {
  let erased = 0;
  for (let from = 0; from < seqs.length; from += BATCH) {
    // One that is not linked yet would be linked as what it became.
    const linked = await tx.auditLink.findMany({
      where: { seq: { in: seqs.slice(from, from + BATCH) } },
      select: { seq: true },
    });
    const rows = await tx.auditEvent.findMany({
      where: { seq: { in: linked.map(({ seq }) => seq) } },
    });
    for (const row of rows) {
      const { targetLabel, changes, details } = scrub(
        { targetLabel: row.targetLabel, changes: row.changes, details: row.details },
        needles,
      );
      const hash = vault.auditMac(storedLineText({ ...row, targetLabel, changes, details }));
      if (hash === row.hash) continue;
      const earlier = await tx.auditErasure.findUnique({ where: { seq: row.seq } });
      const note = {
        seq: row.seq,
        hashBefore: earlier?.hashBefore ?? row.hash,
        hashAfter: hash,
      };
      const signed = { ...note, at: now(), mac: vault.auditMac(erasureText(note)) };
      await tx.auditErasure.upsert({ where: { seq: row.seq }, create: signed, update: signed });
      await tx.auditEvent.update({
        where: { seq: row.seq },
        data: { targetLabel, changes: json(changes), details: json(details), hash },
      });
      erased += 1;
    }
  }
  return erased;
}

function json(value: Prisma.JsonValue) {
  return value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);
}
