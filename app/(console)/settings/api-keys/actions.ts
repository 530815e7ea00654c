"use server";

import { defineAction } from "@/lib/actions/define-action";
import { revokeApiKey, rotateApiKey } from "@/lib/api-keys/change";
import { createApiKey } from "@/lib/api-keys/create";
import { apiKeyIdInput, createApiKeyInput, rotateApiKeyInput } from "@/lib/api-keys/schemas";
import { say } from "@/lib/say/say";

export const createApiKeyAction = defineAction({
  permission: "api_keys.manage",
  stepUp: true,
  input: createApiKeyInput,
  lists: ["permissions", "appIds"],
  async run(ctx, input) {
    const { key } = await createApiKey(ctx, input);
    return { data: { key, name: input.name } };
  },
});

export const rotateApiKeyAction = defineAction({
  permission: "api_keys.manage",
  stepUp: true,
  input: rotateApiKeyInput,
  async run(ctx, input) {
    const { key, previousUntil } = await rotateApiKey(ctx, input);
    const { overlapHours } = input;
    return { data: { key, overlapHours, previousUntil: previousUntil.toISOString() } };
  },
});

export const revokeApiKeyAction = defineAction({
  permission: "api_keys.manage",
  stepUp: true,
  input: apiKeyIdInput,
  async run(ctx, { keyId }) {
    await revokeApiKey(ctx, keyId);
    return { message: say("The key no longer works.") };
  },
});
