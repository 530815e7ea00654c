import "server-only";
import { randomUUID } from "node:crypto";
import { can } from "@/lib/auth/roles";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { BulkJob, CustomRole, Person } from "@/lib/db/generated/client";
import { rightsOf } from "@/lib/people/rights";
import { actAs } from "@/lib/reach/reach";
import type { QueuedJob } from "@/lib/queue/queue";
import { actOn } from "./act";
import { BULK_PERMISSION } from "./permissions";
import { bulkPhrase } from "./words";

type RunningJob = BulkJob & { createdBy: (Person & { customRole: CustomRole | null }) | null };

/**
 * Does one row of a bulk job, in the name of whoever confirmed it, for as long as that person may. The job is looked up
 * before every row, so a cancel or a withdrawn right takes hold between two portals. Doing a row twice does no harm.
 */
export async function runBulkRow(ctx: Context, { data }: QueuedJob<"bulk_row">): Promise<void> {
  const row = await ctx.db.bulkRow.findUnique({
    where: { id: data.rowId },
    include: { job: { include: { createdBy: { include: { customRole: true } } } } },
  });
  if (row?.job.status !== "running") return;
  if (row.status === "pending") {
    const acting = actingFor(ctx, row.job);
    if (!acting) return finish(ctx, row.job, "cancelled");
    const outcome = row.portalId
      ? await actOn(acting, row.job.action, row.portalId)
      : { status: "skipped" as const, words: "The portal was deleted." };
    await ctx.db.bulkRow.updateMany({
      where: { id: row.id, status: "pending" },
      data: { ...outcome, finishedAt: ctx.now() },
    });
  }
  const next = await ctx.db.bulkRow.findFirst({
    where: { jobId: row.jobId, status: "pending" },
    select: { id: true },
  });
  if (!next) await finish(ctx, row.job, "finished");
}

/** Null when whoever started it may no longer do this. */
function actingFor(ctx: Context, job: RunningJob): Context | null {
  const person = job.createdBy;
  if (!person || person.disabledAt) return null;
  const rights = rightsOf(person);
  if (!can(rights, BULK_PERMISSION[job.action])) return null;
  const { id, email: label } = person;
  return { ...actAs(ctx, { kind: "person", id, label, rights }), requestId: randomUUID() };
}

/** Once: of several last rows, one ends the job. */
async function finish(
  ctx: Context,
  job: RunningJob,
  status: "finished" | "cancelled",
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.bulkJob.updateMany({
      where: { id: job.id, status: "running" },
      data: { status, finishedAt: ctx.now() },
    });
    if (count === 0) return;
    const counts = await tx.bulkRow.groupBy({
      by: ["status"],
      where: { jobId: job.id },
      _count: true,
    });
    const total = counts.reduce((sum, row) => sum + row._count, 0);
    await recordEvent(tx, ctx, {
      action: status === "finished" ? "bulk.finished" : "bulk.cancelled",
      target: { kind: "job", id: job.id, label: bulkPhrase(job.action, total).toLowerCase() },
      details: {
        action: job.action,
        ...Object.fromEntries(counts.map((row) => [row.status, row._count])),
        ...(status === "cancelled" && { because: "whoever started it may no longer do this" }),
      },
    });
  });
}
