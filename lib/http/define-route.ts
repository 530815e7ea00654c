import "server-only";
import type { NextRequest } from "next/server";
import { requireActor } from "@/lib/auth/session";
import type { Permission } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { problemResponse } from "./problem";
import { requestFacts } from "./request-facts";

interface RouteSpec {
  permission: Permission;
  run(ctx: Context, request: NextRequest): Promise<Response>;
}

/** A GET handler for signed-in people: fresh session, permission, verb; errors as problem details. */
export function defineRoute(spec: RouteSpec): (request: NextRequest) => Promise<Response> {
  return async (request) => {
    try {
      return await spec.run(await requireActor(spec.permission), request);
    } catch (error) {
      return problemResponse(error, requestFacts(request.headers).requestId);
    }
  };
}
