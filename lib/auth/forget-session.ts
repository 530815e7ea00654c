import "server-only";
import { cookies } from "next/headers";
import { cookieOptions, sessionCookieName } from "./cookies";
import type { Context } from "@/lib/context";

/** Removes the session cookie from the browser; the session itself is ended by the verb. */
export async function forgetSession(ctx: Context): Promise<void> {
  // Overwritten with its own attributes: browsers ignore the removal of a __Host- cookie without them.
  const options = { ...cookieOptions(ctx.env), maxAge: 0 };
  (await cookies()).set(sessionCookieName(ctx.env), "", options);
}
