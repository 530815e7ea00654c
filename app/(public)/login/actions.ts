"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { getAwaiting } from "@/lib/auth/awaiting";
import { startSession } from "@/lib/auth/start-session";
import { authenticationResponse } from "@/lib/passkeys/response";
import { signInChallenge, signInWithPasskey } from "@/lib/passkeys/sign-in";

export const signInChallengeAction = defineAction({
  permission: "public",
  input: z.object({}),
  async run(ctx) {
    return { data: await signInChallenge(ctx) };
  },
});

export const passkeySignInAction = defineAction({
  permission: "public",
  input: z.strictObject({ response: authenticationResponse }),
  async run(ctx, { response }) {
    const awaiting = (await getAwaiting()) ?? undefined;
    await startSession(ctx, await signInWithPasskey(ctx, response, awaiting));
    return {};
  },
});
