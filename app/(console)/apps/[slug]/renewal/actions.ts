"use server";

import { defineAction } from "@/lib/actions/define-action";
import { POLICY_WORDS } from "@/lib/hubspot-apps/renewal/policy-words";
import {
  setRefreshPolicy,
  setRefreshPolicyInput,
} from "@/lib/hubspot-apps/renewal/set-refresh-policy";
import { say } from "@/lib/say/say";

export const setRefreshPolicyAction = defineAction({
  permission: "apps.write",
  input: setRefreshPolicyInput,
  async run(ctx, input) {
    await setRefreshPolicy(ctx, input);
    return {
      message: say("Saved. Token renewal: {policy}.", {
        policy: say.any(POLICY_WORDS[input.refreshPolicy].label),
      }),
    };
  },
});
