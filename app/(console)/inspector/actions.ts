"use server";

import { defineAction } from "@/lib/actions/define-action";
import { inspectToken, inspectTokenInput } from "@/lib/portals/inspect/inspect-token";

export const inspectTokenAction = defineAction({
  permission: "tokens.inspect",
  input: inspectTokenInput,
  run: async (ctx, input) => ({ data: await inspectToken(ctx, input) }),
});
