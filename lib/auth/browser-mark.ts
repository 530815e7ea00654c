import "server-only";
import { cookies } from "next/headers";
import type { Context } from "@/lib/context";
import { getEnv } from "@/lib/env";
import { BROWSER_MARK_MS } from "@/lib/people/known-browser";
import { noteNewBrowser } from "@/lib/people/new-browser";
import type { Entered } from "@/lib/people/open-session";
import { signInName } from "@/lib/people/sign-in-name";
import { browserMarkCookieName, cookieOptions } from "./cookies";

/** What an earlier sign-in to this account left in this browser. */
export async function readBrowserMark(typedEmail: string): Promise<string | undefined> {
  const name = browserMarkCookieName(getEnv(), signInName(typedEmail));
  return (await cookies()).get(name)?.value;
}

/**
 * Remembers that this browser has signed in to the account; it proves nothing else (see known-browser). Strict, because
 * only the sign-in page of this console sends it.
 */
export async function keepBrowserMark(
  ctx: Pick<Context, "env">,
  { email, browserMark }: Pick<Entered, "email" | "browserMark">,
): Promise<void> {
  const maxAge = BROWSER_MARK_MS / 1000;
  const options = { ...cookieOptions(ctx.env), sameSite: "strict", maxAge } as const;
  (await cookies()).set(browserMarkCookieName(ctx.env, email), browserMark, options);
}

/** The same for somebody who signs in; whose account it is hears of a browser that had no mark. */
export async function greetBrowser(ctx: Context, entered: Entered): Promise<void> {
  await noteNewBrowser(ctx, entered, await readBrowserMark(entered.email));
  await keepBrowserMark(ctx, entered);
}
