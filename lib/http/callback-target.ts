import "server-only";
import { headers } from "next/headers";
import { isAppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import type { CallbackOutcome } from "@/lib/portals/complete-connect";
import { requestFacts } from "./request-facts";

/** Where the browser goes after HubSpot's redirect: the attempt's result, or a page that names the problem. */
export async function callbackTarget(complete: () => Promise<CallbackOutcome>): Promise<string> {
  try {
    const outcome = await complete();
    if ("attemptId" in outcome) return `/portals/connect/${outcome.attemptId}`;
    return `/portals/connect/problem?reason=${outcome.problem}`;
  } catch (error) {
    if (isAppError(error, "unauthenticated")) return "/portals/connect/problem?reason=signed_out";
    if (isAppError(error, "forbidden")) return "/portals/connect/problem?reason=not_allowed";
    const { requestId } = requestFacts(await headers());
    logger.error({ err: error, requestId }, "callback failed");
    return "/portals/connect/problem?reason=internal";
  }
}
