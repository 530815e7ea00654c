"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { acceptInvite, previewInvite } from "@/lib/people/accept-invite";
import { acceptInviteInput } from "@/lib/people/schemas";
import { startSession } from "@/lib/auth/start-session";

const previewInput = z.strictObject({ token: acceptInviteInput.shape.token });

/** Sent as a POST, so that the token of the link never stands in an address or a log. */
export const previewInviteAction = defineAction({
  permission: "public",
  input: previewInput,
  async run(ctx, { token }) {
    return { data: await previewInvite(ctx, token) };
  },
});

export const acceptInviteAction = defineAction({
  permission: "public",
  input: acceptInviteInput,
  async run(ctx, input) {
    await startSession(ctx, await acceptInvite(ctx, input));
    return { redirectTo: "/" };
  },
});
