import type { Sentences } from "../sentence";

/** The overview, the first steps and the docs: what the server says. */
export const overview = {} satisfies Sentences;
