import "server-only";
import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { COUNT_CAP, countUpToCap } from "./count";
import { filterOf, STATUS_RANKS } from "./list-filters";
import { ANY_PORTAL } from "./list-query";
import { listUndecided } from "./undecided";
import { isUninstallPending, PORTAL_STATUSES, type PortalStatus } from "@/lib/portals/status";

/**
 * Portals a person should look at: refused grants, refused apps, and endings HubSpot has not confirmed. Beside them stand
 * those with two grants of which somebody has to choose one.
 */
const TROUBLE = { statusRank: { lte: STATUS_RANKS.app_error } };

/** Up to `COUNT_CAP`. */
export async function countTrouble(ctx: Context): Promise<number> {
  const undecided = await listUndecided(ctx);
  const [{ total = 0 } = {}] = await ctx.db.$queryRaw<{ total: number }[]>`
    SELECT COUNT(*)::int AS "total" FROM (
      SELECT 1 FROM "Portal" WHERE "statusRank" <= ${TROUBLE.statusRank.lte}
      UNION ALL
      SELECT 1 FROM "Portal" WHERE "id" = ANY(${undecided}::uuid[]) AND "statusRank" > ${TROUBLE.statusRank.lte}
      LIMIT ${COUNT_CAP}) AS counted`;
  return total;
}

/** How many portals have each status, each up to `COUNT_CAP`. */
export async function countByStatus(ctx: Context): Promise<Record<PortalStatus, number>> {
  const counted = await Promise.all(
    PORTAL_STATUSES.map(async (status) => {
      const filter = await filterOf(ctx, { ...ANY_PORTAL, status: [status] });
      const { total } = await countUpToCap(ctx, filter);
      return [status, Math.min(total, COUNT_CAP)] as const;
    }),
  );
  return Object.fromEntries(counted) as Record<PortalStatus, number>;
}

export interface OverviewPortal {
  id: string;
  label: string;
  hubId: string;
  status: PortalStatus;
  isRevocationPending: boolean;
  isUninstallPending: boolean;
  /** Somebody has to choose between two grants. */
  isHeldBack: boolean;
  appName: string;
  appSlug: string;
  lastErrorKind: string | null;
  since: Date;
}

export interface OverviewView {
  apps: number;
  hasPortals: boolean;
  /** Each exact up to `COUNT_CAP`. */
  counts: Record<PortalStatus, number>;
  trouble: OverviewPortal[];
  /** Degraded portals, the one whose token ends first on top: only failing refreshes make expiry a worry. */
  failing: (OverviewPortal & { accessTokenExpiresAt: Date | null; nextTryAt: Date | null })[];
  refusedApps: { slug: string; name: string; since: Date }[];
  v1Apps: { slug: string; name: string }[];
}

const SHOWN = 6;

/** Is anything broken, what expires next: the state of everything in a few bounded queries. */
export async function getOverview(ctx: Context): Promise<OverviewView> {
  const include = { app: { select: { name: true, slug: true } } };
  const undecided = await listUndecided(ctx);
  const lookAt = (where: Prisma.PortalWhereInput) =>
    ctx.db.portal.findMany({ where, include, orderBy: { statusSince: "desc" }, take: SHOWN });
  const [apps, counts, troubled, heldBack, failing, refusedApps, v1Apps] = await Promise.all([
    ctx.db.hubSpotApp.count(),
    countByStatus(ctx),
    lookAt(TROUBLE),
    lookAt({ id: { in: undecided }, statusRank: { gt: TROUBLE.statusRank.lte } }),
    ctx.db.portal.findMany({
      where: { statusRank: STATUS_RANKS.degraded },
      include,
      orderBy: { accessTokenExpiresAt: "asc" },
      take: SHOWN,
    }),
    ctx.db.hubSpotApp.findMany({ where: { credentialsRefusedAt: { not: null } }, take: SHOWN }),
    ctx.db.hubSpotApp.findMany({ where: { apiVersion: "v1" }, take: SHOWN }),
  ]);
  const trouble = [...troubled, ...heldBack]
    .sort((one, other) => other.statusSince.getTime() - one.statusSince.getTime())
    .slice(0, SHOWN);
  return {
    apps,
    hasPortals: Object.values(counts).some((count) => count > 0),
    counts,
    trouble: trouble.map((portal) => overviewPortal(portal, undecided)),
    failing: failing.map((portal) => ({
      ...overviewPortal(portal, undecided),
      accessTokenExpiresAt: portal.accessTokenExpiresAt,
      nextTryAt: portal.nextRefreshAt,
    })),
    refusedApps: refusedApps.flatMap(({ slug, name, credentialsRefusedAt }) =>
      credentialsRefusedAt ? [{ slug, name, since: credentialsRefusedAt }] : [],
    ),
    v1Apps: v1Apps.map(({ slug, name }) => ({ slug, name })),
  };
}

interface PortalFacts {
  id: string;
  hubId: bigint;
  hubDomain: string | null;
  status: PortalStatus;
  statusSince: Date;
  revokeRequestedAt: Date | null;
  revokedAt: Date | null;
  uninstallRequestedAt: Date | null;
  lastErrorKind: string | null;
  app: { name: string; slug: string };
}

function overviewPortal(portal: PortalFacts, undecided: string[]): OverviewPortal {
  return {
    id: portal.id,
    label: portal.hubDomain ?? `Hub ${portal.hubId}`,
    hubId: portal.hubId.toString(),
    status: portal.status,
    isRevocationPending: portal.revokeRequestedAt !== null && portal.revokedAt === null,
    isUninstallPending: isUninstallPending(portal),
    isHeldBack: undecided.includes(portal.id),
    appName: portal.app.name,
    appSlug: portal.app.slug,
    lastErrorKind: portal.lastErrorKind,
    since: portal.statusSince,
  };
}
