"use server";

import { defineAction } from "@/lib/actions/define-action";
import {
  endSession,
  endSessionInput,
  endSessionsInput,
  endSessionsOf,
} from "@/lib/people/end-session";
import { say } from "@/lib/say/say";

/** One's own too: the verb asks whose it is. */
export const endSessionAction = defineAction({
  permission: "self.manage",
  input: endSessionInput,
  async run(ctx, input) {
    await endSession(ctx, input);
    return { message: say("The session has ended.") };
  },
});

export const endSessionsOfAction = defineAction({
  permission: "people.manage",
  input: endSessionsInput,
  async run(ctx, input) {
    const ended = await endSessionsOf(ctx, input);
    return {
      message: say.count(ended, "One session has ended.", "{count:number} sessions have ended."),
    };
  },
});
