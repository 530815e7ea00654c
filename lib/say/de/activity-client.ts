import type { Sentences } from "../sentence";

/** The activity log and the inspector: what is said in the browser too. */
export const activityClient = {} satisfies Sentences;
