import "server-only";
import { randomUUID } from "node:crypto";
import { can } from "@/lib/auth/roles";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { BulkJob, Person } from "@/lib/db/generated/client";
import { actOn } from "./act";
import { BULK_PERMISSION } from "./permissions";
import { bulkPhrase } from "./words";

const LEASE_SECONDS = 45;
const HEARTBEAT_MS = 10_000;
const CONCURRENCY = 3;

type ClaimedJob = BulkJob & { createdBy: Person | null };

/**
 * Goes on with one running job, if there is one that nobody holds. A server that dies loses its lease within a minute,
 * and the next one goes on with the rows that are left; the verbs themselves bear being repeated.
 * @returns 1 when there was a job, else 0
 */
export async function runBulkJobs(ctx: Context, isStopping = () => false): Promise<number> {
  const owner = randomUUID();
  const job = await claim(ctx, owner);
  if (!job) return 0;
  let isHeld = true;
  const beat = setInterval(() => {
    extend(ctx, job.id, owner).then(
      (held) => {
        isHeld = held;
      },
      () => undefined,
    );
  }, HEARTBEAT_MS);
  try {
    await runRows(ctx, job, owner, () => !isHeld || isStopping());
  } finally {
    clearInterval(beat);
    await ctx.db.bulkJob.updateMany({
      where: { id: job.id, leaseOwner: owner },
      data: { leaseOwner: null, leaseUntil: null },
    });
  }
  return isStopping() ? 0 : 1;
}

async function claim(ctx: Context, owner: string): Promise<ClaimedJob | null> {
  const [row] = await ctx.db.$queryRaw<{ id: string }[]>`
    UPDATE "BulkJob" SET "leaseOwner" = ${owner}, "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE "id" = (
      SELECT "id" FROM "BulkJob" WHERE "status" = 'running' AND ("leaseUntil" IS NULL OR "leaseUntil" < now())
      ORDER BY "createdAt" LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING "id"`;
  if (!row) return null;
  return ctx.db.bulkJob.findUnique({ where: { id: row.id }, include: { createdBy: true } });
}

/** False when the job was cancelled or another server has it. */
async function extend(ctx: Context, jobId: string, owner: string): Promise<boolean> {
  const count = await ctx.db.$executeRaw`
    UPDATE "BulkJob" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE "id" = ${jobId}::uuid AND "leaseOwner" = ${owner} AND "status" = 'running'`;
  return count === 1;
}

async function runRows(
  ctx: Context,
  job: ClaimedJob,
  owner: string,
  mustStop: () => boolean,
): Promise<void> {
  const rows = await ctx.db.bulkRow.findMany({
    where: { jobId: job.id, status: "pending" },
    orderBy: { id: "asc" },
  });
  let isLost = false;
  const lane = async () => {
    for (let row = rows.shift(); row && !isLost && !mustStop(); row = rows.shift()) {
      // Asked before every row, so that a cancel or a withdrawn right takes hold between two portals.
      if (!(await extend(ctx, job.id, owner))) isLost = true;
      const acting = isLost ? null : await actingFor(ctx, job);
      if (!acting) {
        isLost = true;
        return;
      }
      const outcome = row.portalId
        ? await actOn(acting, job.action, row.portalId)
        : { status: "skipped" as const, words: "The portal was deleted." };
      await ctx.db.bulkRow.updateMany({
        where: { id: row.id, status: "pending" },
        data: { ...outcome, finishedAt: ctx.now() },
      });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  if (!isLost && !mustStop()) await finish(ctx, job, owner, "finished");
}

/** The job acts for the person who confirmed it, for as long as that person may; else it ends. */
async function actingFor(ctx: Context, job: ClaimedJob): Promise<Context | null> {
  const person = job.createdById
    ? await ctx.db.person.findUnique({ where: { id: job.createdById } })
    : null;
  if (person && !person.disabledAt && can(person.role, BULK_PERMISSION[job.action])) {
    const { id, email: label, role } = person;
    return { ...ctx, requestId: randomUUID(), actor: { kind: "person", id, label, role } };
  }
  await finish(ctx, job, job.leaseOwner ?? "", "cancelled");
  return null;
}

async function finish(
  ctx: Context,
  job: ClaimedJob,
  owner: string,
  status: "finished" | "cancelled",
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.bulkJob.updateMany({
      where: { id: job.id, leaseOwner: owner, status: "running" },
      data: { status, finishedAt: ctx.now(), leaseOwner: null, leaseUntil: null },
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
