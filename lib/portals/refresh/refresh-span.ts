import "server-only";
import type { Context } from "@/lib/context";
import type { HubSpotError } from "@/lib/hubspot/errors";
import type { Facts, SpanSpec } from "@/lib/tracing/active.mjs";
import type { RefreshTrigger } from "./trigger";

/** The span of one wish to renew the grant of a portal. */
export function refreshSpan(
  { requestId }: Pick<Context, "requestId">,
  trigger: RefreshTrigger,
): SpanSpec {
  return {
    name: "portico.refresh",
    facts: { "portico.request_id": requestId, "portico.trigger": trigger },
  };
}

/**
 * How it ended: `renewed`, the kind of HubSpot's refusal, `joined` for an attempt of somebody else that answered for this
 * one, `pending` for one that is still under way.
 */
export function outcomeFacts(attempt: {
  called: boolean;
  pending: boolean;
  failure?: HubSpotError;
  hubId: bigint;
}): Facts {
  const { called, pending, failure, hubId } = attempt;
  const how = called ? "renewed" : "joined";
  return {
    "portico.hub_id": String(hubId),
    "portico.outcome": failure?.kind ?? (pending ? "pending" : how),
    "error.type": failure?.kind,
  };
}
