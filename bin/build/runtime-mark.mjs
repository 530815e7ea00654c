import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/paths.mjs";

/** A folder with this file in it holds what a running Portico needs, complete (see runtime.mjs). */
export const RUNTIME_MARK = ".portico-runtime";

/**
 * Next's settings as they were when it was built, in such a folder; there Next reads them from this variable, as its own
 * standalone server does, and not from a file with what only building needs.
 * @returns {Record<string, string>}
 */
export function builtSettings() {
  if (!isRuntime()) return {};
  const { config } = JSON.parse(
    readFileSync(join(ROOT, ".next/required-server-files.json"), "utf8"),
  );
  return { __NEXT_PRIVATE_STANDALONE_CONFIG: JSON.stringify(config) };
}

/** Whether this is such a folder: nothing is installed, generated or built in it. */
export function isRuntime() {
  return existsSync(join(ROOT, RUNTIME_MARK));
}
