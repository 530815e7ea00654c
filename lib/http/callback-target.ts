import "server-only";
import { headers } from "next/headers";
import { bindBrowser, boundBrowser } from "@/lib/auth/browser-binding";
import { anonymousContext, getViewer, requireActor } from "@/lib/auth/session";
import { isAppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { completeConnect } from "@/lib/portals/connect/complete-connect";
import {
  finishStranger,
  publicProblem,
  receiveMarketplace,
  whoseCallback,
  type Arrival,
} from "@/lib/portals/connect/stranger-callback";
import { requestFacts } from "./request-facts";

/**
 * Where the browser goes after HubSpot's redirect: the attempt's result, a page that names the problem, or back to
 * HubSpot after a Marketplace install. An attempt of a person needs their session; a customer's needs none.
 */
export async function callbackTarget(query: URLSearchParams): Promise<string> {
  const arrival = readArrival(query);
  let isPublic = true;
  try {
    const visitor = await anonymousContext();
    const whose = await whoseCallback(visitor, arrival.state);
    if (whose === "stranger") return await finishStranger(visitor, arrival, await boundBrowser());
    if (!arrival.state) {
      const target = await receiveMarketplace(visitor, arrival, bindBrowser);
      if (target) return target;
    }
    isPublic = whose === "unknown" && (await getViewer()) === null;
    if (isPublic) return publicProblem(arrival.state ? "state_unknown" : "state_missing");
    const ctx = await requireActor("portals.connect");
    const outcome = await completeConnect(ctx, { ...arrival, browserToken: await boundBrowser() });
    if ("attemptId" in outcome) return `/portals/connect/${outcome.attemptId}`;
    return `/portals/connect/problem?reason=${outcome.problem}`;
  } catch (error) {
    return targetAfter(error, isPublic);
  }
}

async function targetAfter(error: unknown, isPublic: boolean): Promise<string> {
  if (isAppError(error, "unauthenticated")) return "/portals/connect/problem?reason=signed_out";
  if (isAppError(error, "forbidden")) return "/portals/connect/problem?reason=not_allowed";
  if (isAppError(error, "rate_limited")) return publicProblem("busy");
  if (isAppError(error, "spill_unwritable") && !isPublic)
    return "/portals/connect/problem?reason=spill_unwritable";
  const { requestId } = requestFacts(await headers());
  logger.error({ err: error, requestId }, "callback failed");
  return isPublic ? publicProblem("internal") : "/portals/connect/problem?reason=internal";
}

function readArrival(query: URLSearchParams): Arrival {
  const get = (name: string) => query.get(name) || undefined;
  const [state, code, error] = [get("state"), get("code"), get("error")];
  return { state, code, error, step: get("step"), returnUrl: get("returnUrl") };
}
