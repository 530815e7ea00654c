"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { checkJournal } from "@/lib/hubspot-apps/journal/check-journal";
import { setJournal } from "@/lib/hubspot-apps/journal/set-journal";
import { say } from "@/lib/say/say";

const appId = z.uuid();

export const checkJournalAction = defineAction({
  permission: "apps.write",
  input: z.strictObject({ appId }),
  run: async (ctx, input) => ({ data: await checkJournal(ctx, input.appId) }),
});

export const setJournalAction = defineAction({
  permission: "apps.write",
  input: z.strictObject({ appId, enabled: z.stringbool() }),
  async run(ctx, input) {
    await setJournal(ctx, input);
    return {
      message: input.enabled
        ? say("The webhooks journal is read once a minute from now on.")
        : say("The webhooks journal is no longer read."),
    };
  },
});
