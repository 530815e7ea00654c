"use server";

import { defineAction } from "@/lib/actions/define-action";
import { revealToken } from "@/lib/portals/reveal/reveal-token";
import { revealTokenInput } from "@/lib/portals/reveal/schemas";

export const revealTokenAction = defineAction({
  permission: "tokens.reveal",
  stepUp: true,
  givesSecret: true,
  input: revealTokenInput,
  async run(ctx, input) {
    const { token, expiresAt } = await revealToken(ctx, input);
    const goodForMs = expiresAt.getTime() - ctx.now().getTime();
    return { data: { token: token.reveal(), expiresAt: expiresAt.toISOString(), goodForMs } };
  },
});
