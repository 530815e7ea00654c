import type { Sentences } from "../sentence";

/** Settings: what the server says. */
export const settings = {
  Settings: "Einstellungen",
} satisfies Sentences;
