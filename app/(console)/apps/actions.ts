"use server";

import { defineAction } from "@/lib/actions/define-action";
import { createApp } from "@/lib/hubspot-apps/create";
import { deleteApp } from "@/lib/hubspot-apps/delete";
import { dropPreviousSecret } from "@/lib/hubspot-apps/secret/drop-previous-secret";
import { setInstallCap, setInstallCapInput } from "@/lib/hubspot-apps/ways-in/install-cap";
import { moveToDatedApi } from "@/lib/hubspot-apps/move-version";
import { replaceSecret } from "@/lib/hubspot-apps/secret/replace-secret";
import { replacedWords } from "@/lib/hubspot-apps/secret/replaced-words";
import {
  appIdInput,
  createAppInput,
  replaceSecretInput,
  updateAppInput,
} from "@/lib/hubspot-apps/schemas";
import { testCredentials } from "@/lib/hubspot-apps/secret/test-credentials";
import { updateApp } from "@/lib/hubspot-apps/update";
import { say } from "@/lib/say/say";

export const createAppAction = defineAction({
  permission: "apps.create",
  input: createAppInput,
  async run(ctx, input) {
    const { slug } = await createApp(ctx, input);
    return { redirectTo: `/apps/${slug}?saved=new` };
  },
});

export const updateAppAction = defineAction({
  permission: "apps.write",
  input: updateAppInput,
  async run(ctx, input) {
    const { portalsBehind } = await updateApp(ctx, input);
    if (portalsBehind === 0) return { message: say("Saved.") };
    return {
      message: say.count(
        portalsBehind,
        "Saved. {count:number} portal has not granted every scope the app now requires; reconnect to get them.",
        "Saved. {count:number} portals have not granted every scope the app now requires; reconnect to get them.",
      ),
    };
  },
});

export const replaceSecretAction = defineAction({
  permission: "apps.write",
  stepUp: true,
  input: replaceSecretInput,
  async run(ctx, input) {
    return { message: replacedWords(await replaceSecret(ctx, input)) };
  },
});

export const dropPreviousSecretAction = defineAction({
  permission: "apps.write",
  input: appIdInput,
  async run(ctx, { appId }) {
    const dropped = await dropPreviousSecret(ctx, appId);
    return {
      message: dropped ? say("The old secret was dropped.") : say("It was dropped already."),
    };
  },
});

export const setInstallCapAction = defineAction({
  permission: "apps.write",
  input: setInstallCapInput,
  async run(ctx, input) {
    await setInstallCap(ctx, input);
    return { message: say("Saved.") };
  },
});

export const moveToDatedApiAction = defineAction({
  permission: "apps.write",
  input: appIdInput,
  async run(ctx, { appId }) {
    await moveToDatedApi(ctx, appId);
    return { message: say("Moved to 2026-09. HubSpot accepts the credentials there.") };
  },
});

export const testCredentialsAction = defineAction({
  permission: "apps.write",
  input: appIdInput,
  run: async (ctx, { appId }) => ({ data: await testCredentials(ctx, appId) }),
});

export const deleteAppAction = defineAction({
  permission: "apps.write",
  stepUp: true,
  input: appIdInput.extend({}).loose(),
  async run(ctx, { appId }) {
    await deleteApp(ctx, appId);
    return { redirectTo: "/apps?deleted=1" };
  },
});
