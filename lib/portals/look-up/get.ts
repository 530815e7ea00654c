import "server-only";
import type { Context } from "@/lib/context";
import type {
  Grant,
  GrantSource,
  HubSpotApp,
  Person,
  Portal,
  Prisma,
} from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { shortFingerprint } from "@/lib/crypto/fingerprint";
import { diffScopes, type ScopeDiff } from "@/lib/hubspot/scopes";
import { isOutcomeUnknown } from "@/lib/portals/lease";
import { hasLiveGrant, isUninstallPending, type PortalStatus } from "@/lib/portals/status";

export interface GrantView {
  id: string;
  isCurrent: boolean;
  /** A stranger brought it, the grant in use can do more, and nobody has decided yet. */
  isHeldBack: boolean;
  /** Scopes of the grant in use that this one lacks. */
  lacks: string[];
  /** HubSpot has not said yet who installed it. */
  isAsking: boolean;
  installerEmail: string | null;
  installerUserId: string | null;
  /** Portico was asked to forget who it was, or the grant ended long ago. */
  isInstallerErased: boolean;
  startedBy: { name: string; email: string } | null;
  /** How it came here; a grant without an attempt was imported. */
  source: GrantSource;
  createdAt: Date;
  supersededAt: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
  grantedScopes: string[];
  refreshCount: number;
  refreshedAt: Date | null;
  holdsRefreshToken: boolean;
  refreshTokenFingerprint: string | null;
}

export interface PortalView {
  id: string;
  hubId: string;
  hubDomain: string | null;
  /** What people call the portal: its domain, else its Hub ID. */
  label: string;
  /** What has to be typed before something irreversible. */
  confirmText: string;
  app: { id: string; slug: string; name: string; clientId: string };
  status: PortalStatus;
  statusSince: Date;
  isRevocationPending: boolean;
  isUninstallPending: boolean;
  revokeRequestedAt: Date | null;
  revokedAt: Date | null;
  uninstallRequestedAt: Date | null;
  /** When the app went, and how that is known. */
  uninstalledAt: Date | null;
  uninstalledHow: string | null;
  accountType: string | null;
  region: string | null;
  timeZone: string | null;
  currency: string | null;
  metadataAt: Date | null;
  hubspotUrl: string | null;
  /** The fence to send back with "Refresh now": see refreshPortal. */
  refreshVersion: number;
  isRefreshing: boolean;
  /** An attempt ended without an outcome: HubSpot may have given tokens that nobody has. */
  isOutcomeUnknown: boolean;
  outcomeUnknownSince: Date | null;
  /** It was revoked while that was so: a token that nobody has may live on at HubSpot until the app is uninstalled. */
  isRevokedInDoubt: boolean;
  accessTokenExpiresAt: Date | null;
  /** No renewal is planned before it expires: the next read renews it. */
  isRenewedAtRead: boolean;
  lastRefreshAt: Date | null;
  nextRefreshAt: Date | null;
  consecutiveFailures: number;
  lastError: {
    at: Date;
    kind: string;
    status: string | null;
    httpStatus: number | null;
    correlationId: string | null;
  } | null;
  current: GrantView | null;
  grants: GrantView[];
  scopes: ScopeDiff;
  connectedAt: Date;
  canBeUsed: boolean;
  canBeRevoked: boolean;
  canBeUninstalled: boolean;
  /** Refresh tokens a revoke would end. */
  liveRefreshTokens: number;
}

const WITH_PEOPLE = {
  startedBy: { select: { name: true, email: true } },
  revokedBy: { select: { email: true } },
  attempts: { select: { source: true }, take: 1 },
} satisfies Prisma.GrantInclude;

type GrantWithPeople = Grant & {
  startedBy: Pick<Person, "name" | "email"> | null;
  revokedBy: Pick<Person, "email"> | null;
  attempts: { source: GrantSource }[];
};

/** By its app's policy nothing renews the token before it expires. */
function isRenewedAtRead(
  { app, status, nextRefreshAt }: Portal & { app: Pick<HubSpotApp, "refreshPolicy"> },
  expiresAt: Date | null,
): boolean {
  if (app.refreshPolicy === "ahead" || status !== "connected" || !expiresAt) return false;
  return nextRefreshAt === null || nextRefreshAt > expiresAt;
}

/** Everything a person may know about a portal: no token, no ciphertext. @throws AppError not_found */
export async function getPortal(ctx: Context, id: string): Promise<PortalView> {
  const portal = await ctx.db.portal.findUnique({
    where: { id },
    include: {
      app: true,
      grants: { include: WITH_PEOPLE, orderBy: { createdAt: "desc" }, take: 50 },
    },
  });
  if (!portal) throw new AppError("not_found");
  const currentRow = portal.grants.find((grant) => grant.id === portal.currentGrantId);
  const grants = portal.grants.map((grant) => grantView(grant, currentRow));
  const current = grants.find((grant) => grant.isCurrent) ?? null;
  const requested = [...portal.app.requiredScopes, ...portal.app.optionalScopes];
  const isRevocationPending = portal.revokeRequestedAt !== null && portal.revokedAt === null;
  const isRefreshing = portal.leaseUntil !== null && portal.leaseUntil > ctx.now();
  const liveRefreshTokens = grants.filter((grant) => grant.holdsRefreshToken).length;
  const ended = portal.status === "revoked" || portal.status === "uninstalled";
  return {
    id: portal.id,
    hubId: portal.hubId.toString(),
    hubDomain: portal.hubDomain,
    label: portal.hubDomain ?? `Hub ${portal.hubId}`,
    confirmText: portal.hubDomain ?? portal.hubId.toString(),
    app: pickApp(portal.app),
    status: portal.status,
    statusSince: portal.statusSince,
    isRevocationPending,
    isUninstallPending: isUninstallPending(portal),
    uninstallRequestedAt: portal.uninstallRequestedAt,
    uninstalledAt: portal.uninstalledAt,
    uninstalledHow: portal.uninstalledHow,
    revokeRequestedAt: portal.revokeRequestedAt,
    revokedAt: portal.revokedAt,
    accountType: portal.accountType,
    region: portal.dataHostingLocation,
    timeZone: portal.timeZone,
    currency: portal.currency,
    metadataAt: portal.metadataAt,
    hubspotUrl: connectedAppsUrl(portal.uiDomain, portal.hubId),
    refreshVersion: isRefreshing ? portal.leaseVersion - 1 : portal.leaseVersion,
    isRefreshing,
    isOutcomeUnknown: isOutcomeUnknown(portal, ctx.now()) && hasLiveGrant(portal.status),
    outcomeUnknownSince: portal.outcomeUnknownAt ?? portal.refreshStartedAt,
    isRevokedInDoubt: portal.status === "revoked" && portal.outcomeUnknownAt !== null,
    accessTokenExpiresAt: currentRow?.accessTokenExpiresAt ?? null,
    isRenewedAtRead: isRenewedAtRead(portal, currentRow?.accessTokenExpiresAt ?? null),
    lastRefreshAt: portal.lastRefreshAt,
    nextRefreshAt: portal.nextRefreshAt,
    consecutiveFailures: portal.consecutiveFailures,
    lastError: portal.lastErrorAt && {
      at: portal.lastErrorAt,
      kind: portal.lastErrorKind ?? "rejected",
      status: portal.lastErrorStatus,
      httpStatus: portal.lastErrorHttpStatus,
      correlationId: portal.lastErrorCorrelationId,
    },
    current,
    grants,
    scopes: diffScopes(
      current ? asked(currentRow, requested) : requested,
      current?.grantedScopes ?? [],
    ),
    connectedAt: portal.createdAt,
    canBeUsed: hasLiveGrant(portal.status) && !isRevocationPending && !isUninstallPending(portal),
    canBeRevoked: !ended && liveRefreshTokens > 0 && !portal.uninstalledAt,
    canBeUninstalled: !ended && liveRefreshTokens > 0,
    liveRefreshTokens,
  };
}

/** What the app asks for today, plus what this grant was asked for and the app still lists. */
function asked(grant: Grant | undefined, requested: string[]): string[] {
  const also = grant ? [...grant.requestedScopes, ...grant.requestedOptionalScopes] : [];
  return [...new Set([...requested, ...also])];
}

function pickApp({ id, slug, name, clientId }: PortalView["app"]): PortalView["app"] {
  return { id, slug, name, clientId };
}

function grantView(grant: GrantWithPeople, current: GrantWithPeople | undefined): GrantView {
  return {
    id: grant.id,
    isCurrent: grant.id === current?.id,
    isHeldBack: grant.heldBackAt !== null && grant.refreshTokenSealed !== null,
    lacks: (current?.grantedScopes ?? []).filter((name) => !grant.grantedScopes.includes(name)),
    isAsking: grant.identifyAt !== null,
    installerEmail: grant.installerEmail,
    installerUserId: grant.installerUserId?.toString() ?? null,
    isInstallerErased: grant.installerErasedAt !== null,
    startedBy: grant.startedBy,
    source: grant.attempts[0]?.source ?? "import",
    createdAt: grant.createdAt,
    supersededAt: grant.supersededAt,
    revokedAt: grant.revokedAt,
    revokedBy: grant.revokedBy?.email ?? null,
    grantedScopes: grant.grantedScopes,
    refreshCount: grant.refreshCount,
    refreshedAt: grant.refreshedAt,
    holdsRefreshToken: grant.refreshTokenSealed !== null,
    refreshTokenFingerprint: grant.refreshTokenFingerprint
      ? shortFingerprint(grant.refreshTokenFingerprint)
      : null,
  };
}

/** HubSpot's page of connected apps, on the portal's own UI host (facts, section 7). */
function connectedAppsUrl(uiDomain: string | null, hubId: bigint): string | null {
  return uiDomain ? `https://${uiDomain}/connected-apps/${hubId}/installed` : null;
}
