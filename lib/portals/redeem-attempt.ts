import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import type { ConnectAttempt, HubSpotApp } from "@/lib/db/generated/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import { fetchGrant, GrantRefused } from "./fetch-grant";
import { storeGrant } from "./store-grant";

export type AttemptWithApp = ConnectAttempt & { app: HubSpotApp };

/** What HubSpot sent back for an attempt. */
export interface Brought {
  code?: string;
  error?: string;
}

/**
 * Finishes an attempt whose owner has been checked. It is consumed by a single conditional update before the code is
 * redeemed, so a replay never reaches HubSpot. All calls to HubSpot happen outside transactions; everything is stored
 * in one, or nothing is. The outcome stands in the attempt.
 */
export async function redeemAttempt(
  ctx: Context,
  attempt: AttemptWithApp,
  { code, error: refusal }: Brought,
): Promise<void> {
  if (attempt.status !== "pending") return;
  if (attempt.expiresAt <= ctx.now()) {
    await fail(ctx, attempt, "pending", { code: "expired" });
    return;
  }
  if (isSwitchedOff(attempt)) {
    await fail(ctx, attempt, "pending", { code: "switched_off" });
    return;
  }
  const { count } = await ctx.db.connectAttempt.updateMany({
    where: { id: attempt.id, status: "pending", expiresAt: { gt: ctx.now() } },
    data: { status: "exchanging", consumedAt: ctx.now() },
  });
  if (count === 0) return;

  try {
    if (refusal) throw new GrantRefused("hubspot_error", { status: safeLabel(refusal) });
    if (!code) throw new GrantRefused("code_missing");
    const fetched = await fetchGrant(ctx, attempt, new Secret(code));
    await storeGrant(ctx, attempt, fetched);
  } catch (error) {
    await fail(ctx, attempt, "exchanging", describe(error));
    if (!(error instanceof HubSpotError) && !(error instanceof GrantRefused)) throw error;
  }
}

/** A way in for strangers may have been closed while somebody was on HubSpot's page. */
function isSwitchedOff({ source, app }: AttemptWithApp): boolean {
  if (source === "install_link") return !app.installLinkEnabled;
  return source === "marketplace" && !app.marketplaceEnabled;
}

interface Failure {
  code: string;
  kind?: string;
  status?: string;
  correlationId?: string;
}

async function fail(
  ctx: Context,
  attempt: AttemptWithApp,
  from: "pending" | "exchanging",
  failure: Failure,
): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.connectAttempt.updateMany({
      where: { id: attempt.id, status: from },
      data: {
        status: "failed",
        failureCode: failure.code,
        failureKind: failure.kind,
        failureStatus: failure.status,
        correlationId: failure.correlationId,
        codeVerifierSealed: null,
        finishedAt: ctx.now(),
      },
    });
    if (count === 0) return;
    await recordEvent(tx, ctx, {
      action: "portal.connect_failed",
      outcome: "failed",
      target: { kind: "attempt", id: attempt.id, label: attempt.app.name },
      appId: attempt.appId,
      portalId: attempt.expectedPortalId ?? undefined,
      correlationId: failure.correlationId,
      details: {
        source: attempt.source,
        reason: failure.code,
        kind: failure.kind,
        ...(failure.code === "other_portal"
          ? { otherHubId: failure.status }
          : { hubspotStatus: failure.status }),
      },
    });
  });
}

function describe(error: unknown): Failure {
  if (error instanceof HubSpotError) {
    const { kind, status, correlationId } = error;
    return { code: "hubspot", kind, status, correlationId };
  }
  if (error instanceof GrantRefused) {
    return { code: error.code, status: error.status, correlationId: error.correlationId };
  }
  return { code: "internal" };
}

/** HubSpot's error code from the URL, only when it looks like one. */
function safeLabel(value: string): string {
  return /^[\w.-]{1,64}$/.test(value) ? value : "unreadable";
}
