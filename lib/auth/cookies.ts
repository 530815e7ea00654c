import "server-only";
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

/** Lax, because the browser comes back from HubSpot by a cross-site navigation. */
export function cookieOptions(env: Pick<Env, "isSecureOrigin">) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: env.isSecureOrigin } as const;
}
