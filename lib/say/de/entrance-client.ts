import type { Sentences } from "../sentence";

/** Signing in, setting up, joining: what is said in the browser too. */
export const entranceClient = {} satisfies Sentences;
