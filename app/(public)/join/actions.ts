"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { acceptInvite, previewInvite } from "@/lib/people/accept-invite";
import { acceptInviteInput } from "@/lib/people/schemas";
import { throttle } from "@/lib/people/throttle";
import { startSession } from "@/lib/auth/start-session";

const previewInput = z.strictObject({ token: acceptInviteInput.shape.token });

/** Sent as a POST, so that the token of the link never stands in an address or a log. */
export const previewInviteAction = defineAction({
  permission: "public",
  input: previewInput,
  async run(ctx, { token }) {
    await throttle(ctx, "invite", ctx.actor.ip ?? "unknown");
    return { data: await previewInvite(ctx, token) };
  },
});

export const acceptInviteAction = defineAction({
  permission: "public",
  input: acceptInviteInput,
  async run(ctx, input) {
    await throttle(ctx, "invite", ctx.actor.ip ?? "unknown");
    const { email } = await acceptInvite(ctx, input);
    const isSignedIn = await startSession(ctx, { email, password: input.password });
    return { redirectTo: isSignedIn ? "/" : "/login?welcome=1" };
  },
});
