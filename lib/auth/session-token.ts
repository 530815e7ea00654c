import "server-only";
import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { getEnv } from "@/lib/env";
import { sessionCookieName } from "./cookies";

/** The session id that this browser's cookie carries, or null. */
export async function readSessionToken(): Promise<string | null> {
  const env = getEnv();
  const token = (await cookies()).get(sessionCookieName(env))?.value;
  if (!token) return null;
  try {
    const claims = await decode({ token, secret: env.sessionSecret.reveal() });
    return typeof claims?.sid === "string" ? claims.sid : null;
  } catch {
    // A cookie that does not decrypt is no session, for example after the session secret was replaced.
    return null;
  }
}
