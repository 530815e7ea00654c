import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import type { PortalStatus } from "@/lib/portals/status";
import { where } from "./count";
import { filterOf } from "./list-filters";
import { ANY_PORTAL } from "./list-query";

export interface QuickPortal {
  id: string;
  hubId: string;
  hubDomain: string | null;
  installerEmail: string | null;
  appName: string;
  appSlug: string;
  status: PortalStatus;
  /** The state of its lease, by which a refresh tells whether another came first. */
  leaseVersion: number;
}

/**
 * The first few portals that a text fits, by Hub ID, domain or installer: each part by its index, and none is counted.
 * Hub IDs that begin with it come first, the exact one before the rest.
 */
export async function quickFindPortals(
  ctx: Context,
  q: string,
  limit: number,
): Promise<QuickPortal[]> {
  const { parts } = await filterOf(ctx, { ...ANY_PORTAL, q });
  const found: QuickPortal[] = [];
  for (const { conditions, order } of parts) {
    const rows = await ctx.db.$queryRaw<(Omit<QuickPortal, "hubId"> & { hubId: bigint })[]>`
      SELECT p."id", p."hubId", p."hubDomain", p."installerEmail", p."status", p."leaseVersion",
        a."name" AS "appName", a."slug" AS "appSlug"
      FROM (SELECT p.* FROM "Portal" p ${where(conditions)}
        ${order ? Prisma.sql`ORDER BY ${order}` : Prisma.empty} LIMIT ${limit - found.length}) p
      JOIN "HubSpotApp" a ON a."id" = p."appId"
      ORDER BY LENGTH(p."hubId"::text), p."statusRank", p."hubId"`;
    found.push(...rows.map(({ hubId, ...row }) => ({ ...row, hubId: hubId.toString() })));
    if (found.length >= limit) break;
  }
  return found;
}
