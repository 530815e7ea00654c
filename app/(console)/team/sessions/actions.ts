"use server";

import { defineAction } from "@/lib/actions/define-action";
import {
  endSession,
  endSessionInput,
  endSessionsInput,
  endSessionsOf,
} from "@/lib/people/end-session";

/** One's own too: the verb asks whose it is. */
export const endSessionAction = defineAction({
  permission: "self.manage",
  input: endSessionInput,
  async run(ctx, input) {
    await endSession(ctx, input);
    return { message: "The session has ended." };
  },
});

export const endSessionsOfAction = defineAction({
  permission: "people.manage",
  input: endSessionsInput,
  async run(ctx, input) {
    const ended = await endSessionsOf(ctx, input);
    return { message: ended === 1 ? "One session has ended." : `${ended} sessions have ended.` };
  },
});
