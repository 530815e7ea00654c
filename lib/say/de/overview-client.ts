import type { Sentences } from "../sentence";

/** The overview, the first steps and the docs: what is said in the browser too. */
export const overviewClient = {
  Hide: "Ausblenden",
} satisfies Sentences;
