// `node bin/build/licences.mjs`: every package that package-lock.json names, with its version and licence, one a line.
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../lib/paths.mjs";

/**
 * @typedef {object} Licensed
 * @property {string} name
 * @property {string} version
 * @property {string} licence an SPDX expression, or the package's own words; "" when it names none
 * @property {"runs" | "develops"} use whether a running Portico may need it
 */

/** Packages that name no licence in package.json, and what their licence file says. @type {Record<string, string>} */
const IN_ITS_FILE = { "seq-queue@0.0.5": "MIT" };

/**
 * All packages of the lock file, those for other platforms included, once for each version.
 * @param {string} [root]
 * @returns {Licensed[]} by name
 */
export function readLicences(root = ROOT) {
  /** @type {{packages: Record<string, {version?: string, license?: string, dev?: boolean, link?: boolean}>}} */
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  /** @type {Map<string, Licensed>} */
  const found = new Map();
  for (const [path, { version = "", license, dev, link }] of Object.entries(lock.packages)) {
    if (path === "" || link) continue;
    const name = path.replace(/^.*node_modules\//, "");
    const id = `${name}@${version}`;
    const licence = license ?? ownWords(join(root, path)) ?? IN_ITS_FILE[id] ?? "";
    const isRunning = !dev || found.get(id)?.use === "runs";
    found.set(id, { name, version, licence, use: isRunning ? "runs" : "develops" });
  }
  return [...found.values()].sort((a, b) =>
    `${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1,
  );
}

/** @param {string} folder of an installed package @returns {string | undefined} */
function ownWords(folder) {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return undefined;
  const { license, licenses } = JSON.parse(readFileSync(file, "utf8"));
  const all = [license, ...(Array.isArray(licenses) ? licenses : [])];
  const words = all.map((one) => (typeof one === "string" ? one : one?.type)).filter(Boolean);
  return words.length > 0 ? words.join(" OR ") : undefined;
}

/**
 * The single licences that an expression asks to be kept: all of "A AND B", one of "A OR B".
 * @param {string} licence
 * @returns {string[][]} any one of these lists will do
 */
export function choicesOf(licence) {
  return licence
    .replace(/[()]/g, "")
    .split(/ or /i)
    .map((choice) => choice.split(/ and /i).map((one) => one.trim()));
}

const [, script] = process.argv;
if (script && realpathSync(script) === fileURLToPath(import.meta.url)) {
  for (const { name, version, licence, use } of readLicences())
    process.stdout.write(`${name}\t${version}\t${licence || "none named"}\t${use}\n`);
}
