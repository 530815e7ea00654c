"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { eraseAbout } from "@/lib/personal-data/erase";
import { countAbout } from "@/lib/personal-data/find";
import { subjectInput, wordsOf } from "@/lib/personal-data/subject";
import { retentionInput, setRetention, type RetentionDays } from "@/lib/retention/settings";
import { say } from "@/lib/say/say";

export const setRetentionAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: retentionInput,
  async run(ctx, input) {
    await setRetention(ctx, input as RetentionDays);
    return { message: say("Saved. It holds from the next night on.") };
  },
});

export const findAboutAction = defineAction({
  permission: "system.manage",
  input: z.strictObject({ about: subjectInput }),
  async run(ctx, { about }) {
    const { portals, counts } = await countAbout(ctx, about);
    return {
      data: {
        about: wordsOf(about),
        kind: about.kind,
        portals,
        counts: counts.map(([what, count]): [string, number] => [say.any(what), count]),
      },
    };
  },
});

export const eraseAboutAction = defineAction({
  permission: "system.manage",
  stepUp: true,
  input: z.strictObject({ about: subjectInput, confirmation: z.string().max(320).default("") }),
  async run(ctx, { about }) {
    const { portals, grants, lines } = await eraseAbout(ctx, about);
    return { message:
        portals > 0
          ? say(
              "Erased from {portals:number} portals, {grants:number} grants and {lines:number} lines of the activity log.",
              { portals, grants, lines },
            )
          : say("Erased from {grants:number} grants and {lines:number} lines of the activity log.", {
              grants,
              lines,
            }) };
  },
});
