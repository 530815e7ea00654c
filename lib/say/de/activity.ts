import type { Sentences } from "../sentence";

/** The activity log and the inspector: what the server says. */
export const activity = {} satisfies Sentences;
