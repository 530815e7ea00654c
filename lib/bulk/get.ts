import "server-only";
import type { Context } from "@/lib/context";
import type { JobRowStatus, JobStatus } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import type { BulkActionName } from "./words";

export interface BulkView {
  id: string;
  action: BulkActionName;
  status: JobStatus;
  startedBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
  total: number;
  counts: Record<JobRowStatus, number>;
  rows: {
    id: string;
    portalId: string | null;
    hubId: string;
    label: string;
    status: JobRowStatus;
    words: string | null;
  }[];
  isTruncated: boolean;
}

const SHOWN = 200;

/**
 * A job with its counts and its rows, the latest results first.
 * @throws AppError not_found
 */
export async function getBulk(ctx: Context, jobId: string, only?: JobRowStatus): Promise<BulkView> {
  const job = await ctx.db.bulkJob.findUnique({
    where: { id: jobId },
    include: { createdBy: { select: { email: true } } },
  });
  if (!job) throw new AppError("not_found");
  const [groups, rows] = await Promise.all([
    ctx.db.bulkRow.groupBy({ by: ["status"], where: { jobId }, _count: true }),
    ctx.db.bulkRow.findMany({
      where: { jobId, ...(only && { status: only }) },
      orderBy: [{ finishedAt: { sort: "desc", nulls: "last" } }, { id: "asc" }],
      take: SHOWN,
    }),
  ]);
  const counts = { pending: 0, done: 0, failed: 0, skipped: 0 };
  for (const group of groups) counts[group.status] = group._count;
  const total = counts.pending + counts.done + counts.failed + counts.skipped;
  return {
    id: job.id,
    action: job.action,
    status: job.status,
    startedBy: job.createdBy?.email ?? null,
    createdAt: job.createdAt,
    finishedAt: job.finishedAt,
    total,
    counts,
    rows: rows.map(({ id, portalId, hubId, label, status, words }) => ({
      id,
      portalId,
      hubId: hubId.toString(),
      label,
      status,
      words,
    })),
    isTruncated: rows.length < (only ? counts[only] : total),
  };
}

/** Jobs under way, newest first, for the notice above the list. */
export async function listRunningBulk(
  ctx: Context,
): Promise<{ id: string; action: BulkActionName; total: number; left: number }[]> {
  const jobs = await ctx.db.bulkJob.findMany({
    where: { status: "running" },
    orderBy: { createdAt: "desc" },
    take: 3,
    include: { _count: { select: { rows: true } } },
  });
  return Promise.all(
    jobs.map(async ({ id, action, _count }) => ({
      id,
      action,
      total: _count.rows,
      left: await ctx.db.bulkRow.count({ where: { jobId: id, status: "pending" } }),
    })),
  );
}
