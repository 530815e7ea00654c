import type { Sentences } from "../sentence";

/** Around every page of the console: navigation, shared components, forms, palette, failures: what is said in the browser too. */
export const shellClient = {
  Breadcrumb: "Pfad",
  "What is this page?": "Was ist diese Seite?",
} satisfies Sentences;
