import type { Sentences } from "../sentence";

/** Signing in, setting up, joining: what the server says. */
export const entrance = {} satisfies Sentences;
