import type { Sentences } from "../sentence";

/** Settings: what is said in the browser too. */
export const settingsClient = {
  Name: "Name",
  "Save name": "Namen speichern",
} satisfies Sentences;
