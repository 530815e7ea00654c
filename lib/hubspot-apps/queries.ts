import "server-only";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { shortFingerprint } from "@/lib/crypto/fingerprint";
import { AppError } from "@/lib/errors";
import { authorizeUrl } from "@/lib/hubspot/authorize-url";
import { DEFAULT_API_VERSION, isApiVersion, type ApiVersion } from "@/lib/hubspot/api-version";

export interface AppListView {
  id: string;
  slug: string;
  name: string;
  clientId: string;
  apiVersion: ApiVersion;
  portals: number;
  livePortals: number;
  credentialsRefusedAt: Date | null;
  createdAt: Date;
}

export interface AppView extends Omit<AppListView, "portals"> {
  redirectUri: string;
  requiredScopes: string[];
  conditionalScopes: string[];
  optionalScopes: string[];
  /** Metadata of the client secret. The secret itself never leaves the server. */
  secret: { fingerprint: string; replacedAt: Date; replacedBy: string | null };
  /** True when HubSpot comes back to this console. */
  redirectsHere: boolean;
  authorizeUrl: string;
  updatedAt: Date;
}

/** Apps by name, to choose from; nothing is counted. */
export async function listAppNames(ctx: Context): Promise<{ slug: string; name: string }[]> {
  return ctx.db.hubSpotApp.findMany({
    select: { slug: true, name: true },
    orderBy: { name: "asc" },
    take: 500,
  });
}

export async function listApps(ctx: Context): Promise<AppListView[]> {
  const [apps, live] = await Promise.all([
    ctx.db.hubSpotApp.findMany({
      include: { _count: { select: { portals: true } } },
      orderBy: { name: "asc" },
      take: 500,
    }),
    ctx.db.portal.groupBy({
      by: ["appId"],
      where: { status: { in: ["connected", "degraded", "app_error"] } },
      _count: true,
    }),
  ]);
  const livePortals = new Map(live.map((row) => [row.appId, row._count]));
  return apps.map((app) => ({
    id: app.id,
    slug: app.slug,
    name: app.name,
    clientId: app.clientId,
    apiVersion: versionOf(app.apiVersion),
    portals: app._count.portals,
    livePortals: livePortals.get(app.id) ?? 0,
    credentialsRefusedAt: app.credentialsRefusedAt,
    createdAt: app.createdAt,
  }));
}

/** One app by its slug. @throws AppError not_found */
export async function getApp(ctx: Context, slug: string): Promise<AppView> {
  const app = await ctx.db.hubSpotApp.findUnique({
    where: { slug },
    include: { secretReplacedBy: { select: { email: true } } },
  });
  if (!app) throw new AppError("not_found");
  const livePortals = await ctx.db.portal.count({
    where: { appId: app.id, status: { in: ["connected", "degraded", "app_error"] } },
  });
  return {
    id: app.id,
    slug: app.slug,
    name: app.name,
    clientId: app.clientId,
    apiVersion: versionOf(app.apiVersion),
    livePortals,
    credentialsRefusedAt: app.credentialsRefusedAt,
    createdAt: app.createdAt,
    updatedAt: app.updatedAt,
    redirectUri: app.redirectUri,
    requiredScopes: app.requiredScopes,
    conditionalScopes: app.conditionalScopes,
    optionalScopes: app.optionalScopes,
    secret: {
      fingerprint: shortFingerprint(app.clientSecretFingerprint),
      replacedAt: app.secretReplacedAt,
      replacedBy: app.secretReplacedBy?.email ?? null,
    },
    redirectsHere: app.redirectUri === `${ctx.env.origin}/oauth/callback`,
    authorizeUrl: authorizeUrl({
      appUrl: ctx.env.hubspotAppUrl,
      clientId: app.clientId,
      redirectUri: app.redirectUri,
      scopes: app.requiredScopes,
      optionalScopes: app.optionalScopes,
    }),
  };
}

const VIEW_WINDOW_MS = 10 * 60_000;

/** Leaves a line in the audit log that somebody looked at a secret's metadata; repeated looks within ten minutes are one. */
export async function recordSecretViewed(ctx: Context, app: AppView): Promise<void> {
  const recent = await ctx.db.auditEvent.findFirst({
    where: {
      actorId: ctx.actor.id,
      action: "app.secret_viewed",
      appId: app.id,
      at: { gt: new Date(ctx.now().getTime() - VIEW_WINDOW_MS) },
    },
    select: { seq: true },
  });
  if (recent) return;
  await recordAlone(ctx, {
    action: "app.secret_viewed",
    target: { kind: "app", id: app.id, label: app.name },
    appId: app.id,
    details: { fingerprint: app.secret.fingerprint },
  });
}

function versionOf(value: string): ApiVersion {
  return isApiVersion(value) ? value : DEFAULT_API_VERSION;
}
