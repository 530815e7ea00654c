import type { NextRequest } from "next/server";
import { anonymousContext } from "@/lib/auth/session";
import { isAppError } from "@/lib/errors";
import { problemResponse } from "@/lib/http/problem";
import { requestFacts } from "@/lib/http/request-facts";
import { throttle } from "@/lib/people/throttle";
import { endByProvider } from "@/lib/single-sign-on/back-channel";

const MOST_LETTERS = 20_000;

/**
 * Public by nature: the identity provider says here that a session is over, and proves itself by its signature (OpenID Connect
 * Back-Channel Logout 1.0 sections 2.5 and 2.8).
 */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    const ctx = await anonymousContext();
    await throttle(ctx, "action", ctx.actor.ip ?? "unknown");
    const form = new URLSearchParams((await request.text()).slice(0, MOST_LETTERS));
    await endByProvider(ctx, form.get("logout_token") ?? "");
    return new Response(null, { status: 200, headers: { "cache-control": "no-store" } });
  } catch (error) {
    if (!isAppError(error, "invalid_input"))
      return problemResponse(error, requestFacts(request.headers).requestId);
    const body = {
      error: "invalid_request",
      error_description: "This is no logout token of ours.",
    };
    return Response.json(body, { status: 400, headers: { "cache-control": "no-store" } });
  }
}
