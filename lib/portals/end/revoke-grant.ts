import "server-only";
import { z } from "zod";
import { recordAlone, recordEvent } from "@/lib/audit/record";
import { personIdOf, type Context } from "@/lib/context";
import type { Grant, HubSpotApp, Portal } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { HubSpotError } from "@/lib/hubspot/errors";
import { withCredentials } from "@/lib/hubspot-apps/secret/with-credentials";
import { refreshTokenPlace } from "@/lib/portals/token-places";
import { reachPortal } from "@/lib/reach/reach";

export const revokeGrantInput = z.strictObject({ portalId: z.uuid(), grantId: z.uuid() });

export type RevokeGrantResult =
  { outcome: "revoked" } | { outcome: "failed"; error: HubSpotError | "still_active" };

type GrantToRevoke = Grant & { app: HubSpotApp; portal: Portal };

/**
 * Revokes one earlier grant of a portal (RFC 7009) and wipes only that: the current grant, the portal and the app's
 * installation stay. Introspection is the proof. When HubSpot does not confirm, everything stays for another try.
 * @throws AppError not_found, grant_in_use when the token is the current one or another row lives on it, conflict
 */
export async function revokeGrant(
  given: Context,
  { portalId, grantId }: z.infer<typeof revokeGrantInput>,
): Promise<RevokeGrantResult> {
  const ctx = await reachPortal(given, portalId);
  const grant = await ctx.db.grant.findFirst({
    where: { id: grantId, portalId, refreshTokenSealed: { not: null } },
    include: { app: true, portal: true },
  });
  if (!grant?.refreshTokenSealed) throw new AppError("not_found");
  await assertNotInUse(ctx, grant);
  const token = ctx.vault.open(refreshTokenPlace(grant.id), grant.refreshTokenSealed);
  try {
    const { correlationId, isActive } = await withCredentials(ctx, grant.app, async (app) => {
      const revoked = await ctx.hubspot.revoke(app, token);
      const proof = await ctx.hubspot.introspect(app, token, "refresh_token");
      return { correlationId: revoked.correlationId, isActive: proof.active };
    });
    if (isActive) return await noteFailure(ctx, grant, "still_active");
    await storeRevoked(ctx, grant, correlationId);
    return { outcome: "revoked" };
  } catch (error) {
    if (error instanceof HubSpotError) return noteFailure(ctx, grant, error);
    throw error;
  }
}

async function assertNotInUse(ctx: Context, grant: GrantToRevoke): Promise<void> {
  const isCurrent = grant.portal.currentGrantId === grant.id;
  const sharing = await ctx.db.grant.count({
    where: {
      id: { not: grant.id },
      refreshTokenFingerprint: grant.refreshTokenFingerprint ?? "",
      refreshTokenSealed: { not: null },
    },
  });
  if (isCurrent || sharing > 0) throw new AppError("grant_in_use");
}

async function storeRevoked(
  ctx: Context,
  grant: GrantToRevoke,
  correlationId: string | undefined,
): Promise<void> {
  const now = ctx.now();
  await ctx.db.$transaction(async (tx) => {
    // The portal first, as everybody does: writing a grant in use writes to its portal.
    await tx.$queryRaw`SELECT "id" FROM "Portal" WHERE "id" = ${grant.portalId}::uuid FOR NO KEY UPDATE`;
    const { count } = await tx.grant.updateMany({
      where: { id: grant.id, refreshTokenSealed: grant.refreshTokenSealed },
      data: {
        accessTokenSealed: null,
        refreshTokenSealed: null,
        revokedAt: now,
        revokedById: personIdOf(ctx.actor),
        revokeProof: "inactive",
        revokeCorrelationId: correlationId,
        endedAt: now,
        endReason: "revoked",
      },
    });
    if (count === 0) throw new AppError("conflict");
    await recordEvent(tx, ctx, {
      action: "portal.grant_revoked",
      target: targetOf(grant),
      appId: grant.appId,
      portalId: grant.portalId,
      correlationId,
      details: { ...factsOf(grant), proof: "introspection says active:false" },
    });
  });
}

async function noteFailure(
  ctx: Context,
  grant: GrantToRevoke,
  error: HubSpotError | "still_active",
): Promise<RevokeGrantResult> {
  const failure = error instanceof HubSpotError ? error : undefined;
  await recordAlone(ctx, {
    action: "portal.revoke_failed",
    outcome: "failed",
    target: targetOf(grant),
    appId: grant.appId,
    portalId: grant.portalId,
    correlationId: failure?.correlationId,
    details: {
      ...factsOf(grant),
      kind: failure?.kind ?? "still_active",
      hubspotStatus: failure?.status ?? null,
      httpStatus: failure?.httpStatus ?? null,
    },
  });
  return { outcome: "failed", error };
}

function targetOf({ portal }: GrantToRevoke) {
  const label = portal.hubDomain ?? `Hub ${portal.hubId}`;
  return { kind: "portal", id: portal.id, label } as const;
}

function factsOf(grant: Grant) {
  return {
    grantOf: grant.installerEmail ?? `HubSpot user ${grant.installerUserId ?? "unknown"}`,
    grantedAt: grant.createdAt.toISOString(),
  };
}
