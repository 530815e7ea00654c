import type { Sentences } from "../sentence";

/** Apps, and how to use what they give: what the server says. */
export const apps = {} satisfies Sentences;
