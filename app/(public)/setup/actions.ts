"use server";

import { defineAction } from "@/lib/actions/define-action";
import { createOwner } from "@/lib/people/create-owner";
import { setUpInput } from "@/lib/people/schemas";
import { startSession } from "@/lib/auth/start-session";

export const createOwnerAction = defineAction({
  permission: "public",
  input: setUpInput,
  async run(ctx, input) {
    await startSession(ctx, await createOwner(ctx, input));
    return { redirectTo: "/" };
  },
});
