import "server-only";
import type { Context } from "@/lib/context";
import { shortFingerprint } from "@/lib/crypto/fingerprint";
import type { Prisma } from "@/lib/db/generated/client";
import { lastPreviousUse } from "./previous-use";

export interface SecretRollout {
  /** Set while the secret of before is kept. */
  previous: { fingerprint: string; until: Date } | null;
  /** When HubSpot last refused the new secret and accepted the previous one. */
  previousNeededAt: Date | null;
  /** Live portals, and those of them whose last refresh or consent HubSpot accepted under the current secret. */
  live: number;
  verified: number;
  /** The first portals that are not verified yet. */
  waiting: { id: string; label: string; hubId: string }[];
}

const SHOWN = 10;
/** What the previous secret brought is stored within this time of its use, and does not count as the new one's work. */
const STORED_WITHIN_MS = 60_000;

/** How far a new client secret has come; null when no secret is being replaced. */
export async function getSecretRollout(ctx: Context, appId: string): Promise<SecretRollout | null> {
  const app = await ctx.db.hubSpotApp.findUnique({ where: { id: appId } });
  if (!app?.previousSecretFingerprint || !app.previousSecretUntil) return null;
  const live: Prisma.PortalWhereInput = {
    appId,
    status: { in: ["connected", "degraded", "app_error"] },
  };
  const previousNeededAt = await lastPreviousUse(ctx, appId);
  // A secret is the app's, not a portal's: what succeeded since the previous one was last needed was the new one's work.
  const neededUntil = previousNeededAt ? previousNeededAt.getTime() + STORED_WITHIN_MS : 0;
  const from = new Date(Math.max(app.secretReplacedAt.getTime(), neededUntil));
  const verified: Prisma.PortalWhereInput = {
    currentGrant: { OR: [{ refreshedAt: { gte: from } }, { createdAt: { gte: from } }] },
  };
  const waitingFor: Prisma.PortalWhereInput = {
    currentGrant: {
      createdAt: { lt: from },
      OR: [{ refreshedAt: null }, { refreshedAt: { lt: from } }],
    },
  };
  const [liveCount, verifiedCount, waiting] = await Promise.all([
    ctx.db.portal.count({ where: live }),
    ctx.db.portal.count({ where: { ...live, ...verified } }),
    ctx.db.portal.findMany({
      where: { ...live, ...waitingFor },
      select: { id: true, hubId: true, hubDomain: true },
      orderBy: { nextRefreshAt: "asc" },
      take: SHOWN,
    }),
  ]);
  return {
    previous: {
      fingerprint: shortFingerprint(app.previousSecretFingerprint),
      until: app.previousSecretUntil,
    },
    previousNeededAt,
    live: liveCount,
    verified: verifiedCount,
    waiting: waiting.map(({ id, hubId, hubDomain }) => ({
      id,
      hubId: hubId.toString(),
      label: hubDomain ?? `Hub ${hubId}`,
    })),
  };
}
