import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { HubSpotApp } from "@/lib/db/generated/client";
import type { AppUninstall } from "@/lib/hubspot/journal";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import { NO_FAILURE, TOKENS_WIPED } from "@/lib/portals/no-failure";
import type { PortalWithGrant } from "@/lib/portals/load-portal";
import { targetOf } from "@/lib/portals/target-of";
import { refreshTokenPlace } from "@/lib/portals/token-places";

/**
 * The journal says that an account removed the app. Entries are days old at times and the account may have installed it
 * again, so an entry older than the grant is passed over, and a refresh token that HubSpot still calls active wins.
 * @returns whether a portal was marked
 * @throws HubSpotError when the token's state cannot be learned: the entry must be read again later
 */
export async function noticeUninstall(
  ctx: Context,
  app: HubSpotApp,
  { hubId, at }: AppUninstall,
): Promise<boolean> {
  const portal = await ctx.db.portal.findUnique({
    where: { appId_hubId: { appId: app.id, hubId: BigInt(hubId) } },
    include: { app: true, currentGrant: true },
  });
  if (!portal || portal.status === "uninstalled") return false;
  if (at && portal.currentGrant && at < portal.currentGrant.createdAt) return false;
  const proof = await proofOf(ctx, portal);
  if (proof === "active" || (proof === "unknown" && !at)) return false;
  return store(ctx, portal, { at: at ?? ctx.now(), proof });
}

async function proofOf(
  ctx: Context,
  portal: PortalWithGrant,
): Promise<"active" | "inactive" | "unknown"> {
  const grant = portal.currentGrant;
  if (!grant?.refreshTokenSealed) return "unknown";
  const token = ctx.vault.open(refreshTokenPlace(grant.id), grant.refreshTokenSealed);
  const info = await withCredentials(ctx, portal.app, (credentials) =>
    ctx.hubspot.introspect(credentials, token, "refresh_token"),
  );
  return info.active ? "active" : "inactive";
}

/** The bumped fence makes a refresh that is under way lose; a reconnect in between wins. */
function store(
  ctx: Context,
  portal: PortalWithGrant,
  found: { at: Date; proof: string },
): Promise<boolean> {
  const now = ctx.now();
  return ctx.db.$transaction(async (tx) => {
    const { count } = await tx.portal.updateMany({
      where: {
        id: portal.id,
        currentGrantId: portal.currentGrantId,
        status: { not: "uninstalled" },
      },
      data: {
        ...NO_FAILURE,
        status: "uninstalled",
        statusSince: now,
        uninstalledAt: found.at,
        uninstalledHow: "journal",
        nextRefreshAt: null,
        // A revocation that HubSpot had not confirmed has nothing left to revoke.
        ...(portal.revokeRequestedAt && !portal.revokedAt && { revokedAt: now }),
        leaseVersion: { increment: 1 },
        leaseOwner: null,
        leaseUntil: null,
        refreshStartedAt: null,
      },
    });
    if (count === 0) return false;
    await tx.grant.updateMany({
      where: { portalId: portal.id, refreshTokenSealed: { not: null } },
      data: {
        ...TOKENS_WIPED,
        endedAt: now,
        endReason: "uninstalled",
      },
    });
    await recordEvent(tx, ctx, {
      action: "portal.uninstall_noticed",
      target: targetOf(portal),
      appId: portal.appId,
      portalId: portal.id,
      details: {
        how: "webhooks journal",
        uninstalledAt: found.at.toISOString(),
        proof: found.proof === "inactive" ? "introspection says active:false" : null,
        statusBefore: portal.status,
      },
    });
    return true;
  });
}
