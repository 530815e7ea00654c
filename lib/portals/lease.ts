import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { TOKEN_TIMEOUT_MS } from "@/lib/hubspot/transport";
import type { PortalWithGrant } from "@/lib/portals/load-portal";
import { PORTAL_COLUMNS, readPortalRow, type PortalRow } from "@/lib/portals/portal-rows";

/**
 * A lease outlives the calls that are made under it, two token calls (one for each client secret), and the write after
 * them. Whoever makes more calls extends it first.
 */
export const LEASE_MS = 2 * TOKEN_TIMEOUT_MS + 30_000;

/** How long after a start of the database leases that have run out stay with those who hold an answer. */
export const HOLDERS_TURN_SECONDS = 5;

/** The right to talk to HubSpot about one portal, fenced by `version`: only its holder may store an outcome. */
export interface Lease {
  portalId: string;
  owner: string;
  version: number;
}

/** The owner of leases that are claimed together: this process, and which claim it was. */
export function newLeaseOwner(ctx: Pick<Context, "spill">): string {
  return `${ctx.spill.owner}:${randomUUID().slice(0, 8)}`;
}

/**
 * What a claim writes into a portal `p`. The start of the work is written with it, so a crash leaves a trace; the trace of an earlier one
 * stays as `outcomeUnknownAt` (SEC-34).
 */
export function leaseClaimed(owner: string): Prisma.Sql {
  return Prisma.sql`"leaseVersion" = p."leaseVersion" + 1, "leaseOwner" = ${owner},
    "leaseUntil" = now() + make_interval(secs => ${LEASE_MS / 1000}), "refreshStartedAt" = now(),
    "outcomeUnknownAt" = COALESCE(p."outcomeUnknownAt", p."refreshStartedAt")`;
}

/** The condition under which the lease of a portal `p` may be claimed. */
export const LEASE_IS_FREE = Prisma.sql`(p."leaseUntil" IS NULL
  OR (p."leaseUntil" < now() AND ${leaseIsLetGo(Prisma.sql`p."leaseOwner"`)}))`;

/**
 * Claims the lease of a portal in one conditional statement, or returns null when somebody holds it or the row moved
 * on since `seenVersion` was read.
 */
export async function claimLease(
  ctx: Context,
  portalId: string,
  seenVersion: number,
): Promise<Lease | null> {
  return (await claimWithPortal(ctx, portalId, seenVersion))?.lease ?? null;
}

/** The same, with the portal as it is under the lease. */
export async function claimWithPortal(
  ctx: Context,
  portalId: string,
  seenVersion: number,
): Promise<{ lease: Lease; portal: PortalWithGrant } | null> {
  const owner = newLeaseOwner(ctx);
  const [row] = await ctx.db.$queryRaw<PortalRow[]>`
    WITH claimed AS (
      UPDATE "Portal" p SET ${leaseClaimed(owner)}
      WHERE p."id" = ${portalId}::uuid AND p."leaseVersion" = ${seenVersion} AND ${LEASE_IS_FREE}
      RETURNING *)
    SELECT ${PORTAL_COLUMNS} FROM claimed p JOIN "HubSpotApp" a ON a."id" = p."appId"
    LEFT JOIN "Grant" g ON g."id" = p."currentGrantId"`;
  if (!row) return null;
  const portal = readPortalRow(row);
  return { lease: { portalId, owner, version: portal.leaseVersion }, portal };
}

/** Gives a lease back without storing anything; does nothing when it is no longer ours. */
export async function releaseLease(ctx: Context, lease: Lease): Promise<void> {
  await ctx.db.portal.updateMany({ where: heldBy(lease), data: LEASE_ENDED });
}

/** The same for many whose work was not begun. */
export async function releaseLeases(ctx: Context, leases: Lease[]): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "Portal" p SET "leaseOwner" = NULL, "leaseUntil" = NULL, "refreshStartedAt" = NULL
    FROM unnest(${leases.map(({ portalId }) => portalId)}::uuid[], ${leases.map(({ owner }) => owner)}::text[],
      ${leases.map(({ version }) => version)}::int[]) AS l(portal, owner, version)
    WHERE p."id" = l.portal AND p."leaseOwner" = l.owner AND p."leaseVersion" = l.version`;
}

/**
 * Gives the holder more time for another call.
 * @returns false when the lease is no longer theirs: the call must not be made
 */
export async function extendLease(ctx: Context, lease: Lease): Promise<boolean> {
  const count = await ctx.db.$executeRaw`
    UPDATE "Portal" SET "leaseUntil" = now() + make_interval(secs => ${LEASE_MS / 1000})
    WHERE "id" = ${lease.portalId}::uuid AND "leaseOwner" = ${lease.owner} AND "leaseVersion" = ${lease.version}`;
  return count === 1;
}

/**
 * Ends the leases of a process that is known to be dead. The start of its work stays written, so what it had begun counts
 * as unknown from now on and is tried again at once.
 */
export async function endLeasesOf(ctx: Context, spillOwner: string): Promise<void> {
  await ctx.db.$executeRaw`
    UPDATE "Portal" SET "leaseUntil" = LEAST("leaseUntil", now()), "leaseOwner" = NULL
    WHERE "refreshStartedAt" IS NOT NULL AND "leaseOwner" LIKE ${`${spillOwner}:%`}`;
}

/**
 * For a lease whose time is over: whether its holder had the chance to keep it. While the database was away nobody could,
 * and who held an answer of HubSpot all that time stores it as soon as the database is back. A holder that is known to be
 * dead is named no more.
 */
export function leaseIsLetGo(owner: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${owner} IS NULL OR pg_postmaster_start_time() < now() - make_interval(secs => ${HOLDERS_TURN_SECONDS}))`;
}

/** The condition under which the holder of a lease may write. */
export function heldBy(lease: Lease) {
  return { id: lease.portalId, leaseOwner: lease.owner, leaseVersion: lease.version };
}

/** Columns that end a lease; part of the statement that stores its outcome. */
export const LEASE_ENDED = { leaseOwner: null, leaseUntil: null, refreshStartedAt: null } as const;

/**
 * The start of a piece of work whose holder is gone: its lease is over and no outcome was stored. HubSpot may have
 * answered it.
 */
export function isOutcomeUnknown(
  portal: { refreshStartedAt: Date | null; leaseUntil: Date | null; outcomeUnknownAt: Date | null },
  now: Date,
): boolean {
  return portal.outcomeUnknownAt !== null || isAbandoned(portal, now);
}

/** Somebody began, and nobody is at it any more. */
export function isAbandoned(
  portal: { refreshStartedAt: Date | null; leaseUntil: Date | null },
  now: Date,
): boolean {
  return (
    portal.refreshStartedAt !== null && (portal.leaseUntil === null || portal.leaseUntil <= now)
  );
}
