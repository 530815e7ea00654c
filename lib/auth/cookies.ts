import "server-only";
import { sha256 } from "@/lib/crypto/token";
import type { Env } from "@/lib/env";

/** `__Host-` binds a cookie to exactly this https origin; plain http on localhost needs another name (SEC-59). */
function nameFor(env: Pick<Env, "isSecureOrigin">, name: string): string {
  return env.isSecureOrigin ? `__Host-portico.${name}` : `portico.${name}`;
}

export function sessionCookieName(env: Pick<Env, "isSecureOrigin">): string {
  return nameFor(env, "session");
}

/** Binds connect attempts to the browser that began them. */
export function connectCookieName(env: Pick<Env, "isSecureOrigin">): string {
  return nameFor(env, "connect");
}

/** Remembers that this browser has signed in to an account: one cookie per account, which its name does not give away. */
export function browserMarkCookieName(env: Pick<Env, "isSecureOrigin">, email: string): string {
  return nameFor(env, `known-${sha256(email).slice(0, 16)}`);
}

/** Lax, because the browser comes back from HubSpot by a cross-site navigation. */
export function cookieOptions(env: Pick<Env, "isSecureOrigin">) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: env.isSecureOrigin } as const;
}
