"use server";

import { defineAction } from "@/lib/actions/define-action";
import { bindBrowser } from "@/lib/auth/browser-binding";
import { beginInstall, beginInstallInput } from "@/lib/portals/connect/begin-install";

/** Public: a customer without an account here leaves for HubSpot's consent page. */
export const startInstallAction = defineAction({
  permission: "public",
  input: beginInstallInput,
  async run(ctx, input) {
    const { url } = await beginInstall(ctx, input, await bindBrowser());
    return { redirectTo: url };
  },
  async words(error) {
    const { installTrouble } = await import("./install-trouble");
    return installTrouble(error);
  },
});
