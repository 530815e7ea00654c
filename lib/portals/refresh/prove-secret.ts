import "server-only";
import type { Context } from "@/lib/context";
import type { Secret } from "@/lib/crypto/secret";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import { openCredentials } from "@/lib/hubspot-apps/secret/credentials";
import { claimLease, releaseLease, type Lease } from "@/lib/portals/lease";
import { loadPortal } from "@/lib/portals/load-portal";
import type { SpillRoom } from "@/lib/spill/spill";
import { inSpan } from "@/lib/tracing/spans";
import { askForTokens } from "./ask-for-tokens";
import { outcomeFacts, refreshSpan } from "./refresh-span";

const TRIES = 3;

type Proof = "accepted" | "no_grant" | HubSpotError;

/**
 * Proves a client secret that is not stored yet with a real refresh of one live portal, under that portal's lease.
 * The tokens it brings are kept like those of any refresh. HubSpot checks the secret before the grant, so a dead
 * grant proves the secret as well. A refused secret leaves portal and app as they were.
 * @returns "no_grant" when the app has no portal to prove it with; the error when HubSpot did not accept the secret
 * @throws AppError spill_unwritable
 */
export async function proveSecret(ctx: Context, app: HubSpotApp, secret: Secret): Promise<Proof> {
  const candidates = await ctx.db.portal.findMany({
    where: {
      appId: app.id,
      status: { in: ["connected", "degraded", "app_error"] },
      currentGrant: { refreshTokenSealed: { not: null } },
      uninstallRequestedAt: null,
      OR: [{ revokeRequestedAt: null }, { revokedAt: { not: null } }],
    },
    select: { id: true, leaseVersion: true },
    orderBy: [{ statusRank: "desc" }, { lastRefreshAt: { sort: "asc", nulls: "first" } }],
    take: TRIES,
  });
  if (candidates.length === 0) return "no_grant";
  const room = await ctx.spill.reserve();
  try {
    for (const { id, leaseVersion } of candidates) {
      const lease = await claimLease(ctx, id, leaseVersion);
      // Somebody refreshes it right now, with the secret of before.
      if (lease) return await refreshUnder(ctx, { lease, room, secret });
    }
    return "no_grant";
  } finally {
    room.release();
  }
}

async function refreshUnder(
  ctx: Context,
  { lease, room, secret }: { lease: Lease; room: SpillRoom; secret: Secret },
): Promise<Proof> {
  const portal = await loadPortal(ctx, lease.portalId);
  if (!portal.currentGrant?.refreshTokenSealed) {
    await releaseLease(ctx, lease);
    return "no_grant";
  }
  const credentials = { ...openCredentials(ctx, portal.app), clientSecret: secret };
  const failure = await inSpan(refreshSpan(ctx, "need"), async ({ note }) => {
    const asked = { portal, lease, room, trigger: "need" as const, isProof: true };
    const asking = await askForTokens(ctx, asked, (work) => work(credentials));
    note(outcomeFacts({ ...asking, called: true, pending: false, hubId: portal.hubId }));
    return asking.failure;
  });
  if (!failure || failure.kind === "dead_grant") return "accepted";
  return failure;
}
