import "server-only";
import { headers } from "next/headers";
import type { Account, Profile, User } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import type { Env } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import { requestFacts } from "@/lib/http/request-facts";
import { logger } from "@/lib/logger";
import { createContext } from "@/lib/resources";
import { leaveFormerSession } from "./leave-former-session";
import type { Provider } from "@/lib/single-sign-on/provider";
import { enterByProvider } from "@/lib/single-sign-on/enter";
import { SESSION_ABSOLUTE_MS } from "@/lib/people/sessions";

type Claims = Record<string, unknown>;
const TIMEOUT_MS = 10_000;

/**
 * The identity provider as next-auth takes it: authorization code with PKCE, state and nonce; issuer, audience, signature and
 * times of the ID token are checked by openid-client (OpenID Connect Core section 3.1.3.7).
 * @param found what it says about itself; left out where only its name is asked for
 */
export function oidcProvider(
  { oidc }: Pick<Env, "oidc">,
  found: Provider | null,
): OAuthConfig<Claims>[] {
  if (!oidc) return [];
  const offline = found?.scopes_supported?.includes("offline_access") ? " offline_access" : "";
  return [
    {
      id: "oidc",
      name: oidc.label,
      type: "oauth",
      clientId: oidc.clientId,
      clientSecret: oidc.clientSecret.reveal(),
      issuer: oidc.issuer,
      idToken: true,
      checks: ["pkce", "state", "nonce"],
      authorization: {
        url: found?.authorization_endpoint,
        // With an age the provider must say when the person last showed who they are (Core section 3.1.2.1).
        params: { scope: `openid email profile${offline}`, max_age: SESSION_ABSOLUTE_MS / 1000 },
      },
      token: found?.token_endpoint,
      jwks_endpoint: found?.jwks_uri,
      userinfo: {
        url: found?.userinfo_endpoint,
        async request({ client, tokens }) {
          const claims = new Map(Object.entries(claimsOf(tokens.id_token)));
          if (claims.has("email") || !found?.userinfo_endpoint || !tokens.access_token)
            return Object.fromEntries(claims);
          const more = await client.userinfo(tokens.access_token);
          // Core section 5.3.2: it is about somebody else otherwise.
          if (more.sub !== claims.get("sub")) throw new Error("userinfo names somebody else");
          // What the ID token says wins: it is signed.
          return { ...more, ...Object.fromEntries(claims) };
        },
      },
      httpOptions: { timeout: TIMEOUT_MS },
      profile: (claims) => ({ id: String(claims.sub) }),
    },
  ];
}

/** The claims of an ID token that was verified before. */
function claimsOf(idToken: string | undefined): Claims {
  const [, payload = ""] = (idToken ?? "").split(".");
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Claims;
}

interface Arrival {
  user: User;
  account: Account | null;
  profile?: Profile;
}

/** Lets in whom the provider names: the session goes with `user` into the cookie. @returns true, or where a refusal leads */
export async function arriveByProvider({
  user,
  account,
  profile,
}: Arrival): Promise<true | string> {
  const facts = requestFacts(await headers());
  const ctx = await createContext(
    { kind: "anonymous", label: "Not signed in", ...facts },
    facts.requestId,
  );
  try {
    const refreshToken = account?.refresh_token;
    const { sessionToken } = await enterByProvider(ctx, { claims: profile, refreshToken });
    Object.assign(user, { sessionToken });
    await leaveFormerSession(ctx);
    return true;
  } catch (error) {
    if (isAppError(error, "sso_refused")) return refusalPath(String(error.details.reason));
    logger.error({ err: error, requestId: facts.requestId }, "single sign-on failed");
    return refusalPath("failed");
  }
}

/** The sign-in page, with why. */
export function refusalPath(reason: string): string {
  return `/login?error=sso.${reason}`;
}
