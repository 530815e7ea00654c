import "server-only";
import type { Context } from "@/lib/context";
import type { HubSpotApp } from "@/lib/db/generated/client";
import { HubSpotError, type HubSpotErrorKind } from "@/lib/hubspot/errors";
import { logger } from "@/lib/logger";
import { lockApp, pauseApp } from "@/lib/portals/refresh/app-health";

/** Failures that say nothing about a token and may be over in a minute. */
const PASSING: HubSpotErrorKind[] = ["rate_limited", "unavailable", "unreachable", "malformed"];
/** With those of our own, for example a database that was away. */
export const RETRIED_KINDS: string[] = [...PASSING, "internal"];

/** How long an import rests after something that concerns every row of it. */
export const PAUSE_SECONDS = 5;
const MAX_PAUSE_SECONDS = 15 * 60;

/** One round of work on an import: whether it goes on, and how long HubSpot wants to be left alone after it. */
export interface Round {
  halted: boolean;
  pauseSeconds: number;
}

/** The columns of a row that tell of a failed call. */
export function failureColumns(error: unknown) {
  const known = error instanceof HubSpotError ? error : undefined;
  return {
    failureKind: known?.kind ?? "internal",
    failureStatus: known?.status ?? null,
    correlationId: known?.correlationId ?? null,
  };
}

/**
 * What a failed call means for the rest of the import. Refused credentials concern every row, so they pause the app,
 * once; an overloaded or absent HubSpot is left alone for as long as it asks (at most a quarter of an hour).
 * @returns true when the row itself is not to blame and stays as it was
 */
export async function noteFailure(
  ctx: Context,
  job: { id: string; appId: string; app: HubSpotApp },
  round: Round,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof HubSpotError)) {
    logger.error({ err: error, jobId: job.id }, "a row of an import failed");
    return false;
  }
  if (error.kind === "app_credentials") {
    round.halted = true;
    await ctx.db.$transaction(async (tx) => {
      await lockApp(tx, job.appId);
      await pauseApp(tx, ctx, job.app, error);
    });
    return true;
  }
  if (PASSING.includes(error.kind) && error.kind !== "malformed") {
    round.halted = true;
    const asked = Math.max(PAUSE_SECONDS, error.retryAfterSeconds ?? 0);
    round.pauseSeconds = Math.max(round.pauseSeconds, Math.min(asked, MAX_PAUSE_SECONDS));
  }
  return false;
}
