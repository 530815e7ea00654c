import "server-only";
import { cookies } from "next/headers";
import { encode } from "next-auth/jwt";
import type { Context } from "@/lib/context";
import type { Entered } from "@/lib/people/open-session";
import { SESSION_ABSOLUTE_MS } from "@/lib/people/sessions";
import { greetBrowser } from "./browser-mark";
import { cookieOptions, sessionCookieName } from "./cookies";
import { leaveFormerSession } from "./leave-former-session";

/**
 * Gives this browser the session that setting up or a one-time link has just opened, with the same cookie that
 * next-auth writes at sign-in. It is no sign-in: who shows a link that works once is not kept waiting by strangers who
 * guess at the password.
 */
export async function startSession(ctx: Context, entered: Entered): Promise<void> {
  const maxAge = SESSION_ABSOLUTE_MS / 1000;
  const secret = ctx.env.sessionSecret.reveal();
  const value = await encode({ token: { sid: entered.sessionToken }, secret, maxAge });
  await leaveFormerSession(ctx);
  const jar = await cookies();
  jar.set(sessionCookieName(ctx.env), value, { ...cookieOptions(ctx.env), maxAge });
  await greetBrowser(ctx, entered);
}
