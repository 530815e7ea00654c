import "server-only";
import type { z } from "zod";
import { isAppError } from "@/lib/errors";
import { revokePortal } from "@/lib/portals/end/revoke";
import { getPortal, type PortalView } from "@/lib/portals/look-up/get";
import { listPortals } from "@/lib/portals/look-up/list";
import { ANY_PORTAL } from "@/lib/portals/look-up/list-query";
import { isListCursor } from "@/lib/portals/look-up/list-sorts";
import { isUnderWay, refreshPortal } from "@/lib/portals/refresh/refresh";
import type { Call, PortalCall } from "./call";
import { assertNotEnded, isAnsweredSince } from "./judge";
import { Problem } from "./problems";
import { RefreshPace } from "./refresh-pace";
import type { listAnswer, listQuery, portalAnswer, refreshAnswer, revokeAnswer } from "./schemas";

/** `GET /portals`: what the key may see, by Hub ID. */
export async function listCall({ ctx, key, query }: Call): Promise<z.output<typeof listAnswer>> {
  const { app = "", status = [], q = "", cursor = "", limit } = query as z.output<typeof listQuery>;
  if (cursor && !isListCursor(cursor, "hub_id"))
    throw new Problem("invalid_request", {
      detail: "cursor: is none of this list's. Begin again without it.",
    });
  const page = await listPortals(
    ctx,
    {
      ...ANY_PORTAL,
      q: q.replace(/\p{C}/gu, "").trim(),
      status,
      apps: app ? [app] : [],
      sort: "hub_id",
      order: "asc",
      limit,
      cursor,
    },
    { appIds: key.appIds, hubIds: key.hubIds.map(BigInt) },
  );
  return {
    portals: page.items.map((item) => ({
      hub_id: Number(item.hubId),
      domain: item.hubDomain,
      app: item.appSlug,
      status: item.status,
      installer_email: item.installerEmail,
      access_token_expires_at: timeOf(item.accessTokenExpiresAt),
      last_refresh_at: timeOf(item.lastRefreshAt),
    })),
    next_cursor: page.nextCursor,
  };
}

/** `GET /portals/{hubId}` */
export async function portalCall({ ctx, portal }: PortalCall) {
  return answerOf(await getPortal(ctx, portal.portalId).catch(inWords));
}

const pace = new RefreshPace();

/**
 * `POST /portals/{hubId}/refresh`: HubSpot is asked now. Those who ask while it is under way share one call; one who asks
 * in a loop is answered with what the last call brought.
 */
export async function refreshCall({
  ctx,
  portal: facts,
  cameAt,
}: PortalCall): Promise<z.output<typeof refreshAnswer>> {
  const { portalId, leaseVersion, isHeld, failedSecondsAgo } = facts;
  assertNotEnded(facts);
  const answer = async () => answerOf(await getPortal(ctx, portalId).catch(inWords));
  const waitedSeconds = (performance.now() - cameAt) / 1000;
  const mayAsk = isHeld || isUnderWay(portalId) || pace.lets(portalId);
  if (isAnsweredSince(facts, waitedSeconds) || !mayAsk)
    return { renewed: failedSecondsAgo === null, portal: await answer() };
  // What somebody is at already answers for this call too, so its fence is not yet the one seen.
  const seenVersion = isHeld ? leaseVersion - 1 : leaseVersion;
  const input = { portalId, seenVersion, trigger: "person" } as const;
  const { renewed, called, portal } = await refreshPortal(ctx, input).catch(inWords);
  const isWell = portal.status === "connected" && (called || renewed);
  if (called) pace.note(portalId, isWell);
  return { renewed: isWell, portal: await answer() };
}

/** `DELETE /portals/{hubId}/grant`: revokes the refresh token (RFC 7009). Safe to repeat. */
export async function revokeCall({
  ctx,
  portal: { portalId, status },
}: PortalCall): Promise<z.output<typeof revokeAnswer>> {
  if (status === "revoked") {
    const { accessTokenExpiresAt } = await getPortal(ctx, portalId).catch(inWords);
    return { outcome: "revoked", access_token_expires_at: timeOf(accessTokenExpiresAt) };
  }
  if (status === "uninstalled") throw new Problem("uninstalled");
  const result = await revokePortal(ctx, portalId).catch(inWords);
  if (result.outcome === "pending") return { outcome: "pending", access_token_expires_at: null };
  return { outcome: "revoked", access_token_expires_at: timeOf(result.accessTokenExpiresAt) };
}

/** A refusal of a verb as this API names it. */
function inWords(error: unknown): never {
  if (isAppError(error, "not_found")) throw new Problem("unknown_portal");
  if (isAppError(error, "revocation_pending")) throw new Problem("revoked");
  if (isAppError(error, "uninstall_pending")) throw new Problem("uninstalled");
  if (isAppError(error, "portal_not_active")) throw new Problem("needs_reconnect");
  if (isAppError(error, "conflict")) throw new Problem("conflict");
  if (isAppError(error, "spill_unwritable"))
    throw new Problem("unavailable", { retryAfterSeconds: 60 });
  throw error;
}

function answerOf(view: PortalView): z.output<typeof portalAnswer> {
  const { current, lastError } = view;
  return {
    hub_id: Number(view.hubId),
    domain: view.hubDomain,
    app: view.app.slug,
    status: view.status,
    status_since: view.statusSince.toISOString(),
    installer: current && { email: current.installerEmail, user_id: current.installerUserId },
    scopes: current?.grantedScopes ?? [],
    missing_scopes: view.scopes.missing,
    connected_at: view.connectedAt.toISOString(),
    access_token_expires_at: timeOf(view.accessTokenExpiresAt),
    last_refresh_at: timeOf(view.lastRefreshAt),
    next_refresh_at: timeOf(view.nextRefreshAt),
    last_error: lastError && {
      at: lastError.at.toISOString(),
      kind: lastError.kind,
      status: lastError.status,
      http_status: lastError.httpStatus,
      correlation_id: lastError.correlationId,
    },
  };
}

function timeOf(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
