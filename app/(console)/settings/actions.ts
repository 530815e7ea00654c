"use server";

import { z } from "zod";
import { keepBrowserMark } from "@/lib/auth/browser-mark";
import { emptyBrowser } from "@/lib/auth/empty-browser";
import { forgetSession } from "@/lib/auth/forget-session";
import { defineAction } from "@/lib/actions/define-action";
import { markLanguage } from "@/lib/http/request-scope.mjs";
import { changePassword, changeProfile, changeReading } from "@/lib/people/profile";
import { changePasswordInput, profileInput, readingInput } from "@/lib/people/schemas";
import { signOutEverywhere } from "@/lib/people/sessions";
import { say } from "@/lib/say/say";

export const changeProfileAction = defineAction({
  permission: "self.manage",
  input: profileInput,
  async run(ctx, input) {
    await changeProfile(ctx, input);
    return { message: say("Your name is saved.") };
  },
});

export const changeReadingAction = defineAction({
  permission: "self.manage",
  input: readingInput,
  async run(ctx, input) {
    await changeReading(ctx, input);
    markLanguage(input.language);
    return { message: say("Your choice is saved.") };
  },
});

export const changePasswordAction = defineAction({
  permission: "self.manage",
  input: changePasswordInput,
  async run(ctx, input) {
    const changed = await changePassword(ctx, input);
    await keepBrowserMark(ctx, changed);
    return {
      message:
        changed.linksWithdrawn > 0
          ? say(
              "Your password is changed. Your other sessions have ended. The open reset link for you no longer works.",
            )
          : say("Your password is changed. Your other sessions have ended."),
    };
  },
});

export const signOutEverywhereAction = defineAction({
  permission: "self.manage",
  input: z.object({}),
  async run(ctx) {
    await signOutEverywhere(ctx);
    await forgetSession(ctx);
    emptyBrowser();
    return { redirectTo: "/login?signedOut=1" };
  },
});
