import "server-only";
import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { describeScope } from "@/lib/hubspot/scopes";
import type { PortalStatus } from "@/lib/portals/status";
import { say } from "@/lib/say/say";
import { scopeMeaning } from "@/lib/words/scope-words";

export interface ScopeCoverage {
  name: string;
  meaning?: string;
  list: "required" | "conditional" | "optional";
  /** Live portals whose current grant has it. */
  granted: number;
}

export interface PortalBehind {
  id: string;
  hubId: string;
  label: string;
  status: PortalStatus;
  installerEmail: string | null;
  missing: string[];
}

export interface ScopeDrift {
  app: { id: string; slug: string; name: string; installLink: string | null };
  live: number;
  behind: number;
  coverage: ScopeCoverage[];
  portals: PortalBehind[];
  /** Hub ID to page on from. */
  nextAfter: string | null;
}

const PAGE = 50;

/** What an app asks for now against what each live portal granted. @throws AppError not_found */
export async function getScopeDrift(
  ctx: Context,
  slug: string,
  after?: bigint,
): Promise<ScopeDrift> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { slug } });
  if (!app) throw new AppError("not_found");
  const live: Prisma.PortalWhereInput = { ...LIVE, appId: app.id };
  const behind = { ...live, ...lacking(app.requiredScopes) };
  const [liveCount, behindCount, granted, rows] = await Promise.all([
    ctx.db.portal.count({ where: live }),
    ctx.db.portal.count({ where: behind }),
    grantedCounts(ctx, app.id),
    ctx.db.portal.findMany({
      where: { ...behind, ...(after !== undefined && { hubId: { gt: after } }) },
      include: { currentGrant: { select: { grantedScopes: true, installerEmail: true } } },
      orderBy: { hubId: "asc" },
      take: PAGE + 1,
    }),
  ]);
  const shown = rows.slice(0, PAGE);
  const coverage = (list: ScopeCoverage["list"], names: string[]) =>
    names.map((name) => ({
      name,
      meaning: scopeMeaning(say.lang, name, describeScope(name)?.description),
      list,
      granted: granted.get(name) ?? 0,
    }));
  return {
    app: {
      id: app.id,
      slug: app.slug,
      name: app.name,
      installLink: app.installLinkEnabled ? `${ctx.env.origin}/install/${app.slug}` : null,
    },
    live: liveCount,
    behind: behindCount,
    coverage: [
      ...coverage("required", app.requiredScopes),
      ...coverage("conditional", app.conditionalScopes),
      ...coverage("optional", app.optionalScopes),
    ],
    portals: shown.map((portal) => ({
      id: portal.id,
      hubId: portal.hubId.toString(),
      label: portal.hubDomain ?? `Hub ${portal.hubId}`,
      status: portal.status,
      installerEmail: portal.currentGrant?.installerEmail ?? null,
      missing: app.requiredScopes.filter(
        (name) => !portal.currentGrant?.grantedScopes.includes(name),
      ),
    })),
    nextAfter: rows.length > PAGE ? (shown.at(-1)?.hubId.toString() ?? null) : null,
  };
}

const LIVE = {
  status: { in: ["connected", "degraded", "app_error"] },
} satisfies Prisma.PortalWhereInput;

function lacking(requiredScopes: string[]): Prisma.PortalWhereInput {
  return { currentGrant: { NOT: { grantedScopes: { hasEvery: requiredScopes } } } };
}

async function grantedCounts(ctx: Context, appId: string): Promise<Map<string, number>> {
  const rows = await ctx.db.$queryRaw<{ name: string; portals: bigint }[]>`
    SELECT s."name", count(DISTINCT p."id") AS "portals"
    FROM "Portal" p
    JOIN "Grant" g ON g."id" = p."currentGrantId"
    CROSS JOIN LATERAL unnest(g."grantedScopes") AS s("name")
    WHERE p."appId" = ${appId}::uuid AND p."status" IN ('connected', 'degraded', 'app_error')
    GROUP BY s."name"`;
  return new Map(rows.map(({ name, portals }) => [name, Number(portals)]));
}

/** Live portals that granted exactly the same scopes, so that a form can count what a change would leave behind. */
export interface GrantedSet {
  scopes: string[];
  portals: number;
}

const MAX_SETS = 300;

/** The distinct sets of granted scopes of an app, most common first. Real apps have a handful. */
export async function listGrantedSets(ctx: Context, appId: string): Promise<GrantedSet[]> {
  const rows = await ctx.db.$queryRaw<{ scopes: string[]; portals: bigint }[]>`
    SELECT g."grantedScopes" AS "scopes", count(*) AS "portals"
    FROM "Portal" p JOIN "Grant" g ON g."id" = p."currentGrantId"
    WHERE p."appId" = ${appId}::uuid AND p."status" IN ('connected', 'degraded', 'app_error')
    GROUP BY g."grantedScopes" ORDER BY count(*) DESC LIMIT ${MAX_SETS}`;
  return rows.map(({ scopes, portals }) => ({ scopes, portals: Number(portals) }));
}
