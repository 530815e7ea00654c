import type { Sentences } from "../sentence";
import { verbsClientApps } from "./verbs-client-apps";

/** Apps, and how to use what they give: what is said in the browser too. */
export const appsClient = { ...verbsClientApps } satisfies Sentences;
