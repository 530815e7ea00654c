import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { countRows, shownCounts } from "./counts";
import { isUnderWay } from "./keep-rotated";
import { returnGiven } from "./return-given";

/** Lets a checked import begin. @throws AppError not_found, conflict, app_credentials_refused */
export async function confirmImport(ctx: Context, jobId: string): Promise<void> {
  const job = await findJob(ctx, jobId);
  if (job.app.credentialsRefusedAt) throw new AppError("app_credentials_refused");
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.importJob.updateMany({
      where: { id: jobId, status: "ready" },
      data: { status: "running", startedAt: ctx.now() },
    });
    if (count === 0) throw new AppError("conflict");
    await recordEvent(tx, ctx, {
      action: "import.confirmed",
      target: { kind: "job", id: jobId, label: job.app.name },
      appId: job.appId,
      details: { rows: shownCounts(await countRows(tx, jobId)) },
    });
  });
}

/**
 * Ends an import where it stands and wipes every token it still holds. What was imported stays; rows that are under way
 * at this moment are finished. @throws AppError not_found, conflict when it has ended already
 */
export async function cancelImport(ctx: Context, jobId: string): Promise<void> {
  const job = await findJob(ctx, jobId);
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.importJob.updateMany({
      where: { id: jobId, status: { in: ["checking", "ready", "running"] } },
      data: { status: "cancelled", finishedAt: ctx.now() },
    });
    if (count === 0) throw new AppError("conflict");
    await returnAllGiven(tx, ctx, job);
    await tx.importRow.updateMany({
      where: { jobId, status: "pending" },
      data: {
        status: "skipped",
        failureKind: "cancelled",
        failureStatus: null,
        refreshTokenSealed: null,
        finishedAt: ctx.now(),
      },
    });
    await recordEvent(tx, ctx, {
      action: "import.cancelled",
      target: { kind: "job", id: jobId, label: job.app.name },
      appId: job.appId,
      details: { rows: shownCounts(await countRows(tx, jobId)) },
    });
  });
}

/** Tokens that HubSpot gave for rows nobody is at; those under way are finished by whoever is at them. */
async function returnAllGiven(
  tx: DbTransaction,
  ctx: Context,
  { id: jobId, appId }: { id: string; appId: string },
): Promise<void> {
  const rows = await tx.importRow.findMany({
    where: { jobId, status: "pending", answeredAt: { not: null } },
  });
  for (const row of rows) if (!isUnderWay(row)) await returnGiven(tx, ctx, appId, row);
}

/** A checked import that nobody confirms holds tokens for nothing: after a day it is cancelled. */
const UNCONFIRMED_MS = 24 * 3600_000;

export async function cancelForgotten(ctx: Context): Promise<void> {
  const forgotten = await ctx.db.importJob.findMany({
    where: { status: "ready", createdAt: { lt: new Date(ctx.now().getTime() - UNCONFIRMED_MS) } },
    select: { id: true },
    take: 20,
  });
  for (const { id } of forgotten) await cancelImport(ctx, id);
}

async function findJob(ctx: Context, id: string) {
  const job = await ctx.db.importJob.findUnique({ where: { id }, include: { app: true } });
  if (!job) throw new AppError("not_found");
  return job;
}
