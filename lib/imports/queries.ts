import "server-only";
import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { countRows, type RowCounts } from "./counts";
import { rowReason, rowState, type JobStatus, type RowState } from "./words";

export interface ImportView {
  id: string;
  app: { id: string; slug: string; name: string; credentialsRefused: boolean };
  startedBy: string | null;
  fileName: string | null;
  status: JobStatus;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** Set while HubSpot asked to be left alone. */
  pausedUntil: Date | null;
  total: number;
  counts: RowCounts;
}

export interface ImportRowView {
  line: number;
  label: string | null;
  hubId: string | null;
  hubDomain: string | null;
  installerEmail: string | null;
  portalId: string | null;
  state: RowState;
  reason: string;
  correlationId: string | null;
}

const JOB_INCLUDE = { app: true, createdBy: { select: { name: true } } } as const;
type JobWithApp = Prisma.ImportJobGetPayload<{ include: typeof JOB_INCLUDE }>;

/** @throws AppError not_found */
export async function getImport(ctx: Context, id: string): Promise<ImportView> {
  const job = await ctx.db.importJob.findUnique({ where: { id }, include: JOB_INCLUDE });
  if (!job) throw new AppError("not_found");
  return viewOf(ctx, job);
}

/** The latest imports, newest first. */
export async function listImports(ctx: Context): Promise<ImportView[]> {
  const jobs = await ctx.db.importJob.findMany({
    include: JOB_INCLUDE,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 20,
  });
  return Promise.all(jobs.map((job) => viewOf(ctx, job)));
}

async function viewOf(ctx: Context, job: JobWithApp): Promise<ImportView> {
  const counts = await countRows(ctx.db, job.id);
  const isPaused = job.leaseOwner === null && job.leaseUntil !== null && job.leaseUntil > ctx.now();
  return {
    id: job.id,
    app: {
      id: job.app.id,
      slug: job.app.slug,
      name: job.app.name,
      credentialsRefused: job.app.credentialsRefusedAt !== null,
    },
    startedBy: job.createdBy?.name ?? null,
    fileName: job.fileName,
    status: job.status,
    createdAt: job.createdAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
    pausedUntil: isPaused ? job.leaseUntil : null,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
  };
}

/** Rows in the order of the file; all of them, or those that stand in one way. */
export async function listImportRows(
  ctx: Context,
  jobId: string,
  options: { state?: RowState; skip?: number; take: number },
): Promise<ImportRowView[]> {
  const rows = await ctx.db.importRow.findMany({
    where: { jobId, ...(options.state && whereState(options.state)) },
    omit: { refreshTokenSealed: true, refreshTokenFingerprint: true },
    orderBy: { line: "asc" },
    skip: options.skip ?? 0,
    take: options.take,
  });
  return rows.map((row) => ({
    line: row.line,
    label: row.label,
    hubId: (row.hubId ?? row.hubIdGiven)?.toString() ?? null,
    hubDomain: row.hubDomain,
    installerEmail: row.installerEmail,
    portalId: row.portalId,
    state: rowState(row),
    reason: rowReason(row),
    correlationId: row.correlationId,
  }));
}

/** The same sorting as `rowState`, for the database. */
function whereState(state: RowState): Prisma.ImportRowWhereInput {
  const cancelled = { status: "skipped", failureKind: "cancelled" } as const;
  if (state === "imported") return { status: "done" };
  if (state === "failed") return { status: "failed" };
  if (state === "cancelled") return cancelled;
  return {
    status: { in: ["pending", "skipped"] },
    finding: state === "unchecked" ? null : state,
    OR: [{ failureKind: null }, { failureKind: { not: "cancelled" } }],
  };
}
