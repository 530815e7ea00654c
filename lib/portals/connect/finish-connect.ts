import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "@/lib/context";
import type { TokenSet } from "@/lib/hubspot/read";
import { giveBackGrants } from "@/lib/portals/end/give-back-grants";
import { returnGrant, type ReturnReason } from "@/lib/portals/end/return-grant";
import { logger } from "@/lib/logger";
import { returnOrphan } from "@/lib/portals/end/return-orphan";
import { holdUntilStored } from "@/lib/spill/hold";
import { writeFailure, type AttemptWithApp } from "./fail-attempt";
import { readGrant, type FetchedGrant } from "./fetch-grant";
import { GrantRefused } from "./grant-refused";
import { lockForGrant } from "./lock-for-grant";
import { storeGrant, writeApp } from "./store-grant";

/** What HubSpot gave for a code; it is on the disk already. */
export interface CodeAnswer {
  startedAt: Date;
  tokens: TokenSet;
}

/** What becomes of an answer; undefined while HubSpot does not say which account it is for. */
export type Judged = { fetched: FetchedGrant } | { refused: GrantRefused } | undefined;

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/**
 * Turns the answer to a code into a grant, or gives it back to HubSpot when it must not be kept. Returns once one of the
 * two is stored, however long the database or HubSpot take and whatever fails here first. Safe to repeat.
 * @param judging what `judgeAnswer` was asked for already, for the first try
 */
export async function finishConnect(
  ctx: Context,
  attempt: AttemptWithApp,
  answer: CodeAnswer,
  judging: Promise<Judged>,
): Promise<void> {
  let judged: Promise<Judged> | undefined = judging;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    try {
      if (await tryFinish(ctx, attempt, answer, judged)) return;
    } catch (error) {
      logger.error({ err: error, attemptId: attempt.id }, "a connection is not finished yet");
    }
    judged = undefined;
    await sleep(pauseMs, undefined, { ref: false });
  }
}

/**
 * One try of the same.
 * @returns false when HubSpot does not say yet which account it is for
 */
export async function tryFinish(
  ctx: Context,
  attempt: AttemptWithApp,
  answer: CodeAnswer,
  judging: Promise<Judged> = judgeAnswer(ctx, attempt, answer),
): Promise<boolean> {
  const judged = await judging;
  if (!judged) {
    await noteAsking(ctx, attempt);
    return false;
  }
  const isReturned = await holdUntilStored({ attemptId: attempt.id }, () =>
    settle(ctx, attempt, answer, judged),
  );
  // The queue has it; the first try need not wait for the next round.
  if (isReturned) await giveBackGrants(ctx).catch(() => undefined);
  return true;
}

/** Asks HubSpot whose grant it is. Nothing comes of it yet. @throws what failed here; HubSpot's own failures are none */
export async function judgeAnswer(
  ctx: Context,
  attempt: AttemptWithApp,
  answer: CodeAnswer,
): Promise<Judged> {
  const { tokens, startedAt } = answer;
  const { refreshToken } = tokens;
  if (!refreshToken) return { refused: new GrantRefused("no_refresh_token", tokens) };
  try {
    const fetched = await readGrant(ctx, attempt.app, { tokens, refreshToken, startedAt });
    return fetched && { fetched };
  } catch (error) {
    if (error instanceof GrantRefused) return { refused: error };
    throw error;
  }
}

async function noteAsking(ctx: Context, attempt: AttemptWithApp): Promise<void> {
  await holdUntilStored({ attemptId: attempt.id }, () =>
    ctx.db.connectAttempt.updateMany({
      where: { id: attempt.id, status: "exchanging", askingSince: null },
      data: { askingSince: ctx.now() },
    }),
  );
}

async function settle(
  ctx: Context,
  attempt: AttemptWithApp,
  { tokens }: CodeAnswer,
  judged: NonNullable<Judged>,
): Promise<boolean> {
  const { appId } = attempt;
  const { fetched, refused } = { fetched: undefined, refused: undefined, ...judged };
  const hubId = fetched?.hubId;
  return ctx.db.$transaction(async (tx) => {
    if (fetched) await writeApp(tx, attempt.app, fetched);
    const found = await lockForGrant(tx, attempt.id, hubId ?? null);
    // Deleted with its app meanwhile: nobody is left to connect for.
    if (!found) await returnOrphan(tx, ctx, { appId, refreshToken: tokens.refreshToken });
    if (found?.status !== "exchanging") return false;
    // A reconnect that lands on another portal is stopped.
    const isOther = found.expectedHubId !== null && found.expectedHubId !== hubId;
    if (fetched && !isOther) {
      await storeGrant(tx, ctx, attempt, fetched, found);
      return false;
    }
    const why = refused ?? new GrantRefused("other_portal", { status: hubId?.toString() });
    await writeFailure(tx, ctx, attempt, "exchanging", why);
    const reason = RETURNED[why.code];
    const { refreshToken } = tokens;
    if (!reason || !refreshToken) return false;
    await returnGrant(tx, ctx, { appId, hubId, refreshToken, reason });
    return true;
  });
}

/** A grant that must not be kept goes back, unless a connection here lives on the same token. */
const RETURNED: Partial<Record<GrantRefused["code"], ReturnReason>> = {
  other_portal: "other_portal",
  foreign_app: "foreign_app",
  inactive_token: "inactive_token",
  no_hub_id: "foreign_app",
};
