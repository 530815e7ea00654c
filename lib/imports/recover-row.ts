import "server-only";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { ImportRow } from "@/lib/db/generated/client";
import { RETRIED_KINDS } from "./failures";
import { keepRotated, type RowAnswer } from "./keep-rotated";
import { lockRow } from "./lock-row";
import { importTokenPlace } from "./places";
import { returnGiven } from "./return-given";

/** Why a row was given up that did not have the answer which is here now. */
const WITHOUT_IT: string[] = [...RETRIED_KINDS, "dead_grant", "outcome_unknown"];

/**
 * Stores an answer for a row that a dead server left on the disk. A row that was given up meanwhile, with the token from
 * before, waits again with this one; for a row that was cancelled or turned out to be here already it goes back to HubSpot.
 * Safe to repeat.
 */
export async function recoverRow(ctx: Context, answer: RowAnswer): Promise<void> {
  const kept = await keepRotated(ctx, answer);
  if (!kept || kept.status === "pending" || kept.status === "done") return;
  await ctx.db.$transaction(async (tx) => {
    const row = await lockRow(tx, answer.rowId);
    if (!row || row.status === "pending" || row.status === "done") return;
    if (await mayGoOn(tx, row)) await revive(tx, ctx, row, answer);
    else await returnGiven(tx, ctx, answer.appId, row, answer.tokens.refreshToken);
  });
}

async function mayGoOn(tx: DbTransaction, row: ImportRow): Promise<boolean> {
  if (row.status !== "failed" || !WITHOUT_IT.includes(row.failureKind ?? "")) return false;
  const job = await tx.importJob.findUnique({ where: { id: row.jobId } });
  return job?.status === "running" || job?.status === "finished";
}

async function revive(
  tx: DbTransaction,
  ctx: Context,
  { id, jobId }: ImportRow,
  { startedAt, tokens }: RowAnswer,
): Promise<void> {
  const { refreshToken } = tokens;
  if (!refreshToken) return;
  await tx.importRow.update({
    where: { id },
    data: {
      status: "pending",
      failureKind: null,
      failureStatus: null,
      finishedAt: null,
      answeredAt: startedAt,
      refreshTokenSealed: ctx.vault.seal(importTokenPlace(id), refreshToken),
    },
  });
  await tx.importJob.update({
    where: { id: jobId },
    data: { status: "running", finishedAt: null },
  });
}
