import "server-only";
import type { NextRequest } from "next/server";
import { requireActor } from "@/lib/auth/session";
import type { Permission } from "@/lib/auth/roles";
import type { Context } from "@/lib/context";
import { getEnv } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import { assertConfirmed } from "@/lib/factors/step-up";
import { problemResponse } from "./problem";
import { requestFacts } from "./request-facts";
import { assertSameOrigin } from "./same-origin";

interface RouteSpec {
  permission: Permission;
  /**
   * For what a session alone must not do (SEC-60). A browser is led to confirm first: back to the address itself, or for what is
   * posted to the page that has the form.
   */
  stepUp?: true | { page: string };
  run(ctx: Context, request: NextRequest): Promise<Response>;
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** A handler for signed-in people: origin where something changes, fresh session, permission, verb; errors as problem details. */
export function defineRoute(spec: RouteSpec): (request: NextRequest) => Promise<Response> {
  return async (request) => {
    try {
      if (!SAFE_METHODS.has(request.method)) assertSameOrigin(request.headers, getEnv().origin);
      const ctx = await requireActor(spec.permission);
      if (spec.stepUp) assertConfirmed(ctx);
      return await spec.run(ctx, request);
    } catch (error) {
      if (isAppError(error, "confirmation_needed") && wantsPage(request))
        return leadToConfirm(spec, request);
      return problemResponse(error, requestFacts(request.headers).requestId);
    }
  };
}

function wantsPage({ headers }: NextRequest): boolean {
  return headers.get("accept")?.includes("text/html") ?? false;
}

function leadToConfirm({ stepUp }: RouteSpec, { nextUrl }: NextRequest): Response {
  const goTo = typeof stepUp === "object" ? stepUp.page : nextUrl.pathname + nextUrl.search;
  const location = `/confirm?callbackUrl=${encodeURIComponent(goTo)}`;
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
