import "server-only";
import type { Context } from "@/lib/context";
import { HubSpotError } from "@/lib/hubspot/errors";
import type { TokenSet } from "@/lib/hubspot/read";
import type { PortalWithGrant } from "@/lib/portals/load-portal";
import { NO_FAILURE } from "@/lib/portals/no-failure";
import { isUninstallPending } from "@/lib/portals/status";
import { plannedRefreshAt } from "./schedule";

/** What HubSpot gave for a refresh, and under which fence it was asked. */
export interface RefreshAnswer {
  portalId: string;
  appId: string;
  grantId: string;
  fence: number;
  startedAt: Date;
  tokens: TokenSet;
}

/**
 * Tokens for another account, or without an access token, are nothing to work with. The refresh token among them is kept
 * all the same: HubSpot may have ended the one before it.
 */
export function judgeTokens(
  portal: Pick<PortalWithGrant, "hubId">,
  { hubId, accessToken, correlationId }: TokenSet,
): HubSpotError | undefined {
  if (hubId && hubId !== portal.hubId.toString())
    return new HubSpotError({ kind: "malformed", status: "OTHER_HUB", correlationId });
  if (!accessToken)
    return new HubSpotError({ kind: "malformed", status: "NO_ACCESS_TOKEN", correlationId });
  return undefined;
}

/** HubSpot is not asked again sooner than this, however short a life it gives a token: else one portal would never rest. */
const MIN_REST_MS = 30_000;

/** What a renewal changes about its portal. */
export function renewedColumns(
  ctx: Pick<Context, "now">,
  portal: Pick<PortalWithGrant, "status" | "lastReadAt" | "app" | "uninstallRequestedAt">,
  { startedAt, tokens }: Pick<RefreshAnswer, "startedAt" | "tokens">,
) {
  const now = ctx.now();
  const expiresAt = new Date(startedAt.getTime() + tokens.expiresInSeconds * 1000);
  const { lastReadAt, app } = portal;
  const planned = plannedRefreshAt(app.refreshPolicy, { expiresAt, lastReadAt }, now);
  return {
    ...NO_FAILURE,
    status: "connected" as const,
    ...(portal.status !== "connected" && { statusSince: now }),
    lastRefreshAt: now,
    // While the app is being uninstalled the token is renewed for that alone.
    nextRefreshAt:
      planned && !isUninstallPending(portal)
        ? new Date(Math.max(planned.getTime(), startedAt.getTime() + MIN_REST_MS))
        : null,
  };
}
