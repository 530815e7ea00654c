import "server-only";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { ROW_STATES, rowState, type RowState } from "./words";

export type RowCounts = Record<RowState, number>;

/** How many rows of an import stand how. */
export async function countRows(
  db: DbTransaction | Context["db"],
  jobId: string,
): Promise<RowCounts> {
  const groups = await db.importRow.groupBy({
    by: ["status", "finding", "failureKind"],
    where: { jobId },
    _count: true,
  });
  const counts = Object.fromEntries(ROW_STATES.map((state) => [state, 0])) as RowCounts;
  for (const { _count, ...standing } of groups)
    counts[rowState({ ...standing, failureStatus: null })] += _count;
  return counts;
}

/** For the audit log: only what there is. */
export function shownCounts(counts: RowCounts): Partial<RowCounts> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
