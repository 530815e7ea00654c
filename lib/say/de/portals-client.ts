import type { Sentences } from "../sentence";

/** Portals: list, portal, connecting, importing, bulk actions: what is said in the browser too. */
export const portalsClient = {} satisfies Sentences;
