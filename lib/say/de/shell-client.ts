import type { Sentences } from "../sentence";
import { shellClientForms } from "./shell-client-forms";
import { shellClientFrame } from "./shell-client-frame";
import { shellClientParts } from "./shell-client-parts";

/** Around every page of the console: navigation, shared components, forms, palette, failures: what is said in the browser too. */
export const shellClient = {
  ...shellClientParts,
  ...shellClientFrame,
  ...shellClientForms,
  Breadcrumb: "Pfad",
  "What is this page?": "Was ist diese Seite?",
} satisfies Sentences;
