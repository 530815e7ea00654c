"use server";

import { defineAction } from "@/lib/actions/define-action";
import { publicPagesInput, setBrand } from "@/lib/public-pages/settings";
import { say } from "@/lib/say/say";

export const setPublicPagesAction = defineAction({
  permission: "public_pages.manage",
  stepUp: true,
  input: publicPagesInput,
  lists: ["locales"],
  async run(ctx, input) {
    await setBrand(ctx, input);
    return { message: say("Saved.") };
  },
});
