import "server-only";
import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { isUninstallPending, type PortalStatus } from "@/lib/portals/status";

/**
 * Portals a person should look at: refused grants, refused apps, endings HubSpot has not confirmed, and two grants of
 * which somebody has to choose one.
 */
function troubleAmong(heldBack: string[]): Prisma.PortalWhereInput {
  return {
    OR: [
      { status: { in: ["needs_reconnect", "app_error"] } },
      { revokeRequestedAt: { not: null }, revokedAt: null },
      { uninstallRequestedAt: { not: null }, status: { not: "uninstalled" } },
      { id: { in: heldBack } },
    ],
  };
}

/** Portals with a stranger's grant that waits for a decision: few at most, and an index finds them. */
async function listUndecided(ctx: Context): Promise<string[]> {
  const grants = await ctx.db.grant.findMany({
    where: { heldBackAt: { not: null }, refreshTokenSealed: { not: null } },
    select: { portalId: true },
    orderBy: { heldBackAt: "desc" },
    take: 100,
  });
  return grants.map(({ portalId }) => portalId);
}

export async function countTrouble(ctx: Context): Promise<number> {
  return ctx.db.portal.count({ where: troubleAmong(await listUndecided(ctx)) });
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
  lastErrorKind: string | null;
  since: Date;
}

export interface OverviewView {
  apps: number;
  portals: number;
  counts: Record<PortalStatus, number>;
  revocationsPending: number;
  trouble: OverviewPortal[];
  /** Degraded portals, the one whose token ends first on top: only failing refreshes make expiry a worry. */
  failing: (OverviewPortal & { accessTokenExpiresAt: Date | null; nextTryAt: Date | null })[];
  refusedApps: { slug: string; name: string; since: Date }[];
  v1Apps: { slug: string; name: string }[];
}

const SHOWN = 6;

/** Is anything broken, what expires next: the state of everything in a few bounded queries. */
export async function getOverview(ctx: Context): Promise<OverviewView> {
  const include = {
    app: { select: { name: true } },
    currentGrant: { select: { accessTokenExpiresAt: true } },
  };
  const undecided = await listUndecided(ctx);
  const [apps, byStatus, revocationsPending, trouble, failing, refusedApps, v1Apps] =
    await Promise.all([
      ctx.db.hubSpotApp.count(),
      ctx.db.portal.groupBy({ by: ["status"], _count: true }),
      ctx.db.portal.count({ where: { revokeRequestedAt: { not: null }, revokedAt: null } }),
      ctx.db.portal.findMany({
        where: troubleAmong(undecided),
        include,
        orderBy: { statusSince: "desc" },
        take: SHOWN,
      }),
      ctx.db.portal.findMany({
        where: {
          status: "degraded",
          OR: [{ revokeRequestedAt: null }, { revokedAt: { not: null } }],
          uninstallRequestedAt: null,
        },
        include,
        orderBy: { currentGrant: { accessTokenExpiresAt: "asc" } },
        take: SHOWN,
      }),
      ctx.db.hubSpotApp.findMany({ where: { credentialsRefusedAt: { not: null } }, take: SHOWN }),
      ctx.db.hubSpotApp.findMany({ where: { apiVersion: "v1" }, take: SHOWN }),
    ]);
  const counts = {
    connected: 0,
    degraded: 0,
    needs_reconnect: 0,
    revoked: 0,
    uninstalled: 0,
    app_error: 0,
  };
  for (const row of byStatus) counts[row.status] = row._count;
  return {
    apps,
    portals: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
    revocationsPending,
    trouble: trouble.map((portal) => overviewPortal(portal, undecided)),
    failing: failing.map((portal) => ({
      ...overviewPortal(portal, undecided),
      accessTokenExpiresAt: portal.currentGrant?.accessTokenExpiresAt ?? null,
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
  app: { name: string };
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
    lastErrorKind: portal.lastErrorKind,
    since: portal.statusSince,
  };
}
