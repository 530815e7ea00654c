import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { ImportRow } from "@/lib/db/generated/client";
import { checkRow } from "./check-row";
import { countRows, shownCounts } from "./counts";
import { RETRIED_KINDS, type Round } from "./failures";
import { importRow } from "./import-row";
import { knownTokens } from "./known";
import {
  claimImport,
  HEARTBEAT_MS,
  releaseImport,
  renewImport,
  ROW_REST_MS,
  type ClaimedJob,
} from "./lease";

const BATCH = 40;
const CONCURRENCY = 6;

/**
 * One round of work on an import that waits for it (or on the named one): a batch of rows is checked or imported, a few
 * at a time. Several servers take turns; a crash leaves rows waiting, never half done.
 * @returns false when there was nothing to do
 */
export async function advanceImport(
  ctx: Context,
  options: { jobId?: string; isStopping?: () => boolean; heartbeatMs?: number } = {},
): Promise<boolean> {
  const job = await claimImport(ctx, options.jobId);
  if (!job) return false;
  const round: Round = { halted: false, pauseSeconds: 0 };
  const beat = setInterval(() => {
    renewImport(ctx, job).catch(() => undefined);
  }, options.heartbeatMs ?? HEARTBEAT_MS);
  try {
    const isStopping = options.isStopping ?? (() => false);
    const toCheck = await rowsToCheck(ctx, job);
    if (toCheck.length > 0) {
      const known = await knownTokens(ctx, job, printsOf(toCheck));
      await inPool(ctx, job, round, isStopping, toCheck, (row) =>
        checkRow(ctx, job, row, known, round),
      );
      await settleTwins(ctx, job);
    } else if (job.status === "running") {
      const rows = await rowsToImport(ctx, job);
      const known = await knownTokens(ctx, job, printsOf(rows));
      await inPool(ctx, job, round, isStopping, rows, (row) =>
        importRow(ctx, job, row, known, round),
      );
    }
    await moveOn(ctx, job);
  } finally {
    clearInterval(beat);
    await releaseImport(ctx, job, round.pauseSeconds);
  }
  return true;
}

/** Rows nobody has looked at come first, then those HubSpot did not answer for, once they have rested. */
async function rowsToCheck(ctx: Context, job: ClaimedJob): Promise<ImportRow[]> {
  const rested = { lte: restedBefore(ctx) };
  const again = { finding: "unknown", checkedAt: rested };
  const which = {
    checking: [{ finding: null }],
    ready: [{ ...again, failureKind: { in: RETRIED_KINDS } }],
    running: [{ finding: null }, again],
  };
  const conditions = job.status in which ? which[job.status as keyof typeof which] : [];
  return ctx.db.importRow.findMany({
    where: { jobId: job.id, status: "pending", OR: conditions },
    orderBy: { line: "asc" },
    take: BATCH,
  });
}

function rowsToImport(ctx: Context, job: ClaimedJob): Promise<ImportRow[]> {
  const rested = { checkedAt: { lte: restedBefore(ctx) } };
  return ctx.db.importRow.findMany({
    where: {
      jobId: job.id,
      status: "pending",
      finding: "importable",
      OR: [{ failureKind: null }, rested],
    },
    orderBy: { line: "asc" },
    take: BATCH,
  });
}

function printsOf(rows: ImportRow[]): string[] {
  return rows.flatMap((row) => row.refreshTokenFingerprint ?? []);
}

function restedBefore(ctx: Context): Date {
  return new Date(ctx.now().getTime() - ROW_REST_MS);
}

async function inPool(
  ctx: Context,
  job: ClaimedJob,
  round: Round,
  isStopping: () => boolean,
  rows: ImportRow[],
  work: (row: ImportRow) => Promise<void>,
): Promise<void> {
  const queue = [...rows];
  const worker = async () => {
    while (queue.length > 0 && !round.halted && !isStopping()) {
      if (!(await renewImport(ctx, job))) return;
      const row = queue.shift();
      if (row) await work(row);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: CONCURRENCY }, worker));
  // Nobody may still be at a row when the import is let go.
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

/** Two tokens of one portal in the same file: the first line wins, the others are named after it. */
async function settleTwins(ctx: Context, job: ClaimedJob): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "ImportRow" r SET "finding" = 'duplicate', "status" = 'skipped', "refreshTokenSealed" = NULL,
      "failureKind" = 'hub_in_file', "failureStatus" = twin."line"::text, "finishedAt" = ${ctx.now()}
    FROM (
      SELECT "hubId", MIN("line") AS "line" FROM "ImportRow"
      WHERE "jobId" = ${job.id}::uuid AND "hubId" IS NOT NULL AND "finding" = 'importable'
        AND "status" IN ('pending', 'done')
      GROUP BY "hubId") twin
    WHERE r."jobId" = ${job.id}::uuid AND r."hubId" = twin."hubId" AND r."line" > twin."line"
      AND r."status" = 'pending' AND r."finding" = 'importable' AND r."answeredAt" IS NULL`;
}

/** Checking ends when every row has a finding, importing when no row waits any more. */
async function moveOn(ctx: Context, job: ClaimedJob): Promise<void> {
  if (job.status === "ready") return;
  const isChecking = job.status === "checking";
  const waiting = await ctx.db.importRow.count({
    where: { jobId: job.id, status: "pending", ...(isChecking && { finding: null }) },
  });
  if (waiting > 0) return;
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.importJob.updateMany({
      where: { id: job.id, status: job.status, leaseOwner: job.owner },
      data: isChecking ? { status: "ready" } : { status: "finished", finishedAt: ctx.now() },
    });
    if (count === 0) return;
    await recordEvent(tx, ctx, {
      action: isChecking ? "import.checked" : "import.finished",
      target: { kind: "job", id: job.id, label: job.app.name },
      appId: job.appId,
      details: { rows: shownCounts(await countRows(tx, job.id)) },
    });
  });
}
