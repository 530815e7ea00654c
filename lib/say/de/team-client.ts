import type { Sentences } from "../sentence";

/** The team: what is said in the browser too. */
export const teamClient = {} satisfies Sentences;
