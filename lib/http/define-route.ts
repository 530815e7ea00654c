import "server-only";
import type { NextRequest } from "next/server";
import { requireActor } from "@/lib/auth/session";
import type { Permission } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { getEnv } from "@/lib/env";
import { problemResponse } from "./problem";
import { requestFacts } from "./request-facts";
import { assertSameOrigin } from "./same-origin";

interface RouteSpec {
  permission: Permission;
  run(ctx: Context, request: NextRequest): Promise<Response>;
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** A handler for signed-in people: origin where something changes, fresh session, permission, verb; errors as problem details. */
export function defineRoute(spec: RouteSpec): (request: NextRequest) => Promise<Response> {
  return async (request) => {
    try {
      if (!SAFE_METHODS.has(request.method)) assertSameOrigin(request.headers, getEnv().origin);
      return await spec.run(await requireActor(spec.permission), request);
    } catch (error) {
      return problemResponse(error, requestFacts(request.headers).requestId);
    }
  };
}
