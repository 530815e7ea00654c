import type { Sentences } from "../sentence";

/** Settings: what the server says. */
export const settings = {} satisfies Sentences;
