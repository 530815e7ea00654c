import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { ROOT } from "../lib/paths.mjs";

// The linter's own rules for this take minutes; the graph of our files is read here in a moment.
const STATEMENT = /^\s*(import|export)\s+(type\s)?(?:([^"';]*?)\sfrom\s+)?"([^"]+)"/gm;
const CALL = /\bimport\(\s*"([^"]+)"\s*\)/g;
const ENDINGS = ["", ".ts", ".tsx", ".mjs"];

/** @typedef {{to: string, typeOnly: boolean}} Import the imported file, relative to the root; whether it is erased when compiled */

/**
 * Every source file below some folders, relative to the root.
 * @param {string[]} folders
 * @returns {string[]}
 */
export function sourceFiles(folders) {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.includes(`generated${sep}`))
      .map((name) => join(folder, name).replaceAll(sep, "/")),
  );
}

/**
 * The files of this project that a file imports, in whatever way.
 * @param {string} path relative to the root
 * @returns {Import[]}
 */
export function importsOf(path) {
  const text = readFileSync(join(ROOT, path), "utf8");
  /** @type {Import[]} */
  const found = [];
  const add = (/** @type {string} */ specifier, /** @type {boolean} */ typeOnly) => {
    const to = target(path, specifier);
    if (to !== undefined) found.push({ to, typeOnly });
  };
  for (const [, , type, clause = "", specifier = ""] of text.matchAll(STATEMENT))
    add(specifier, type !== undefined || namesOnlyTypes(clause));
  for (const [, specifier = ""] of text.matchAll(CALL)) add(specifier, false);
  return found;
}

/** `{ type A, type B }` @param {string} clause */
function namesOnlyTypes(clause) {
  const names = /^\{([^}]*)\}$/.exec(clause.trim())?.[1];
  if (names === undefined) return false;
  const listed = names.split(",").filter((name) => name.trim() !== "");
  return listed.length > 0 && listed.every((name) => name.trim().startsWith("type "));
}

/** @param {string} from @param {string} specifier @returns {string | undefined} */
function target(from, specifier) {
  const base = specifier.startsWith("@/")
    ? join(ROOT, specifier.slice(2))
    : specifier.startsWith(".")
      ? resolve(join(ROOT, dirname(from)), specifier)
      : undefined;
  if (base === undefined) return undefined;
  const found = ENDINGS.map((ending) => base + ending).find(
    (path) => /\.(tsx?|mjs)$/.test(path) && existsSync(path) && statSync(path).isFile(),
  );
  return found === undefined ? undefined : relative(ROOT, found).replaceAll(sep, "/");
}
