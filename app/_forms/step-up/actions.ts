"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { confirmInput, confirmSession } from "@/lib/factors/step-up";
import { confirmChallenge, confirmWithPasskey } from "@/lib/passkeys/confirm";
import { authenticationResponse } from "@/lib/passkeys/response";

export const confirmSessionAction = defineAction({
  permission: "self.manage",
  input: confirmInput,
  async run(ctx, input) {
    await confirmSession(ctx, input);
    return {};
  },
});

export const confirmChallengeAction = defineAction({
  permission: "self.manage",
  input: z.object({}),
  async run(ctx) {
    return { data: await confirmChallenge(ctx) };
  },
});

export const confirmPasskeyAction = defineAction({
  permission: "self.manage",
  input: z.strictObject({ response: authenticationResponse }),
  async run(ctx, { response }) {
    await confirmWithPasskey(ctx, response);
    return {};
  },
});
