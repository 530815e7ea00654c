import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { bulkPhrase } from "./words";

/** Ends a running job between two portals; what is done stays done. @throws AppError not_found, conflict */
export async function cancelBulk(ctx: Context, jobId: string): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const job = await tx.bulkJob.findUnique({
      where: { id: jobId },
      include: { _count: { select: { rows: true } } },
    });
    if (!job) throw new AppError("not_found");
    const { count } = await tx.bulkJob.updateMany({
      where: { id: jobId, status: "running" },
      data: { status: "cancelled", finishedAt: ctx.now() },
    });
    if (count === 0) throw new AppError("conflict");
    const left = await tx.bulkRow.count({ where: { jobId, status: "pending" } });
    await recordEvent(tx, ctx, {
      action: "bulk.cancelled",
      target: {
        kind: "job",
        id: jobId,
        label: bulkPhrase(job.action, job._count.rows).toLowerCase(),
      },
      details: { action: job.action, notDone: left },
    });
  });
}
