import "server-only";
import type { Context } from "@/lib/context";

/** Whoever sets up has seen enough of the first steps. */
export const HIDDEN = "first_steps_hidden";

/** Takes the first steps off the overview, for everybody and for good. What is not done stays to be done where it belongs. */
export async function hideFirstSteps(ctx: Context): Promise<void> {
  const value = ctx.now().toISOString();
  await ctx.db.systemFact.upsert({
    where: { name: HIDDEN },
    create: { name: HIDDEN, value },
    update: {},
  });
}
