import "server-only";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";

/**
 * Gives the rows of a job that was just written down to the queue. When that fails, {@link lookAfterBulk} does it later:
 * the rows are the record, the queue is only how they come to be done.
 */
export async function handOutBulk(ctx: Context, jobId: string): Promise<void> {
  try {
    await addRows(ctx, jobId);
  } catch (error) {
    logger.warn({ err: error, jobId }, "a bulk job could not be queued yet; it is tried again");
  }
}

/**
 * Rows of running jobs that no queue knows of any more are queued again: a server died between writing them down and queueing
 * them, the queue gave them up, or a backup was restored. The verbs themselves bear being repeated.
 * @returns 0: the next round is not urgent
 */
export async function lookAfterBulk(ctx: Context): Promise<number> {
  const running = await ctx.db.bulkJob.findMany({
    where: { status: "running" },
    orderBy: { createdAt: "asc" },
    select: { id: true },
  });
  if (running.length === 0 || (await ctx.queue.size("bulk_row")) > 0) return 0;
  for (const { id } of running) await addRows(ctx, id);
  return 0;
}

async function addRows(ctx: Context, jobId: string): Promise<void> {
  const pending = await ctx.db.bulkRow.findMany({
    where: { jobId, status: "pending" },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  // With none left the job was not ended any more: any row, done as it is, does that.
  const rows = pending.length > 0 ? pending : await anyRow(ctx, jobId);
  await ctx.queue.add(
    "bulk_row",
    rows.map(({ id }) => ({ data: { rowId: id } })),
  );
}

function anyRow({ db }: Context, jobId: string): Promise<{ id: string }[]> {
  return db.bulkRow.findMany({ where: { jobId }, take: 1, select: { id: true } });
}
