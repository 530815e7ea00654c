import "server-only";
import { cookies } from "next/headers";
import { encode } from "next-auth/jwt";
import { cookieOptions, sessionCookieName } from "./cookies";
import type { Context } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { SESSION_ABSOLUTE_MS } from "@/lib/people/sessions";
import { signIn } from "@/lib/people/sign-in";

/**
 * Signs somebody in who has just chosen this password, with the same cookie that next-auth writes at sign-in. False
 * when too many sign-ins are under way; the person then uses the sign-in page.
 */
export async function startSession(
  ctx: Context,
  credentials: { email: string; password: string },
): Promise<boolean> {
  try {
    const { sessionToken } = await signIn(ctx, credentials);
    const maxAge = SESSION_ABSOLUTE_MS / 1000;
    const secret = ctx.env.sessionSecret.reveal();
    const value = await encode({ token: { sid: sessionToken }, secret, maxAge });
    const jar = await cookies();
    jar.set(sessionCookieName(ctx.env), value, { ...cookieOptions(ctx.env), maxAge });
    return true;
  } catch (error) {
    if (isAppError(error, "rate_limited")) return false;
    throw error;
  }
}
