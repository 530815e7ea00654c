import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { contextOf, getViewer } from "@/lib/auth/session";
import { getEnv } from "@/lib/env";
import { answerOddAuthRequest } from "@/lib/http/auth-request";
import { problemResponse } from "@/lib/http/problem";
import { requestFacts } from "@/lib/http/request-facts";
import { assertSameOrigin } from "@/lib/http/same-origin";
import { signOut } from "@/lib/people/sessions";

interface RouteContext {
  params: Promise<{ nextauth: string[] }>;
}

// Public by nature: this is where signing in happens. Built per request because the options read the environment.
async function handler(request: NextRequest, context: RouteContext): Promise<Response> {
  try {
    if (request.method === "POST") assertSameOrigin(request.headers, getEnv().origin);
    const { nextauth } = await context.params;
    return answerOddAuthRequest(request, nextauth.join("/")) ?? (await answer(request, context));
  } catch (error) {
    return problemResponse(error, requestFacts(request.headers).requestId);
  }
}

/**
 * next-auth clears the cookie; the session in the database ends here, after next-auth has checked the form's token. If
 * that fails the browser keeps its cookie, because the session lives on.
 */
async function answer(request: NextRequest, context: RouteContext): Promise<Response> {
  let isSigningOut = false;
  const options = authOptions();
  const events = { ...options.events, signOut: () => void (isSigningOut = true) };
  const response: Response = await NextAuth({ ...options, events })(request, context);
  const viewer = isSigningOut ? await getViewer() : null;
  if (viewer) await signOut(await contextOf(viewer));
  return response;
}

export { handler as GET, handler as POST };
