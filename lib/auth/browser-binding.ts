import "server-only";
import { cookies } from "next/headers";
import { randomToken } from "@/lib/crypto/token";
import { getEnv } from "@/lib/env";
import { ATTEMPT_TTL_MS } from "@/lib/portals/connect/open-attempt";
import { connectCookieName, cookieOptions } from "./cookies";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The binding of this browser, if it has one. */
export async function boundBrowser(): Promise<string | undefined> {
  return (await cookies()).get(connectCookieName(getEnv()))?.value;
}

/**
 * The random value that binds connect attempts to this browser; made when missing. Several attempts in several tabs
 * share it. Lives as long as an attempt. For server actions only: it sets a cookie.
 */
export async function bindBrowser(): Promise<string> {
  const env = getEnv();
  const name = connectCookieName(env);
  const jar = await cookies();
  const existing = jar.get(name)?.value;
  const token = existing && TOKEN.test(existing) ? existing : randomToken();
  jar.set(name, token, { ...cookieOptions(env), maxAge: ATTEMPT_TTL_MS / 1000 });
  return token;
}
