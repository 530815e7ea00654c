"use server";

import { defineAction } from "@/lib/actions/define-action";
import { say } from "@/lib/say/say";
import { setSignInRule, signInRuleInput } from "@/lib/single-sign-on/rule";

export const setSignInRuleAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: signInRuleInput,
  lists: ["ownRoleId", "ownRoleValue"],
  async run(ctx, input) {
    await setSignInRule(ctx, input);
    return { message: say("Saved.") };
  },
});
