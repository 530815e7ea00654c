import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The repository root, or the folder of a runtime: everything the launcher reads by name lies below it. Looked for, because
 * this file becomes a part of another one where commands are bundled (bin/build/runtime.mjs).
 */
export const ROOT = rootAbove(dirname(fileURLToPath(import.meta.url)));

/** @param {string} folder @returns {string} */
function rootAbove(folder) {
  if (existsSync(join(folder, "package.json"))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error("There is no package.json above bin/lib/paths.mjs.");
  return rootAbove(above);
}
