import "server-only";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export interface BlockingPortal {
  id: string;
  hubId: string;
  label: string;
}

export interface BlockingPortals {
  total: number;
  /** The first of them. */
  portals: BlockingPortal[];
}

const SHOWN = 20;

/**
 * Portals of an app that are live or still hold a refresh token, were it of an earlier grant: an app with any cannot be
 * deleted, or the token would live on at HubSpot with nobody left to revoke it.
 */
export async function findBlockingPortals(
  db: DbTransaction,
  appId: string,
): Promise<BlockingPortals> {
  const where: Prisma.PortalWhereInput = {
    appId,
    OR: [
      { status: { in: ["connected", "degraded", "app_error"] } },
      { grants: { some: { refreshTokenSealed: { not: null } } } },
    ],
  };
  const [total, portals] = await Promise.all([
    db.portal.count({ where }),
    db.portal.findMany({
      where,
      select: { id: true, hubId: true, hubDomain: true },
      orderBy: { hubId: "asc" },
      take: SHOWN,
    }),
  ]);
  return {
    total,
    portals: portals.map(({ id, hubId, hubDomain }) => ({
      id,
      hubId: hubId.toString(),
      label: hubDomain ?? `Hub ${hubId}`,
    })),
  };
}

export function listBlockingPortals(ctx: Context, appId: string): Promise<BlockingPortals> {
  return findBlockingPortals(ctx.db, appId);
}
