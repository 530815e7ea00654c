import type { Sentences } from "../sentence";

/** The team: what the server says. */
export const team = {} satisfies Sentences;
