import "server-only";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { openCredentials } from "@/lib/hubspot-apps/secret/credentials";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import { getAccessToken } from "@/lib/portals/refresh/access-token";
import { targetOf } from "@/lib/portals/target-of";

/**
 * Reads a portal's metadata from HubSpot again: introspection (installer, scopes, domain) and account details.
 * @throws AppError as getAccessToken; hubspot_unavailable, hubspot_refused
 */
export async function refreshMetadata(
  ctx: Context,
  portalId: string,
  trigger: "person" | "schedule" = "person",
): Promise<{ changed: string[] }> {
  const { token, portal } = await getAccessToken(ctx, portalId, 30);
  const grant = portal.currentGrant;
  if (!grant) throw new AppError("portal_not_active");
  const app = openCredentials(ctx, portal.app);
  const [info, details] = await translate(
    Promise.all([
      withCredentials(ctx, portal.app, (accepted) =>
        ctx.hubspot.introspect(accepted, token, "access_token"),
      ),
      ctx.hubspot.accountDetails(app, token),
    ]),
  );
  if (info.active && info.hubId && info.hubId !== portal.hubId.toString()) {
    throw new AppError("hubspot_refused", { message: "introspection names another hub" });
  }
  const before = {
    hubDomain: portal.hubDomain,
    uiDomain: portal.uiDomain,
    accountType: portal.accountType,
    dataHostingLocation: portal.dataHostingLocation,
    timeZone: portal.timeZone,
    currency: portal.currency,
  };
  const after = {
    hubDomain: info.hubDomain ?? portal.hubDomain,
    uiDomain: details.uiDomain ?? portal.uiDomain,
    accountType: details.accountType ?? portal.accountType,
    dataHostingLocation: details.dataHostingLocation ?? portal.dataHostingLocation,
    timeZone: details.timeZone ?? portal.timeZone,
    currency: details.currency ?? portal.currency,
  };
  const grantBefore = { installerEmail: grant.installerEmail, grantedScopes: grant.grantedScopes };
  const grantAfter = {
    installerEmail: info.userEmail ?? grant.installerEmail,
    grantedScopes: info.active && info.scopes.length > 0 ? info.scopes : grant.grantedScopes,
  };
  const changes = { ...changesBetween(before, after), ...changesBetween(grantBefore, grantAfter) };
  await ctx.db.$transaction(async (tx) => {
    await tx.portal.update({ where: { id: portalId }, data: { ...after, metadataAt: ctx.now() } });
    await tx.grant.update({ where: { id: grant.id }, data: grantAfter });
    // The daily look leaves a line only when something had changed, such as a move to another region.
    if (trigger === "schedule" && Object.keys(changes).length === 0) return;
    await recordEvent(tx, ctx, {
      action: "portal.metadata_refreshed",
      target: targetOf(portal),
      appId: portal.appId,
      portalId,
      correlationId: info.correlationId,
      changes,
    });
  });
  return { changed: Object.keys(changes) };
}

async function translate<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    throw toAppError(error);
  }
}

/** A HubSpot failure as an error of ours, for acts that leave nothing behind. */
export function toAppError(error: HubSpotError): AppError {
  const details = { correlationId: error.correlationId, hubspotStatus: error.status };
  switch (error.kind) {
    case "dead_grant":
      return new AppError("grant_dead", { cause: error, details });
    case "app_credentials":
      return new AppError("app_credentials_refused", { cause: error, details });
    case "rate_limited":
    case "moving":
    case "unavailable":
    case "unreachable":
    case "malformed":
      return new AppError("hubspot_unavailable", { cause: error, details });
    default:
      return new AppError("hubspot_refused", { cause: error, details });
  }
}
