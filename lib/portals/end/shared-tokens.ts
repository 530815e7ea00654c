import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { appsOf } from "@/lib/reach/reach";

/** A grant of another portal that holds the very same refresh token. */
export interface TokenSharer {
  grantId: string;
  portalId: string;
  /** True when it is that portal's current grant, which then ends with it. */
  isCurrent: boolean;
  label: string;
  hubId: string;
  appId: string;
  appName: string;
}

/**
 * Grants elsewhere that hold the same refresh token as a live grant of this portal, found by fingerprint. HubSpot knows
 * one token only: revoking it here ends it there too (facts, section 3).
 * @param grantIds only these of the portal's grants; all of them without it
 */
export async function findTokenSharers(
  db: Pick<Context["db"], "$queryRaw">,
  portalId: string,
  grantIds?: string[],
): Promise<TokenSharer[]> {
  const only = grantIds ? Prisma.sql`AND mine."id"::text = ANY(${grantIds})` : Prisma.empty;
  const rows = await db.$queryRaw<(Omit<TokenSharer, "hubId"> & { hubId: bigint })[]>`
    SELECT g."id" AS "grantId", p."id" AS "portalId", (p."currentGrantId" = g."id") AS "isCurrent",
      COALESCE(p."hubDomain", 'Hub ' || p."hubId") AS "label", p."hubId", a."id" AS "appId", a."name" AS "appName"
    FROM "Grant" g
    JOIN "Portal" p ON p."id" = g."portalId"
    JOIN "HubSpotApp" a ON a."id" = p."appId"
    WHERE g."portalId" <> ${portalId}::uuid AND g."refreshTokenSealed" IS NOT NULL
      AND g."refreshTokenFingerprint" IN (
        SELECT mine."refreshTokenFingerprint" FROM "Grant" mine
        WHERE mine."portalId" = ${portalId}::uuid AND mine."refreshTokenSealed" IS NOT NULL ${only})
    ORDER BY p."id", g."id"`;
  return rows.map((row) => ({
    ...row,
    isCurrent: row.isCurrent ?? false,
    hubId: row.hubId.toString(),
  }));
}

/**
 * HubSpot knows one token only: somebody who is limited to some apps does not end a connection of another one with theirs.
 * @param given as whoever acts reaches it, `whole` as it is
 * @throws AppError grant_in_use
 */
export async function assertNoneBeyond(
  given: Context,
  whole: Context,
  portalId: string,
): Promise<void> {
  const apps = appsOf(given);
  if (apps === null) return;
  const sharers = await findTokenSharers(whole.db, portalId);
  if (sharers.some(({ appId }) => !apps.includes(appId))) throw new AppError("grant_in_use");
}

/** The portals that would lose their refresh token together with this one, once each. */
export async function listTokenSharers(
  ctx: Context,
  portalId: string,
): Promise<{ id: string; label: string; hubId: string; appName: string }[]> {
  const sharers = await findTokenSharers(ctx.db, portalId);
  const byPortal = new Map(sharers.map((sharer) => [sharer.portalId, sharer]));
  return [...byPortal.values()].map(({ portalId: id, label, hubId, appName }) => ({
    id,
    label,
    hubId,
    appName,
  }));
}
