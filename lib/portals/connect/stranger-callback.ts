import "server-only";
import type { Context } from "@/lib/context";
import { sha256 } from "@/lib/crypto/token";
import { marketplaceReturnUrl } from "@/lib/hubspot/return-url";
import {
  completeConnect,
  type CallbackInput,
  type CallbackOutcome,
  type CallbackProblem,
} from "./complete-connect";
import { beginMarketplace, completeMarketplace, type MarketplaceArrival } from "./marketplace";
import { asStranger, isStrangerSource } from "./stranger";

export type Arrival = Omit<CallbackInput, "browserToken"> & MarketplaceArrival;

/** Whose answer of HubSpot this is: a person's of this console, a stranger's, or nobody's that we know. */
export async function whoseCallback(
  ctx: Context,
  state: string | undefined,
): Promise<"person" | "stranger" | "unknown"> {
  if (!state) return "unknown";
  const attempt = await ctx.db.connectAttempt.findUnique({
    where: { stateHash: sha256(state) },
    select: { personId: true },
  });
  if (!attempt) return "unknown";
  return attempt.personId ? "person" : "stranger";
}

/** Finishes an install that a customer began, without a session. @returns where their browser goes on to */
export async function finishStranger(
  visitor: Context,
  arrival: Arrival,
  browserToken: string | undefined,
): Promise<string> {
  const attempt = await visitor.db.connectAttempt.findUnique({
    where: { stateHash: sha256(arrival.state ?? "") },
    select: { source: true },
  });
  const source = attempt && isStrangerSource(attempt.source) ? attempt.source : "install_link";
  const outcome = await completeConnect(asStranger(visitor, source), { ...arrival, browserToken });
  return strangerTarget(visitor, outcome);
}

/**
 * An arrival without a state of ours: perhaps an install from HubSpot's Marketplace.
 * @param bind gives this browser its binding; only called once it is needed
 * @returns where the browser goes on to, or null when it is no Marketplace install that we take
 */
export async function receiveMarketplace(
  visitor: Context,
  arrival: Arrival,
  bind: () => Promise<string>,
): Promise<string | null> {
  if (!marketplaceReturnUrl(arrival.returnUrl, visitor.env.hubspotAppUrl)) return null;
  if (arrival.step === "authorize") return beginMarketplace(visitor, arrival, await bind());
  const outcome = await completeMarketplace(visitor, arrival, await bind());
  return outcome && strangerTarget(visitor, outcome);
}

/** A page for somebody without an account here. */
export function publicProblem(problem: CallbackProblem | "internal" | "busy"): string {
  return `/oauth/problem?reason=${problem}`;
}

async function strangerTarget(ctx: Context, outcome: CallbackOutcome): Promise<string> {
  if ("problem" in outcome) return publicProblem(outcome.problem);
  const attempt = await ctx.db.connectAttempt.findUniqueOrThrow({
    where: { id: outcome.attemptId },
    include: { app: { select: { slug: true } } },
  });
  // Checked when it was stored, and once more before anybody is sent there.
  const back = marketplaceReturnUrl(attempt.returnUrl ?? undefined, ctx.env.hubspotAppUrl);
  if (attempt.status === "completed" && back) return back.toString();
  return `/install/${attempt.app.slug}/done?attempt=${attempt.id}`;
}
