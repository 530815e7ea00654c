import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import { Prisma, type HubSpotApp } from "@/lib/db/generated/client";
import { leaseIsLetGo } from "@/lib/portals/lease";
import { RETRIED_KINDS } from "./failures";
import type { JobStatus } from "./words";

/** Renewed for as long as its server lives and reaches the database, however long HubSpot takes for a row. */
const LEASE_SECONDS = 120;
export const HEARTBEAT_MS = 15_000;
/** How long a row that HubSpot did not answer for rests before it is tried again. */
export const ROW_REST_MS = 30_000;

/** A server's right to work on an import for a while. */
export interface ClaimedJob {
  id: string;
  appId: string;
  app: HubSpotApp;
  createdById: string | null;
  startedAt: Date | null;
  status: JobStatus;
  owner: string;
}

/**
 * Claims an import that has something to do: the named one, or the oldest. Imports of an app whose credentials HubSpot
 * refuses rest until they are mended. A server that died lets go when its lease runs out.
 */
export async function claimImport(ctx: Context, jobId?: string): Promise<ClaimedJob | null> {
  const owner = `${ctx.spill.owner}:${randomUUID().slice(0, 8)}`;
  const rested = new Date(ctx.now().getTime() - ROW_REST_MS);
  const isLetGo = leaseIsLetGo(Prisma.sql`j."leaseOwner"`);
  const [row] = await ctx.db.$queryRaw<{ id: string }[]>`
    UPDATE "ImportJob" SET "leaseOwner" = ${owner}, "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE "id" = (
      SELECT j."id" FROM "ImportJob" j JOIN "HubSpotApp" a ON a."id" = j."appId"
      WHERE (${jobId ?? null}::uuid IS NULL OR j."id" = ${jobId ?? null}::uuid)
        AND a."credentialsRefusedAt" IS NULL
        AND (j."leaseUntil" IS NULL OR (j."leaseUntil" < now() AND ${isLetGo}))
        AND (j."status" = 'checking'
          OR (j."status" = 'ready' AND EXISTS (
            SELECT 1 FROM "ImportRow" r WHERE r."jobId" = j."id" AND r."status" = 'pending'
              AND r."failureKind" = ANY(${RETRIED_KINDS}) AND r."checkedAt" <= ${rested}))
          OR (j."status" = 'running' AND EXISTS (
            SELECT 1 FROM "ImportRow" r WHERE r."jobId" = j."id" AND r."status" = 'pending'
              AND (r."failureKind" IS NULL OR r."checkedAt" <= ${rested})))
          OR (j."status" = 'running' AND NOT EXISTS (
            SELECT 1 FROM "ImportRow" r WHERE r."jobId" = j."id" AND r."status" = 'pending')))
      ORDER BY j."createdAt" LIMIT 1 FOR UPDATE OF j SKIP LOCKED)
    RETURNING "id"`;
  if (!row) return null;
  const job = await ctx.db.importJob.findUniqueOrThrow({
    where: { id: row.id },
    include: { app: true },
  });
  return { ...job, owner };
}

/** Ends the leases of a server that is known to be dead, so that its imports go on at once. */
export async function endImportLeasesOf(ctx: Context, spillOwner: string): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "ImportJob" SET "leaseOwner" = NULL, "leaseUntil" = NULL
    WHERE "leaseOwner" LIKE ${`${spillOwner}:%`}`;
}

/** Asks before each row whether the import is still ours and still wanted. */
export async function renewImport(ctx: Context, job: ClaimedJob): Promise<boolean> {
  const count = await ctx.db.$executeRaw`
    UPDATE "ImportJob" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE "id" = ${job.id}::uuid AND "leaseOwner" = ${job.owner}
      AND "status" IN ('checking', 'ready', 'running')`;
  return count > 0;
}

/** Lets go of an import. With a pause nobody takes it up before HubSpot wants to be asked again. */
export async function releaseImport(
  ctx: Context,
  job: ClaimedJob,
  pauseSeconds: number,
): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "ImportJob" SET "leaseOwner" = NULL,
      "leaseUntil" = CASE WHEN ${pauseSeconds}::int > 0 THEN now() + make_interval(secs => ${pauseSeconds}) END
    WHERE "id" = ${job.id}::uuid AND "leaseOwner" = ${job.owner}`;
}
