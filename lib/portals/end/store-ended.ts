import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { NO_FAILURE } from "@/lib/portals/no-failure";
import { heldBy, LEASE_ENDED, type Lease } from "@/lib/portals/lease";
import type { PortalWithGrant } from "@/lib/portals/load-portal";
import { targetOf } from "@/lib/portals/target-of";
import { wipeGrants, type RevokedGrants } from "./end-grants";

interface Ending {
  portal: PortalWithGrant;
  lease: Lease;
  status: "revoked" | "uninstalled";
  /** What HubSpot confirmed to be dead. */
  revoked: RevokedGrants;
  /** Columns of the portal that belong to this ending alone. */
  columns?: object;
  /** What the event says beside its proof. */
  details?: Record<string, string | null>;
}

/**
 * The end of a portal: its status, its tokens wiped, and the event with the proof, in one transaction.
 * @returns until when access tokens that were handed out go on working
 * @throws AppError conflict when the lease was lost
 */
export async function storeEnded(
  ctx: Context,
  { portal, lease, status, revoked, columns, details }: Ending,
): Promise<Date | null> {
  const accessTokenExpiresAt = portal.currentGrant?.accessTokenExpiresAt ?? null;
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.portal.updateMany({
      where: heldBy(lease),
      data: {
        ...LEASE_ENDED,
        ...NO_FAILURE,
        status,
        statusSince: ctx.now(),
        nextRefreshAt: null,
        ...columns,
      },
    });
    if (count === 0) throw new AppError("conflict");
    const { grants, sharers } = await wipeGrants(tx, ctx, portal, { reason: status, ...revoked });
    await recordEvent(tx, ctx, {
      action: `portal.${status}`,
      target: targetOf(portal),
      appId: portal.appId,
      portalId: portal.id,
      correlationId: revoked.correlationId,
      details: {
        proof: "introspection says active:false",
        ...details,
        grants,
        ...(sharers.length > 0 && { alsoEnded: sharers.map(({ hubId }) => hubId) }),
        accessWorksUntil: accessTokenExpiresAt?.toISOString() ?? null,
      },
    });
  });
  return accessTokenExpiresAt;
}

/** An ending that HubSpot did not confirm: as columns of the portal, and as an event for the log. */
export function unconfirmed(
  ctx: Pick<Context, "now">,
  portal: PortalWithGrant,
  error: HubSpotError | string,
) {
  const failure = error instanceof HubSpotError ? error : undefined;
  const kind = failure?.kind ?? String(error);
  return {
    columns: {
      lastErrorAt: ctx.now(),
      lastErrorKind: kind,
      lastErrorStatus: failure?.status ?? null,
      lastErrorHttpStatus: failure?.httpStatus ?? null,
      lastErrorCorrelationId: failure?.correlationId ?? null,
    },
    event: {
      outcome: "failed",
      target: targetOf(portal),
      appId: portal.appId,
      portalId: portal.id,
      correlationId: failure?.correlationId,
    } as const,
    details: {
      kind,
      hubspotStatus: failure?.status ?? null,
      httpStatus: failure?.httpStatus ?? null,
    },
  };
}
