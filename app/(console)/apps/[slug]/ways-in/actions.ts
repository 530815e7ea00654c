"use server";

import { defineAction } from "@/lib/actions/define-action";
import { setInstallLink, setInstallLinkInput } from "@/lib/hubspot-apps/ways-in/set-install-link";
import { setMarketplace, setMarketplaceInput } from "@/lib/hubspot-apps/ways-in/set-marketplace";
import { say } from "@/lib/say/say";

export const setInstallLinkAction = defineAction({
  permission: "apps.write",
  input: setInstallLinkInput,
  async run(ctx, input) {
    const { isOn } = await setInstallLink(ctx, input);
    return {
      message: isOn
        ? say("Saved. The install link is on.")
        : say("Saved. The install link is off."),
    };
  },
});

export const setMarketplaceAction = defineAction({
  permission: "apps.write",
  input: setMarketplaceInput,
  async run(ctx, input) {
    const { isOn } = await setMarketplace(ctx, input);
    return {
      message: isOn
        ? say("Saved. Marketplace installs are accepted.")
        : say("Saved. Marketplace installs are refused."),
    };
  },
});
