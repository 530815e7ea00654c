import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { GrantReturn, HubSpotApp } from "@/lib/db/generated/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import { nextRetryAt } from "@/lib/portals/refresh/schedule";
import { returnedTokenPlace } from "@/lib/portals/token-places";
import { revokeWithProof, StillActive } from "./end-grants";

type ReturnWithApp = GrantReturn & { app: HubSpotApp };

const BATCH = 10;
/** How long another server leaves a return alone that this one has taken up. */
const CLAIM_MS = 60_000;

/**
 * Gives grants back to HubSpot that must not stay: revokes each there and proves it, or leaves it when a connection lives
 * on the same token, because HubSpot may hand one token out twice. A failure is tried again, for as long as it takes.
 * @returns how many were taken up
 */
export async function giveBackGrants(ctx: Context, isStopping = () => false): Promise<number> {
  const due = await ctx.db.grantReturn.findMany({
    where: { finishedAt: null, nextTryAt: { lte: ctx.now() } },
    include: { app: true },
    orderBy: { nextTryAt: "asc" },
    take: BATCH,
  });
  let taken = 0;
  for (const one of due) {
    if (isStopping()) break;
    if (await giveBack(ctx, one)) taken += 1;
  }
  return taken;
}

async function giveBack(ctx: Context, one: ReturnWithApp): Promise<boolean> {
  const { count } = await ctx.db.grantReturn.updateMany({
    where: { id: one.id, finishedAt: null, nextTryAt: one.nextTryAt },
    data: { nextTryAt: new Date(ctx.now().getTime() + CLAIM_MS), tries: { increment: 1 } },
  });
  if (count === 0 || !one.refreshTokenSealed) return false;
  if (await isInUse(ctx, one)) {
    await finish(ctx, one, "kept");
    return true;
  }
  try {
    const token = ctx.vault.open(returnedTokenPlace(one.id), one.refreshTokenSealed);
    await finish(ctx, one, "revoked", await revokeWithProof(ctx, one.app, token));
  } catch (error) {
    if (!(error instanceof HubSpotError) && !(error instanceof StillActive)) throw error;
    await postpone(ctx, one, error instanceof HubSpotError ? error : undefined);
  }
  return true;
}

async function isInUse(ctx: Context, { refreshTokenFingerprint }: GrantReturn): Promise<boolean> {
  const [grants, rows] = await Promise.all([
    ctx.db.grant.count({
      where: { refreshTokenFingerprint, refreshTokenSealed: { not: null } },
    }),
    ctx.db.importRow.count({
      where: { refreshTokenFingerprint, refreshTokenSealed: { not: null }, status: "pending" },
    }),
  ]);
  return grants + rows > 0;
}

async function finish(
  ctx: Context,
  one: ReturnWithApp,
  outcome: "revoked" | "kept",
  correlationId?: string,
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.grantReturn.updateMany({
      where: { id: one.id, finishedAt: null },
      data: {
        outcome,
        correlationId,
        finishedAt: ctx.now(),
        nextTryAt: null,
        refreshTokenSealed: null,
        lastErrorKind: null,
        lastErrorStatus: null,
      },
    });
    if (count === 0) return;
    await recordEvent(tx, ctx, {
      action: "grant.given_back",
      target: { kind: "app", id: one.appId, label: one.app.name },
      appId: one.appId,
      correlationId,
      details: {
        reason: one.reason,
        hubId: one.hubId?.toString() ?? null,
        tries: one.tries + 1,
        outcome:
          outcome === "revoked"
            ? "revoked at HubSpot; introspection says active:false"
            : "not revoked: a connection here lives on the same token",
      },
    });
  });
}

async function postpone(
  ctx: Context,
  one: ReturnWithApp,
  failure: HubSpotError | undefined,
): Promise<void> {
  await ctx.db.grantReturn.updateMany({
    where: { id: one.id, finishedAt: null },
    data: {
      nextTryAt: nextRetryAt(one.tries + 1, failure?.retryAfterSeconds, ctx.now()),
      lastErrorKind: failure?.kind ?? "still_active",
      lastErrorStatus: failure?.status ?? null,
      correlationId: failure?.correlationId ?? null,
    },
  });
}
