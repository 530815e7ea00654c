import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, "utf8");

interface Row {
  answer: string;
  does: string;
  sees: string;
  shownBy: string;
}

const rows: Row[] = read("docs/hubspot.md")
  .split("\n")
  .filter((line) => line.startsWith("|") && !/^\|( -+ \|)+$/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, answer = "", does = "", sees = "", shownBy = ""]) => ({ answer, does, sees, shownBy }))
  .filter(({ shownBy }) => shownBy !== "Shown by");

/** Where the sentences stand that a person reads. */
const words = [
  "lib/portals/explain-failure.ts",
  "lib/portals/connect/attempt-problem.ts",
  "lib/portals/refresh/describe-refresh.ts",
  "lib/portals/end/describe-uninstall.ts",
  "lib/portals/status.ts",
  "lib/hubspot-apps/journal/journal-words.ts",
  "lib/hubspot-apps/secret/test-credentials.ts",
]
  .map(read)
  .join("\n");

const known = new Map<string, Set<string>>();

/** The names of all tests of a file; of a table test, its title and the first text of each of its rows. */
function testsOf(file: string): Set<string> {
  const found = known.get(file);
  if (found) return found;
  const path = ["tests/unit", "tests/integration"]
    .map((folder) => `${folder}/${file}`)
    .find((candidate) => existsSync(`${ROOT}${candidate}`));
  const names = path ? namesIn(ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest)) : [];
  const set = new Set(names);
  known.set(file, set);
  return set;
}

function namesIn(source: ts.SourceFile): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node)) return;
    const [title] = node.arguments;
    if (!title || !ts.isStringLiteralLike(title)) return;
    if (ts.isIdentifier(node.expression) && node.expression.text === "it") names.push(title.text);
    const table = tableOf(node.expression);
    if (table) names.push(title.text, ...firstTexts(table, source));
  };
  visit(source);
  return names;
}

/** The argument of `it.each(table)`. */
function tableOf(callee: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(callee) || !ts.isPropertyAccessExpression(callee.expression)) return;
  const { expression, name } = callee.expression;
  const isTable = ts.isIdentifier(expression) && expression.text === "it" && name.text === "each";
  return isTable ? callee.arguments[0] : undefined;
}

function firstTexts(table: ts.Expression, source: ts.SourceFile): string[] {
  const list = ts.isIdentifier(table) ? declared(table.text, source) : table;
  if (!list || !ts.isArrayLiteralExpression(list)) return [];
  return list.elements.flatMap((element) => {
    const first = ts.isArrayLiteralExpression(element) ? element.elements[0] : element;
    return first && ts.isStringLiteralLike(first) ? [first.text] : [];
  });
}

function declared(name: string, source: ts.SourceFile): ts.Expression | undefined {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: own, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(own) && own.text === name) return initializer;
    }
  }
  return undefined;
}

describe("docs/hubspot.md", () => {
  it("has rows, and every cell of them is filled", () => {
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) expect(Object.values(row), row.answer).not.toContain("");
  });

  it.each(rows.map((row) => [row.answer, row] as const))(
    "%s: its test is there",
    (_answer, row) => {
      const [file = "", name = ""] = row.shownBy.split(" › ");
      expect([...testsOf(file)], row.shownBy).toContain(name);
    },
  );

  it.each(rows.map((row) => [row.answer, row] as const))("%s: is what Portico says", (_, row) => {
    if (row.sees === "nothing: it works") return expect(row.answer).not.toMatch(/^[45]\d\d/);
    const [, sentence] = /^“([^”]+)”$/.exec(row.sees) ?? [];
    expect(sentence, row.sees).toBeDefined();
    expect(words).toContain(sentence);
  });

  it("knows every status of the token endpoints and every category of the calls", () => {
    const named = new Set(
      rows.flatMap(({ answer }) => answer.match(/[A-Z]+(?:_[A-Z]+)+|GATED|FORBIDDEN/g) ?? []),
    );
    const inCode = read("lib/hubspot/known-answers.ts").match(/^ {2}([A-Z_]+):/gm) ?? [];
    expect(inCode.length).toBeGreaterThan(15);
    for (const line of inCode) expect([...named]).toContain(line.trim().replace(":", ""));
  });
});
