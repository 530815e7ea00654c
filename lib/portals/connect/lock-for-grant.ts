import "server-only";
import { NEXT_SEQ } from "@/lib/audit/record";
import type { DbTransaction } from "@/lib/db/client";
import { Prisma, type Portal } from "@/lib/db/generated/client";

/** What is said of a portal that is here already when another grant for it comes in. */
export type KnownPortal = Pick<
  Portal,
  "id" | "outcomeUnknownAt" | "refreshStartedAt" | "leaseUntil"
>;

/** How an attempt and its portal stand when its grant is to be stored. */
export interface FoundForGrant {
  status: string;
  /** The account that a reconnect is for; null when it may be any. */
  expectedHubId: bigint | null;
  /** Absent: it is new, or not to be written, for the attempt is over or wants another account. */
  known: KnownPortal | undefined;
  /** The number of the audit line about it. */
  seq: bigint;
}

const KNOWN = Prisma.sql`"id", "outcomeUnknownAt", "refreshStartedAt", "leaseUntil"`;

/**
 * Holds an attempt, and then the portal that its grant belongs to, until the caller's transaction ends; draws the number of
 * the line about it. In this order and in one statement: a scalar subquery is evaluated before the row that asks for it.
 * A row that somebody else writes meanwhile is waited for and read as they left it.
 * @param hubId whose grant it is; null when no portal is to be written
 * @returns undefined when the attempt is gone
 */
export async function lockForGrant(
  tx: DbTransaction,
  attemptId: string,
  hubId: bigint | null,
): Promise<FoundForGrant | undefined> {
  const [row] = await tx.$queryRaw<(Omit<FoundForGrant, "known"> & OrNull<KnownPortal>)[]>`
    WITH attempt AS MATERIALIZED (
      SELECT "status", "appId", "expectedPortalId" FROM "ConnectAttempt" WHERE "id" = ${attemptId}::uuid FOR UPDATE
    ), expected AS MATERIALIZED (
      SELECT "hubId" FROM "Portal" WHERE "id" = (SELECT "expectedPortalId" FROM attempt)
    ), known AS MATERIALIZED (
      SELECT ${KNOWN} FROM "Portal"
      WHERE "appId" = (SELECT "appId" FROM attempt WHERE "status" = 'exchanging') AND "hubId" = ${hubId}::bigint
        AND NOT EXISTS (SELECT 1 FROM expected WHERE "hubId" <> ${hubId}::bigint)
      FOR UPDATE
    )
    SELECT attempt."status"::text AS "status", (SELECT "hubId" FROM expected) AS "expectedHubId", ${NEXT_SEQ} AS "seq", known.*
    FROM attempt LEFT JOIN known ON true`;
  if (!row) return undefined;
  const { status, expectedHubId, seq, id, ...portal } = row;
  return { status, expectedHubId, seq, known: id === null ? undefined : { id, ...portal } };
}

type OrNull<T> = { [Name in keyof T]: T[Name] | null };

/** Holds a portal until the caller's transaction ends. @returns undefined when it is new */
export async function lockPortal(
  tx: DbTransaction,
  appId: string,
  hubId: bigint,
): Promise<KnownPortal | undefined> {
  const [known] = await tx.$queryRaw<KnownPortal[]>`
    SELECT ${KNOWN} FROM "Portal" WHERE "appId" = ${appId}::uuid AND "hubId" = ${hubId} FOR UPDATE`;
  return known;
}
