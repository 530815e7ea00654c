import "server-only";
import type { Context } from "@/lib/context";
import { Prisma } from "@/lib/db/generated/client";
import type { PortalStatus } from "@/lib/portals/status";
import { boundsOf, RANGE_FIELDS, type RangeField } from "./date-range";
import type { PortalFilterQuery, PortalTrait } from "./list-query";
import { scopesBehind } from "./scopes-behind";
import { holdsText } from "./search-text";
import { listUndecided } from "./undecided";

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
  ctx: Pick<Context, "db" | "now">,
  query: PortalFilterQuery,
  more: Prisma.Sql[] = [],
): Promise<PortalFilter> {
  const always = [...more, ...rangesIn(query.ranges, ctx.now())];
  if (query.apps.length > 0) always.push(await appIn(ctx, query.apps));
  if (query.tags.length > 0) always.push(inCare(Prisma.sql`c."tags" && ${query.tags}::text[]`));
  if (query.owners.length > 0)
    always.push(inCare(Prisma.sql`c."ownerId" = ANY(${query.owners}::uuid[])`));
  const traits: Condition[] = [];
  for (const trait of query.traits) traits.push(await CONDITIONS[trait](ctx));
  const found = query.q ? await search(ctx, query.q) : null;
  const status = query.status.length > 0 ? [statusIn(query.status)] : [];
  const all = [...status, ...traits];
  const parts = inParts(all).map((part) => [...part, ...always]);
  return {
    walked: [...all.map(({ plain }) => plain), ...always, ...(found ? [found.plain] : [])],
    parts: parts.flatMap((part) =>
      found
        ? found.parts.map(({ conditions, order }) => ({
            conditions: [...part, ...conditions],
            order: all.length > 0 ? undefined : order,
          }))
        : [{ conditions: part }],
    ),
  };
}

/** By what the team keeps about a portal, in a table of its own with few rows. */
function inCare(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`p."id" IN (SELECT c."portalId" FROM "PortalCare" c WHERE ${condition})`;
}

/** A condition as a whole, and in parts that share no portal. */
interface Condition {
  plain: Prisma.Sql;
  parts: Prisma.Sql[];
}

/** Each part of one with each of the others. */
function inParts(conditions: Condition[]): Prisma.Sql[][] {
  return conditions.reduce<Prisma.Sql[][]>(
    (before, { parts }) => before.flatMap((one) => parts.map((part) => [...one, part])),
    [[]],
  );
}

async function appIn(ctx: Pick<Context, "db">, slugs: string[]): Promise<Prisma.Sql> {
  const apps = await ctx.db.hubSpotApp.findMany({
    where: { slug: { in: slugs } },
    select: { id: true },
  });
  if (apps.length === 0) return Prisma.sql`false`;
  return Prisma.sql`p."appId" IN (${Prisma.join(apps.map(({ id }) => Prisma.sql`${id}::uuid`))})`;
}

/** By rank, which lists are sorted by first; portals whose end is not confirmed have one rank whatever their status. */
function statusIn(all: PortalStatus[]): Condition {
  const ranks = Prisma.join(all.map((status) => Prisma.sql`${STATUS_RANKS[status]}::int`));
  const statuses = Prisma.join(all.map((status) => Prisma.sql`${status}::"PortalStatus"`));
  return {
    plain: Prisma.sql`p."statusRank" IN (0, ${ranks}) AND (p."statusRank" > 0 OR p."status" IN (${statuses}))`,
    parts: [
      Prisma.sql`p."statusRank" IN (${ranks})`,
      Prisma.sql`p."statusRank" = 0 AND p."status" IN (${statuses})`,
    ],
  };
}

const CONDITIONS: Record<PortalTrait, (ctx: Pick<Context, "db">) => Promise<Condition>> = {
  /** The same as the overview counts: refused grants and apps, endings not confirmed, two grants to choose from. */
  async needs_attention(ctx) {
    const undecided = await listUndecided(ctx);
    const isTrouble = Prisma.sql`p."statusRank" <= ${STATUS_RANKS.app_error}::int`;
    if (undecided.length === 0) return { plain: isTrouble, parts: [isTrouble] };
    const isUndecided = Prisma.sql`p."id" = ANY(${undecided}::uuid[])`;
    return {
      plain: Prisma.sql`(${isTrouble} OR ${isUndecided})`,
      parts: [isTrouble, Prisma.sql`${isUndecided} AND NOT ${isTrouble}`],
    };
  },
  async scopes_behind(ctx) {
    const plain = await scopesBehind(ctx);
    return { plain, parts: [plain] };
  },
  never_read() {
    const plain = Prisma.sql`p."lastReadAt" IS NULL`;
    return Promise.resolve({ plain, parts: [plain] });
  },
};

/** To the letter what lists are sorted by, so that the same indexes find a range. */
const RANGE_COLUMNS: Record<RangeField, Prisma.Sql> = {
  connected: Prisma.sql`p."createdAt"`,
  refreshed: Prisma.sql`COALESCE(p."lastRefreshAt", '-infinity'::timestamptz)`,
  expires: Prisma.sql`COALESCE(p."accessTokenExpiresAt", 'infinity'::timestamptz)`,
};

function rangesIn(ranges: PortalFilterQuery["ranges"], now: Date): Prisma.Sql[] {
  return RANGE_FIELDS.flatMap((field) => {
    const range = ranges[field];
    if (!range) return [];
    const { from, to } = boundsOf(field, range, now);
    const column = RANGE_COLUMNS[field];
    return [
      // What has no time is in no range.
      from
        ? Prisma.sql`${column} >= ${from}::timestamptz`
        : Prisma.sql`${column} > '-infinity'::timestamptz`,
      to
        ? Prisma.sql`${column} <= ${to}::timestamptz`
        : Prisma.sql`${column} < 'infinity'::timestamptz`,
    ];
  });
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
