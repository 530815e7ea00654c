"use server";

import { defineAction } from "@/lib/actions/define-action";
import { publicPagesInput, setBrand } from "@/lib/public-pages/settings";

export const setPublicPagesAction = defineAction({
  permission: "public_pages.manage",
  stepUp: true,
  input: publicPagesInput,
  lists: ["locales"],
  async run(ctx, input) {
    await setBrand(ctx, input);
    return { message: "Saved." };
  },
});
