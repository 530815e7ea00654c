import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { Actor } from "@/lib/context";
import { getEnv } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import { requestFacts } from "@/lib/http/request-facts";
import { ownAddress } from "@/lib/http/safe-path";
import { logger } from "@/lib/logger";
import { signIn } from "@/lib/people/sign-in";
import { SESSION_ABSOLUTE_MS } from "@/lib/people/sessions";
import { createContext } from "@/lib/resources";
import type { Provider } from "@/lib/single-sign-on/provider";
import { greetBrowser, readBrowserMark } from "./browser-mark";
import { cookieOptions, sessionCookieName } from "./cookies";
import { leaveFormerSession } from "./leave-former-session";
import { arriveByProvider, oidcProvider } from "./oidc-provider";

/**
 * next-auth carries nothing but a random session id in its encrypted cookie. Who that is, and whether the session still
 * lives, is read from the database on every request (lib/auth/session).
 * @param found the identity provider, where this request needs to talk to it
 */
export function authOptions(found: Provider | null = null): NextAuthOptions {
  const env = getEnv();
  const maxAge = SESSION_ABSOLUTE_MS / 1000;
  const host = (name: string) =>
    env.isSecureOrigin ? `__Host-portico.${name}` : `portico.${name}`;
  return {
    secret: env.sessionSecret.reveal(),
    session: { strategy: "jwt", maxAge },
    jwt: { maxAge },
    pages: { signIn: "/login", error: "/login", signOut: "/login" },
    useSecureCookies: env.isSecureOrigin,
    cookies: {
      sessionToken: { name: sessionCookieName(env), options: cookieOptions(env) },
      csrfToken: { name: host("csrf"), options: cookieOptions(env) },
      callbackUrl: { name: host("return-to"), options: cookieOptions(env) },
      pkceCodeVerifier: { name: host("sso-pkce"), options: cookieOptions(env) },
      state: { name: host("sso-state"), options: cookieOptions(env) },
      nonce: { name: host("sso-nonce"), options: cookieOptions(env) },
    },
    logger: {
      error: (code) => logger.warn({ nextAuth: code }, "next-auth reported an error"),
      warn: (code) => logger.debug({ nextAuth: code }, "next-auth warned"),
      debug: () => undefined,
    },
    providers: [
      ...oidcProvider(env, found),
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials, request) {
          const facts = requestFacts(new Headers(toHeaders(request.headers)));
          const email = credentials?.email ?? "";
          const actor: Actor = {
            kind: "anonymous",
            label: email.slice(0, 254) || "unknown",
            ...facts,
          };
          try {
            const ctx = await createContext(actor, facts.requestId);
            const password = credentials?.password ?? "";
            const browserMark = await readBrowserMark(email);
            const entered = await signIn(ctx, { email, password, browserMark });
            await leaveFormerSession(ctx);
            await greetBrowser(ctx, entered);
            return { id: entered.personId, sessionToken: entered.sessionToken };
          } catch (error) {
            // next-auth hands the message to the sign-in page, so it is a code and nothing else.
            if (isAppError(error, "sign_in_failed")) return null;
            if (isAppError(error, "rate_limited")) {
              throw new Error(`rate_limited.${String(error.details.retryAfterSeconds)}`);
            }
            if (isAppError(error, "local_sign_in_off")) throw new Error("local_sign_in_off");
            logger.error({ err: error, requestId: facts.requestId }, "sign-in failed");
            throw new Error("internal");
          }
        },
      }),
    ],
    callbacks: {
      signIn: (arrival) =>
        arrival.account?.provider === "oidc" ? arriveByProvider(arrival) : true,
      jwt({ token, user }) {
        if (user && "sessionToken" in user) return { sid: user.sessionToken };
        return { sid: token.sid };
      },
      // The browser may ask next-auth for the session; it learns only that there is one.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => ownAddress(url, baseUrl),
    },
  };
}

function toHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== "object" || headers === null) return {};
  return Object.fromEntries(
    Object.entries(headers).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
