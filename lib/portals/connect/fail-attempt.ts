import "server-only";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { DbTransaction } from "@/lib/db/client";
import type { ConnectAttempt, HubSpotApp } from "@/lib/db/generated/client";

export type AttemptWithApp = ConnectAttempt & { app: HubSpotApp };

export interface Failure {
  code: string;
  kind?: string;
  status?: string;
  correlationId?: string;
}

/** Ends an attempt that did not become a connection, with its event. */
export async function failAttempt(
  ctx: Context,
  attempt: AttemptWithApp,
  from: "pending" | "exchanging",
  failure: Failure | "expired" | "switched_off",
): Promise<void> {
  const facts = typeof failure === "string" ? { code: failure } : failure;
  await ctx.db.$transaction((tx) => writeFailure(tx, ctx, attempt, from, facts));
}

/** The same inside the caller's transaction. @returns false when the attempt has ended already */
export async function writeFailure(
  tx: DbTransaction,
  ctx: Context,
  attempt: AttemptWithApp,
  from: "pending" | "exchanging",
  failure: Failure,
): Promise<boolean> {
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
  if (count === 0) return false;
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
  return true;
}
