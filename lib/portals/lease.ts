import "server-only";
import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import { TOTAL_TIMEOUT_MS } from "@/lib/hubspot/transport";

/** Names this process in lease rows. */
const OWNER = randomUUID();

/** A lease outlives every call made under it (two calls at most: the act and its proof) and the write after them. */
export const LEASE_MS = 2 * TOTAL_TIMEOUT_MS + 15_000;

/** The right to talk to HubSpot about one portal, fenced by `version`: only its holder may store an outcome. */
export interface Lease {
  portalId: string;
  owner: string;
  version: number;
}

/**
 * Claims the lease of a portal in one conditional statement, or returns null when somebody holds it or the row moved
 * on since `seenVersion` was read. The start of the work is written with it, so a crash leaves a trace (SEC-34).
 */
export async function claimLease(
  ctx: Context,
  portalId: string,
  seenVersion: number,
): Promise<Lease | null> {
  const owner = `${OWNER}:${randomUUID().slice(0, 8)}`;
  const leaseSeconds = LEASE_MS / 1000;
  const rows = await ctx.db.$queryRaw<{ leaseVersion: number }[]>`
    UPDATE "Portal"
    SET "leaseVersion" = "leaseVersion" + 1, "leaseOwner" = ${owner},
        "leaseUntil" = now() + make_interval(secs => ${leaseSeconds}), "refreshStartedAt" = now()
    WHERE "id" = ${portalId}::uuid AND "leaseVersion" = ${seenVersion}
      AND ("leaseUntil" IS NULL OR "leaseUntil" < now())
    RETURNING "leaseVersion"`;
  const [row] = rows;
  return row ? { portalId, owner, version: row.leaseVersion } : null;
}

/** Gives a lease back without storing anything; does nothing when it is no longer ours. */
export async function releaseLease(ctx: Context, lease: Lease): Promise<void> {
  await ctx.db.portal.updateMany({
    where: heldBy(lease),
    data: { leaseOwner: null, leaseUntil: null, refreshStartedAt: null },
  });
}

/** The condition under which the holder of a lease may write. */
export function heldBy(lease: Lease) {
  return { id: lease.portalId, leaseOwner: lease.owner, leaseVersion: lease.version };
}

/** Columns that end a lease; part of the statement that stores its outcome. */
export const LEASE_ENDED = { leaseOwner: null, leaseUntil: null, refreshStartedAt: null } as const;

const POLL_MS = 100;

/** Waits until nobody holds the lease of a portal any more. */
export async function waitForLease(ctx: Context, portalId: string): Promise<void> {
  const giveUpAt = Date.now() + LEASE_MS;
  while (Date.now() < giveUpAt) {
    const [row] = await ctx.db.$queryRaw<{ held: boolean }[]>`
      SELECT COALESCE("leaseUntil" > now(), false) AS "held" FROM "Portal" WHERE "id" = ${portalId}::uuid`;
    if (!row?.held) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
