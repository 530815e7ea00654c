"use server";

import { z } from "zod";
import { emptyBrowser } from "@/lib/auth/empty-browser";
import { forgetSession } from "@/lib/auth/forget-session";
import { defineAction } from "@/lib/actions/define-action";
import { hideFirstSteps } from "@/lib/first-steps/hide";
import { signOut } from "@/lib/people/sessions";

export const signOutAction = defineAction({
  permission: "self.manage",
  input: z.object({}),
  async run(ctx) {
    await signOut(ctx);
    await forgetSession(ctx);
    emptyBrowser();
    return { redirectTo: "/login?signedOut=1" };
  },
});

export const hideFirstStepsAction = defineAction({
  permission: "apps.create",
  input: z.object({}),
  async run(ctx) {
    await hideFirstSteps(ctx);
    return {};
  },
});
