import "server-only";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { equalInConstantTime, sha256 } from "@/lib/crypto/token";
import { Prisma } from "@/lib/db/generated/client";
import { joinedColumns, partOf, type JoinedRow } from "@/lib/db/joined-rows";
import { reachApp } from "@/lib/reach/reach";
import type { AttemptWithApp } from "./fail-attempt";
import { redeemAttempt } from "./redeem-attempt";

/** What came back to the redirect URI, and who brought it. */
export interface CallbackInput {
  state?: string;
  code?: string;
  error?: string;
  browserToken?: string;
}

/** Why an answer of HubSpot cannot be tied to an attempt of this person in this browser. */
export type CallbackProblem = "state_missing" | "state_unknown" | "other_browser" | "other_person";

export type CallbackOutcome = { attemptId: string } | { problem: CallbackProblem };

/**
 * Finishes one trip to HubSpot by its `state`. An attempt of a person needs that person as the actor; an attempt of a
 * stranger (install link, Marketplace) needs an actor who is nobody, whoever may be signed in.
 */
export async function completeConnect(
  ctx: Context,
  input: CallbackInput,
): Promise<CallbackOutcome> {
  if (!input.state) return refuseCallback(ctx, "state_missing");
  const attempt = await findAttempt(ctx, input.state);
  if (!attempt) return refuseCallback(ctx, "state_unknown");
  const problem = notTheirs(ctx, attempt, input.browserToken);
  if (problem) return refuseCallback(ctx, problem, attempt);
  await redeemAttempt(await reachApp(ctx, attempt.appId), attempt, input);
  return { attemptId: attempt.id };
}

const TABLES = {
  t: Object.keys(Prisma.ConnectAttemptScalarFieldEnum),
  a: Object.keys(Prisma.HubSpotAppScalarFieldEnum),
};

async function findAttempt({ db }: Context, state: string): Promise<AttemptWithApp | undefined> {
  const [row] = await db.$queryRaw<JoinedRow[]>`
    SELECT ${joinedColumns(TABLES)} FROM "ConnectAttempt" t JOIN "HubSpotApp" a ON a."id" = t."appId"
    WHERE t."stateHash" = ${sha256(state)}`;
  if (!row) return undefined;
  return {
    ...partOf(row, TABLES, "t"),
    app: partOf(row, TABLES, "a"),
  } as unknown as AttemptWithApp;
}

/** Why the actor in this browser is not the one who began the attempt; undefined when they are. */
export function notTheirs(
  ctx: Context,
  attempt: Pick<AttemptWithApp, "browserHash" | "personId">,
  browserToken: string | undefined,
): "other_browser" | "other_person" | undefined {
  if (!equalInConstantTime(sha256(browserToken ?? ""), attempt.browserHash)) return "other_browser";
  return attempt.personId === (ctx.actor.id ?? null) ? undefined : "other_person";
}

/** Turns an answer away before anything is redeemed, and leaves a line about it. */
export async function refuseCallback(
  ctx: Context,
  problem: CallbackProblem,
  attempt?: AttemptWithApp,
): Promise<{ problem: CallbackProblem }> {
  await recordAlone(ctx, {
    action: "portal.connect_failed",
    outcome: "denied",
    target: attempt && { kind: "attempt", id: attempt.id, label: attempt.app.name },
    appId: attempt?.appId,
    details: { problem },
  });
  return { problem };
}
