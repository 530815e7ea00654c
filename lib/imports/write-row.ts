import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { ImportRow, Prisma } from "@/lib/db/generated/client";
import type { ClaimedJob } from "./lease";
import { lockRow } from "./lock-row";
import { returnGiven } from "./return-given";
import type { Finding } from "./words";

export type RowData = Prisma.ImportRowUncheckedUpdateInput;

/**
 * Notes something about a row while it is still waiting. After a cancel there is nothing to add; what HubSpot gave just
 * now goes back then.
 */
export async function writeRow(
  ctx: Context,
  job: Pick<ClaimedJob, "appId">,
  row: ImportRow,
  data: RowData,
  given?: Secret,
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const current = await lockRow(tx, row.id);
    if (current?.status === "pending")
      await tx.importRow.update({
        where: { id: row.id },
        data: { ...data, checkedAt: ctx.now() },
      });
    else if (current && current.status !== "done" && given)
      await returnGiven(tx, ctx, job.appId, current, given);
  });
}

/**
 * Ends a row that is not imported and wipes its token. One that HubSpot gave in place of the file's goes back to HubSpot.
 * A row that got another token meanwhile is left alone; it comes up again.
 * @param row as it was when `data` was found out
 * @param given what HubSpot gave just now, for a row that has ended meanwhile and did not take it
 */
export async function endRow(
  ctx: Context,
  job: Pick<ClaimedJob, "appId">,
  row: ImportRow,
  data: RowData & { status: "failed" | "skipped" },
  given?: Secret,
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const current = await lockRow(tx, row.id);
    if (!current || current.status === "done") return;
    if (current.status !== "pending") {
      if (given) await returnGiven(tx, ctx, job.appId, current, given);
      return;
    }
    if (current.refreshTokenSealed !== row.refreshTokenSealed) return;
    await returnGiven(tx, ctx, job.appId, current);
    const now = ctx.now();
    const ended = { refreshTokenSealed: null, askedAt: null, checkedAt: now, finishedAt: now };
    await tx.importRow.update({ where: { id: row.id }, data: { ...data, ...ended } });
  });
}

/** A row that will not be imported: its token is wiped at once. */
export function skip(
  ctx: Context,
  job: Pick<ClaimedJob, "appId">,
  row: ImportRow,
  finding: Finding,
  data: RowData,
  given?: Secret,
): Promise<void> {
  const why = { failureStatus: null, ...data, finding };
  return endRow(ctx, job, row, { ...why, status: "skipped" }, given);
}
