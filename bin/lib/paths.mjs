import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository root: everything the launcher reads by name lies below it. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
