import type { Sentences } from "../sentence";

/** Around every page of the console: navigation, shared components, forms, palette, failures: what the server says. */
export const shell = {
  Overview: "Übersicht",
  Portals: "Portale",
  Apps: "Apps",
  Inspector: "Token prüfen",
  Activity: "Aktivität",
  Team: "Team",
  Docs: "Hilfe",
  "need attention": "brauchen Aufmerksamkeit",
} satisfies Sentences;
