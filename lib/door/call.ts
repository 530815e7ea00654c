import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "@/lib/context";
import type { ApiPermission } from "@/lib/api-keys/permissions";
import type { Knowledge, PortalFacts } from "./read-statement";

/** A call whose key is good and allowed to make it. */
export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  ctx: Context;
  key: Knowledge["key"];
  query: Record<string, unknown>;
  /** When it came in, as performance.now() tells it. */
  cameAt: number;
  /** What is known by now of key and portal, for a call that has waited. @throws Problem when it may not be made any more */
  lookAgain(): Promise<{ portal: PortalFacts | undefined }>;
}

/** A call about one portal, which its key may see. */
export interface PortalCall extends Call {
  portal: PortalFacts;
}

interface RouteBase {
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As OpenAPI writes it, below /api/v1. */
  path: string;
  permission: ApiPermission;
}

/** What is answered with 200, as JSON. @throws Problem, AppError */
export type Route =
  | (RouteBase & { about: "key"; run(call: Call): Promise<object> })
  | (RouteBase & { about: "portal"; run(call: PortalCall): Promise<object> });
