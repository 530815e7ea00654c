import "server-only";
import { recordAlone, recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { equalInConstantTime, sha256 } from "@/lib/crypto/token";
import type { ConnectAttempt, HubSpotApp } from "@/lib/db/generated/client";
import { HubSpotError } from "@/lib/hubspot/errors";
import { fetchGrant, GrantRefused } from "./fetch-grant";
import { storeGrant } from "./store-grant";

/** What came back to the redirect URI, and who brought it. */
export interface CallbackInput {
  state?: string;
  code?: string;
  error?: string;
  browserToken?: string;
}

/** Why a callback cannot be tied to an attempt of this person in this browser. */
export type CallbackProblem = "state_missing" | "state_unknown" | "other_browser" | "other_person";

export type CallbackOutcome = { attemptId: string } | { problem: CallbackProblem };

type AttemptWithApp = ConnectAttempt & { app: HubSpotApp };

/**
 * Finishes one trip to HubSpot. The attempt is consumed by a single conditional update before the code is redeemed, so
 * a replay never reaches HubSpot: it is shown the finished result. All calls to HubSpot happen outside transactions;
 * everything is stored in one, or nothing is.
 */
export async function completeConnect(
  ctx: Context,
  input: CallbackInput,
): Promise<CallbackOutcome> {
  if (!input.state) return refuse(ctx, "state_missing");
  const attempt = await ctx.db.connectAttempt.findUnique({
    where: { stateHash: sha256(input.state) },
    include: { app: true },
  });
  if (!attempt) return refuse(ctx, "state_unknown");
  const sameBrowser = equalInConstantTime(sha256(input.browserToken ?? ""), attempt.browserHash);
  if (!sameBrowser) return refuse(ctx, "other_browser", attempt);
  if (attempt.personId !== ctx.actor.id) return refuse(ctx, "other_person", attempt);

  const outcome = { attemptId: attempt.id };
  if (attempt.status !== "pending") return outcome;
  if (attempt.expiresAt <= ctx.now()) {
    await fail(ctx, attempt, "pending", { code: "expired" });
    return outcome;
  }
  const { count } = await ctx.db.connectAttempt.updateMany({
    where: { id: attempt.id, status: "pending", expiresAt: { gt: ctx.now() } },
    data: { status: "exchanging", consumedAt: ctx.now() },
  });
  if (count === 0) return outcome;

  try {
    if (input.error) throw new GrantRefused("hubspot_error", { status: safeLabel(input.error) });
    if (!input.code) throw new GrantRefused("code_missing");
    const fetched = await fetchGrant(ctx, attempt, new Secret(input.code));
    await storeGrant(ctx, attempt, fetched);
  } catch (error) {
    await fail(ctx, attempt, "exchanging", describe(error));
    if (!(error instanceof HubSpotError) && !(error instanceof GrantRefused)) throw error;
  }
  return outcome;
}

async function refuse(
  ctx: Context,
  problem: CallbackProblem,
  attempt?: AttemptWithApp,
): Promise<CallbackOutcome> {
  await recordAlone(ctx, {
    action: "portal.connect_failed",
    outcome: "denied",
    target: attempt && { kind: "attempt", id: attempt.id, label: attempt.app.name },
    appId: attempt?.appId,
    details: { problem },
  });
  return { problem };
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
      details: { reason: failure.code, kind: failure.kind, hubspotStatus: failure.status },
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
