import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import { assigned, insertRow, type Written } from "@/lib/db/written-columns";

type GrantColumns = Written<Prisma.GrantCreateManyInput>;
type NewPortal = Written<Prisma.PortalCreateManyInput>;
export type PortalColumns = Omit<NewPortal, "appId" | "hubId">;

interface GrantRows {
  /** Of the row that is made. */
  grant: GrantColumns & { portalId: string; refreshTokenFingerprint: string; createdAt: Date };
  /** Of its portal, where the grant is the one in use from now on. */
  portal: PortalColumns | null;
  /** Given when the portal is made as well. */
  isNewOf: { appId: string; hubId: bigint } | null;
}

/**
 * Parts of a WITH that write a grant that came in: its row, the earlier ones stepping back, and the portal it is used for. All
 * of them see the rows as they were before, and rows that name each other are checked at the end of the statement.
 */
export function writeGrantRows({ grant, portal, isNewOf }: GrantRows): Prisma.Sql {
  const made = Prisma.sql`made AS (${insertRow("Grant", grant)} RETURNING "id")`;
  if (!portal) return made;
  // Asked for, so that it is written first: a trigger of the portal copies from it what lists show.
  const currentGrantId = Prisma.sql`(SELECT "id" FROM made)`;
  const written: PortalColumns = { ...portal, currentGrantId, updatedAt: Prisma.sql`now()` };
  if (isNewOf) {
    // A row that has no fence yet.
    const row: NewPortal = { ...written, ...isNewOf, id: grant.portalId, leaseVersion: 1 };
    return Prisma.sql`${made}, portal AS (${insertRow("Portal", row)})`;
  }
  return Prisma.sql`${made}, earlier AS (${stepBack(grant.portalId, grant.refreshTokenFingerprint, grant.createdAt)}),
    portal AS (UPDATE "Portal" SET ${assigned(written)} WHERE "id" = ${grant.portalId}::uuid)`;
}

/**
 * Earlier grants of a portal step back. Their access tokens are of no further use; a refresh token is kept sealed so that it
 * can still be revoked, unless HubSpot handed out the very same one again, as the fingerprint says.
 */
export function stepBack(
  portalId: string,
  refreshTokenFingerprint: string | null,
  now: Date,
): Prisma.Sql {
  const isSame = Prisma.sql`"refreshTokenFingerprint" = ${refreshTokenFingerprint}`;
  return Prisma.sql`
    UPDATE "Grant" SET "supersededAt" = COALESCE("supersededAt", ${now}), "accessTokenSealed" = NULL,
      "previousRefreshTokenSealed" = NULL, "identifyAt" = NULL, "heldBackAt" = NULL,
      "refreshTokenSealed" = CASE WHEN ${isSame} THEN NULL ELSE "refreshTokenSealed" END
    WHERE "portalId" = ${portalId}::uuid AND ("supersededAt" IS NULL OR ${isSame})`;
}
