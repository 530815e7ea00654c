import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { emptyBrowser } from "@/lib/auth/empty-browser";
import { refusalPath } from "@/lib/auth/oidc-provider";
import { authOptions } from "@/lib/auth/options";
import { contextOf, getViewer } from "@/lib/auth/session";
import { getEnv } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import { answerOddAuthRequest } from "@/lib/http/auth-request";
import { problemResponse } from "@/lib/http/problem";
import { requestFacts } from "@/lib/http/request-facts";
import { assertSameOrigin } from "@/lib/http/same-origin";
import { logger } from "@/lib/logger";
import { signOut } from "@/lib/people/sessions";
import { findProvider, type Provider } from "@/lib/single-sign-on/provider";

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
  const { nextauth } = await context.params;
  const found = await providerFor(nextauth.join("/"));
  if (found === "away") return leadBack(request);
  const options = authOptions(found);
  const events = { ...options.events, signOut: () => void (isSigningOut = true) };
  const response: Response = await NextAuth({ ...options, events })(request, context);
  const viewer = isSigningOut ? await getViewer() : null;
  if (viewer) await signOut(await contextOf(viewer));
  if (isSigningOut) emptyBrowser();
  return response;
}

const TALKS_TO_PROVIDER = ["signin/oidc", "callback/oidc"];

/** The identity provider, where this request needs it; "away" when it does not answer. */
async function providerFor(action: string): Promise<Provider | null | "away"> {
  if (!TALKS_TO_PROVIDER.includes(action)) return null;
  try {
    return await findProvider(getEnv());
  } catch (error) {
    if (!isAppError(error, "provider_unavailable")) throw error;
    logger.warn({ err: error }, "the identity provider does not answer");
    return "away";
  }
}

/** To the sign-in page, with a word: by script as next-auth's browser side takes it, else as a redirect. */
function leadBack({ method }: NextRequest): Response {
  const url = `${getEnv().origin}${refusalPath("unavailable")}`;
  return method === "POST" ? Response.json({ url }) : Response.redirect(url, 302);
}

export { handler as GET, handler as POST };
