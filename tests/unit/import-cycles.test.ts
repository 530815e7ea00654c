import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

// The linter's own rule for this takes minutes; the graph of our files is read here in a moment.
const IMPORT = /^\s*(?:import|export)\s+(?!type\b)(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm;

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(root, folder, name))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes(`${sep}generated${sep}`));
}

function target(from: string, specifier: string): string | undefined {
  const base = specifier.startsWith("@/")
    ? join(root, specifier.slice(2))
    : specifier.startsWith(".")
      ? resolve(dirname(from), specifier)
      : undefined;
  if (!base) return undefined;
  return [base, `${base}.ts`, `${base}.tsx`].find(
    (path) => /\.tsx?$/.test(path) && existsSync(path),
  );
}

/** Imports that remain at run time: those of nothing but types are erased. */
function importsOf(path: string): string[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(IMPORT)].flatMap(([statement, specifier = ""]) => {
    const names = /\{([^}]*)\}/.exec(statement)?.[1]?.split(",") ?? [""];
    const isErased = names.every((name) => name.trim() === "" || name.trim().startsWith("type "));
    const onlyTypes = isErased && /\{/.test(statement);
    const found = onlyTypes ? undefined : target(path, specifier);
    return found ? [found] : [];
  });
}

/** The first cycle found from each file, as a path of files. */
function cycles(graph: Map<string, string[]>): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const walk = (node: string, path: string[]) => {
    const at = path.indexOf(node);
    if (at >= 0) found.push([...path.slice(at), node]);
    if (at >= 0 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return found;
}

it("finds a cycle when there is one", () => {
  const graph = new Map([
    ["a", ["b"]],
    ["b", ["c"]],
    ["c", ["a"]],
  ]);
  expect(cycles(graph)).toEqual([["a", "b", "c", "a"]]);
});

it("no file of the product imports itself through others", () => {
  const paths = ["app", "components", "lib", "bin"].flatMap(files);
  const graph = new Map(paths.map((path) => [path, importsOf(path)]));
  const edges = [...graph.values()].reduce((sum, targets) => sum + targets.length, 0);
  expect(edges).toBeGreaterThan(paths.length);
  const named = cycles(graph).map((cycle) =>
    cycle.map((path) => relative(root, path)).join(" -> "),
  );
  expect(named).toEqual([]);
});
