import "server-only";
import type { Context } from "@/lib/context";
import { hasLiveGrant } from "@/lib/portals/status";
import type { ClaimedJob } from "./lease";

/** Why a token or its portal need not be imported again. */
export interface KnownAs {
  failureKind: "token_known" | "earlier_import" | "portal_connected";
  portalId: string | null;
}

/** Tokens that a grant holds already, or that another import of the app brought here or is about to. */
export async function knownTokens(
  ctx: Context,
  job: Pick<ClaimedJob, "id" | "appId">,
  fingerprints: string[],
): Promise<Map<string, KnownAs>> {
  const refreshTokenFingerprint = { in: fingerprints };
  const [grants, rows] = await Promise.all([
    ctx.db.grant.findMany({
      where: { refreshTokenFingerprint, refreshTokenSealed: { not: null }, appId: job.appId },
      select: { refreshTokenFingerprint: true, portalId: true },
    }),
    ctx.db.importRow.findMany({
      where: {
        refreshTokenFingerprint,
        jobId: { not: job.id },
        job: { appId: job.appId },
        OR: [
          { status: "done" },
          { status: "pending", job: { status: "running" } },
          { status: "pending", finding: "importable", job: { status: "ready" } },
        ],
      },
      select: { refreshTokenFingerprint: true, portalId: true },
    }),
  ]);
  const known = new Map<string, KnownAs>();
  for (const { refreshTokenFingerprint: key, portalId } of rows)
    if (key) known.set(key, { failureKind: "earlier_import", portalId });
  for (const { refreshTokenFingerprint: key, portalId } of grants)
    if (key) known.set(key, { failureKind: "token_known", portalId });
  return known;
}

/** A portal that works is never given another grant by an import. */
export async function connectedPortal(
  ctx: Pick<Context, "db">,
  appId: string,
  hubId: bigint | null | undefined,
): Promise<KnownAs | undefined> {
  if (!hubId) return undefined;
  const portal = await ctx.db.portal.findUnique({
    where: { appId_hubId: { appId, hubId } },
    select: { id: true, status: true, currentGrantId: true },
  });
  if (!portal?.currentGrantId || !hasLiveGrant(portal.status)) return undefined;
  return { failureKind: "portal_connected", portalId: portal.id };
}
