import type { Sentences } from "../sentence";

/** Apps, and how to use what they give: what is said in the browser too. */
export const appsClient = {} satisfies Sentences;
