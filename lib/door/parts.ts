import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { UseCounter } from "@/lib/api-keys/use-counter";
import type { Context } from "@/lib/context";
import { addressOf, keyLabel } from "./admit";
import type { Knowledge } from "./read-statement";
import type { Reader } from "./reader";
import type { Refusals } from "./refusals";

/** What of a context belongs to the process. */
export type Resources = Omit<Context, "actor" | "requestId">;

/** What the ways through the door share. */
export interface DoorParts {
  resources: Resources;
  reader: Reader;
  refusals: Refusals;
  uses: UseCounter;
}

/** The context of one call: the service acts, by the name of its key. */
export function contextOf(
  resources: Resources,
  request: IncomingMessage,
  response: ServerResponse,
  key: Knowledge["key"],
): Context {
  return {
    ...resources,
    actor: {
      kind: "api_key",
      id: String(key.keyId),
      label: keyLabel(key),
      ip: addressOf(request) || undefined,
      userAgent: request.headers["user-agent"]?.slice(0, 300),
    },
    requestId: String(response.getHeader("x-request-id") ?? ""),
  };
}
