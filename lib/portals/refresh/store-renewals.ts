import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import type { RefreshPolicy } from "@/lib/db/generated/enums";
import type { Lease } from "@/lib/portals/lease";
import type { PortalWithGrant } from "@/lib/portals/load-portal";
import { PORTAL_COLUMNS, readPortalRow, type PortalRow } from "@/lib/portals/portal-rows";

/** A renewal that leaves no line in the log: what it writes is the whole outcome. */
export interface Renewal {
  lease: Lease;
  grantId: string;
  columns: RenewalColumns;
  /** Whether the caller needs the portal as it is afterwards. */
  isRead: boolean;
}

/** Absent refresh token and scopes stay as they are. */
export interface RenewalColumns {
  lastRefreshAt: Date;
  nextRefreshAt: Date | null;
  /** The policy by which that was planned. */
  refreshPolicy: RefreshPolicy;
  accessTokenSealed: string;
  accessTokenFingerprint: string;
  accessTokenExpiresAt: Date;
  grantedScopes?: string[];
  refreshTokenSealed?: string;
  refreshTokenFingerprint?: string;
  previousRefreshTokenSealed: string | null;
}

/** "lost" when the lease, the grant or the status is another by now: nothing was written. */
export type Stored = { isStored: true; portal?: PortalWithGrant } | { isStored: false };

interface Waiting {
  renewal: Renewal;
  done(stored: Stored): void;
  failed(error: unknown): void;
}

/** Statements under way at a time: while they are, who comes shares the next. */
const AT_ONCE = 2;
const MOST_IN_ONE = 64;

/** Gathers renewals of one database, so that many share a statement and its commit. */
class Gatherer {
  private readonly waiting: Waiting[] = [];
  private underWay = 0;

  constructor(private readonly db: Context["db"]) {}

  store(renewal: Renewal): Promise<Stored> {
    return new Promise((done, failed) => {
      this.waiting.push({ renewal, done, failed });
      // Those that are ready in the same turn go together.
      setImmediate(() => this.begin());
    });
  }

  private begin(): void {
    while (this.underWay < AT_ONCE && this.waiting.length > 0) {
      this.underWay += 1;
      void this.run(this.waiting.splice(0, MOST_IN_ONE)).finally(() => {
        this.underWay -= 1;
        this.begin();
      });
    }
  }

  private async run(batch: Waiting[]): Promise<void> {
    try {
      const stored = await writeRenewals(
        this.db,
        batch.map(({ renewal }) => renewal),
      );
      for (const { renewal, done } of batch)
        done(stored.get(renewal.lease.portalId) ?? { isStored: false });
    } catch (error) {
      // One that the database does not take must not keep the others from being stored.
      if (batch.length > 1) await Promise.all(batch.map((one) => this.run([one])));
      else batch[0]?.failed(error);
    }
  }
}

const gatherers = new WeakMap<Context["db"], Gatherer>();

/**
 * Stores a renewal under its fence: portal and grant in one statement, together with others that are ready at that time
 * (SEC-31, SEC-36). Safe to repeat; a repetition finds the lease ended, so it says "lost".
 * @throws what the database said
 */
export function storeRenewal({ db }: Pick<Context, "db">, renewal: Renewal): Promise<Stored> {
  let gatherer = gatherers.get(db);
  if (!gatherer) gatherers.set(db, (gatherer = new Gatherer(db)));
  return gatherer.store(renewal);
}

/** Rows are locked in the order of their ids, as everybody does who writes several portals. */
async function writeRenewals(db: Context["db"], renewals: Renewal[]): Promise<Map<string, Stored>> {
  const given = JSON.stringify(
    renewals.map(({ lease, grantId, columns }) => ({ ...lease, grantId, ...columns })),
  );
  const isRead = renewals.some((renewal) => renewal.isRead);
  const rows = await db.$queryRaw<PortalRow[]>`
    WITH n AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${given}::jsonb) AS n("portalId" uuid, "owner" text, "version" int, "grantId" uuid,
        "lastRefreshAt" timestamptz, "nextRefreshAt" timestamptz, "refreshPolicy" "RefreshPolicy", "accessTokenSealed" text,
        "accessTokenFingerprint" text, "accessTokenExpiresAt" timestamptz, "grantedScopes" text[], "refreshTokenSealed" text,
        "refreshTokenFingerprint" text, "previousRefreshTokenSealed" text)
    ), held AS MATERIALIZED (
      SELECT p."id" FROM "Portal" p JOIN n ON n."portalId" = p."id"
      WHERE p."leaseOwner" = n."owner" AND p."leaseVersion" = n."version" AND p."currentGrantId" = n."grantId"
        AND p."status" IN ('connected', 'degraded')
      ORDER BY p."id" FOR NO KEY UPDATE OF p
    ), p AS (
      UPDATE "Portal" o SET "leaseOwner" = NULL, "leaseUntil" = NULL, "refreshStartedAt" = NULL,
        "status" = 'connected', "lastRefreshAt" = n."lastRefreshAt",
        -- Planned by a policy that was changed meanwhile: renewed once more, then planned by the new one.
        "nextRefreshAt" = CASE WHEN o."uninstallRequestedAt" IS NOT NULL THEN NULL WHEN n."refreshPolicy" = a."refreshPolicy" THEN n."nextRefreshAt"
          ELSE n."accessTokenExpiresAt" - interval '5 minutes' END,
        "accessTokenExpiresAt" = n."accessTokenExpiresAt",
        "statusSince" = CASE WHEN o."status" = 'connected' THEN o."statusSince" ELSE n."lastRefreshAt" END,
        "consecutiveFailures" = 0, "lastErrorAt" = NULL, "lastErrorKind" = NULL, "lastErrorStatus" = NULL,
        "lastErrorHttpStatus" = NULL, "lastErrorCorrelationId" = NULL, "outcomeUnknownAt" = NULL, "updatedAt" = now()
      FROM held JOIN n ON n."portalId" = held."id", "HubSpotApp" a
      WHERE o."id" = held."id" AND a."id" = o."appId"
      RETURNING o.*
    ), g AS (
      UPDATE "Grant" o SET "tokenFence" = n."version", "accessTokenSealed" = n."accessTokenSealed",
        "accessTokenFingerprint" = n."accessTokenFingerprint", "accessTokenExpiresAt" = n."accessTokenExpiresAt",
        "grantedScopes" = COALESCE(n."grantedScopes", o."grantedScopes"), "refreshedAt" = n."lastRefreshAt",
        "refreshCount" = o."refreshCount" + 1,
        "refreshTokenSealed" = COALESCE(n."refreshTokenSealed", o."refreshTokenSealed"),
        "refreshTokenFingerprint" = COALESCE(n."refreshTokenFingerprint", o."refreshTokenFingerprint"),
        "previousRefreshTokenSealed" = n."previousRefreshTokenSealed"
      FROM held JOIN n ON n."portalId" = held."id" WHERE o."id" = n."grantId"
      RETURNING o.*
    )
    SELECT ${isRead ? PORTAL_COLUMNS : Prisma.sql`p."id" AS "p.id"`}
    FROM p JOIN g ON g."id" = p."currentGrantId" JOIN "HubSpotApp" a ON a."id" = p."appId"`;
  return new Map(
    rows.map((row) => [
      String(row["p.id"]),
      { isStored: true, ...(isRead && { portal: readPortalRow(row) }) },
    ]),
  );
}
