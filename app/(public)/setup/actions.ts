"use server";

import { defineAction } from "@/lib/actions/define-action";
import { createOwner } from "@/lib/people/create-owner";
import { setUpInput } from "@/lib/people/schemas";
import { throttle } from "@/lib/people/throttle";
import { startSession } from "@/lib/auth/start-session";

export const createOwnerAction = defineAction({
  permission: "public",
  input: setUpInput,
  async run(ctx, input) {
    await throttle(ctx, "setup", ctx.actor.ip ?? "unknown");
    await createOwner(ctx, input);
    const isSignedIn = await startSession(ctx, input);
    return { redirectTo: isSignedIn ? "/" : "/login?welcome=1" };
  },
});
