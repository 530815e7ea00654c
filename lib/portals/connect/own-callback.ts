import type { Context } from "@/lib/context";

/** The redirect URI that leads back to this console. */
export function ownCallback(ctx: Pick<Context, "env">): string {
  return `${ctx.env.origin}/oauth/callback`;
}
