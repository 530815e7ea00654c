import { expect, it } from "vitest";
import { importsOf, sourceFiles } from "../../bin/tests/import-graph.mjs";

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

it("no file of the product imports itself through others, not even for a type", () => {
  const paths = sourceFiles(["app", "components", "lib", "bin"]);
  const graph = new Map(paths.map((path) => [path, importsOf(path).map(({ to }) => to)]));
  const all = paths.flatMap(importsOf);
  expect(all.some(({ typeOnly }) => typeOnly)).toBe(true);
  expect(all.filter(({ typeOnly }) => !typeOnly).length).toBeGreaterThan(paths.length);
  expect(cycles(graph).map((cycle) => cycle.join(" -> "))).toEqual([]);
});
