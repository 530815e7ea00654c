import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import type { PortalStatus } from "@/lib/portals/status";
import type { PortalListQuery } from "./list-query";
import { holdsText } from "./search-text";

/** What a caller may see at all; an empty list is no limit. */
export interface PortalLimits {
  appIds: string[];
  hubIds: bigint[];
}

/**
 * The ranks of the statuses in lists, as the trigger `rank_portal_status` gives them. Portals of any status whose end
 * HubSpot has not confirmed have rank 0.
 */
export const STATUS_RANKS: Record<PortalStatus, number> = {
  needs_reconnect: 1,
  app_error: 2,
  degraded: 3,
  connected: 4,
  uninstalled: 5,
  revoked: 6,
};

/** Conditions on `Portal` p, said in three ways; each way all of them belong together. */
export interface PortalFilter {
  /** To pass portals on a walk by. */
  walked: Prisma.Sql[];
  /** The same portals in parts that share none, each of which an index finds. */
  parts: FilterPart[];
}

export interface FilterPart {
  conditions: Prisma.Sql[];
  /** The index's order: with it the planner does not go through the table in the hope that some come soon. */
  order?: Prisma.Sql;
}

export function limitsOf({ appIds, hubIds }: PortalLimits): Prisma.Sql[] {
  return [
    ...(appIds.length > 0 ? [Prisma.sql`p."appId" = ANY(${appIds}::uuid[])`] : []),
    ...(hubIds.length > 0 ? [Prisma.sql`p."hubId" = ANY(${hubIds}::bigint[])`] : []),
  ];
}

/** The values stand in the conditions plainly, so that the planner knows how common each is. */
export async function filterOf(
  ctx: Pick<Context, "db">,
  query: Pick<PortalListQuery, "status" | "app" | "q">,
  more: Prisma.Sql[] = [],
): Promise<PortalFilter> {
  const always = [...more];
  if (query.app) {
    const app = await ctx.db.hubSpotApp.findUnique({
      where: { slug: query.app },
      select: { id: true },
    });
    always.push(app ? Prisma.sql`p."appId" = ${app.id}::uuid` : Prisma.sql`false`);
  }
  const found = query.q ? await search(ctx, query.q) : null;
  const status = query.status.length > 0 ? statusIn(query.status) : null;
  const statusParts = status ? status.parts.map((part) => [part, ...always]) : [always];
  return {
    walked: [...(status ? [status.all] : []), ...always, ...(found ? [found.plain] : [])],
    parts: statusParts.flatMap((part) =>
      found
        ? found.parts.map(({ conditions, order }) => ({
            conditions: [...part, ...conditions],
            order: status ? undefined : order,
          }))
        : [{ conditions: part }],
    ),
  };
}

/** By rank, which lists are sorted by first; portals whose end is not confirmed have one rank whatever their status. */
function statusIn(all: PortalStatus[]): { all: Prisma.Sql; parts: Prisma.Sql[] } {
  const ranks = Prisma.join(all.map((status) => Prisma.sql`${STATUS_RANKS[status]}::int`));
  const statuses = Prisma.join(all.map((status) => Prisma.sql`${status}::"PortalStatus"`));
  return {
    all: Prisma.sql`p."statusRank" IN (0, ${ranks}) AND (p."statusRank" > 0 OR p."status" IN (${statuses}))`,
    parts: [
      Prisma.sql`p."statusRank" IN (${ranks})`,
      Prisma.sql`p."statusRank" = 0 AND p."status" IN (${statuses})`,
    ],
  };
}

interface Search {
  plain: Prisma.Sql;
  parts: FilterPart[];
}

/** Domain, installer or the beginning of a Hub ID; the expressions are those of the indexes. */
async function search(ctx: Pick<Context, "db">, q: string): Promise<Search> {
  const { plain, lookedUp } = await holdsText(ctx, q);
  if (!/^\d{1,19}$/.test(q)) return { plain, parts: [{ conditions: [lookedUp] }] };
  const isHubId = Prisma.sql`(p."hubId"::text) LIKE ${`${q}%`}`;
  return {
    plain: Prisma.sql`(${plain} OR ${isHubId})`,
    parts: [
      { conditions: [isHubId], order: Prisma.sql`(p."hubId"::text) USING ~<~` },
      // A number has no part that nearly all portals share.
      { conditions: [plain, Prisma.sql`NOT ${isHubId}`] },
    ],
  };
}
