"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { eraseAbout } from "@/lib/personal-data/erase";
import { countAbout } from "@/lib/personal-data/find";
import { subjectInput, wordsOf } from "@/lib/personal-data/subject";
import { retentionInput, setRetention, type RetentionDays } from "@/lib/retention/settings";

export const setRetentionAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: retentionInput,
  async run(ctx, input) {
    await setRetention(ctx, input as RetentionDays);
    return { message: "Saved. It holds from the next night on." };
  },
});

export const findAboutAction = defineAction({
  permission: "system.manage",
  input: z.strictObject({ about: subjectInput }),
  async run(ctx, { about }) {
    return {
      data: { about: wordsOf(about), kind: about.kind, ...(await countAbout(ctx, about)) },
    };
  },
});

export const eraseAboutAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: z.strictObject({ about: subjectInput, confirmation: z.string().max(320).default("") }),
  async run(ctx, { about }) {
    const { portals, grants, lines } = await eraseAbout(ctx, about);
    const what = portals > 0 ? `${portals} portals, ${grants} grants` : `${grants} grants`;
    return { message: `Erased from ${what} and ${lines} lines of the activity log.` };
  },
});
