import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { testNames } from "./test-names";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A requirement in a table of `docs/`: what it asks, how far it is met, where, and which tests show it. */
export interface RequirementRow {
  id: string;
  asks: string;
  state: string;
  where: string;
  proof: string;
}

/** The cells of every row of the tables in a document, headings and rules among them. @param document a path from the root */
export function tableRows(document: string): string[][] {
  return readFileSync(join(ROOT, document), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map((cells) => cells.slice(1, -1));
}

/**
 * The rows of a document whose first cell begins with a prefix.
 * @param document a path from the project's root
 * @param prefix such as "SEC"
 */
export function requirementRows(document: string, prefix: string): RequirementRow[] {
  return tableRows(document)
    .filter(([id = ""]) => id.startsWith(`${prefix}-`))
    .map(([id = "", asks = "", state = "", where = "", proof = ""]) => ({
      id,
      asks,
      state,
      where,
      proof,
    }));
}

/** The tests that a cell names: `file` "name", and further names of the same file. */
export function testsOf(proof: string): { file: string; name: string }[] {
  let file = "";
  return [...proof.matchAll(/`([\w/.-]+\.(?:test|spec)\.ts)`|"([^"]+)"/g)].flatMap(
    ([, path, name]) => {
      if (path) file = path;
      return name ? [{ file, name }] : [];
    },
  );
}

/** What a cell says of tests that are not there. */
export function missingTests(proof: string): string[] {
  return testsOf(proof)
    .filter(({ file, name }) => !testNames(join(ROOT, "tests", file)).has(name))
    .map(({ file, name }) => `no test "${name}" in ${file}`);
}

/** What is wrong with a row: a path or a test that is not there, a gap without its reason. */
export function faultsOf({ asks, state, where, proof }: RequirementRow): string[] {
  const paths = [...where.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path);
  const tests = testsOf(proof);
  const exception = /Exception: (.+)/.exec(proof)?.[1] ?? "";
  const isMet = state !== "not yet";
  return [
    ...(asks.length > 5 ? [] : ["it does not say what it asks"]),
    ...(["done", "partly", "not yet"].includes(state) ? [] : [`unknown state ${state}`]),
    ...(isMet && paths.length === 0 ? ["it does not say where"] : []),
    ...paths.filter((path) => !existsSync(join(ROOT, path))).map((path) => `no file ${path}`),
    ...(state === "done" && tests.length === 0 ? ["no test shows it"] : []),
    ...(state !== "done" && exception.length <= 30 ? ["no reason for what is missing"] : []),
    ...missingTests(proof),
  ];
}
