import type { Sentences } from "../sentence";

/** Portals: list, portal, connecting, importing, bulk actions: what the server says. */
export const portals = {} satisfies Sentences;
