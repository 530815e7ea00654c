import { readFileSync } from "node:fs";
import ts from "typescript";

const known = new Map<string, Set<string>>();

/** The names of all tests and groups of a file as they are written, of table tests too. */
export function testNames(path: string): Set<string> {
  const found = known.get(path);
  if (found) return found;
  const names = new Set(namesIn(readFileSync(path, "utf8")));
  known.set(path, names);
  return names;
}

function namesIn(text: string): string[] {
  const source = ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node)) return;
    const [title] = node.arguments;
    const isTest = /^(it|test|describe)\b/.test(node.expression.getText(source));
    if (title && isTest && ts.isStringLiteralLike(title)) names.push(title.text);
  };
  visit(source);
  return names;
}
