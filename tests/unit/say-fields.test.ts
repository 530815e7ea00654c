import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { de } from "@/lib/say/de";

/** These are read by programs and operators, who read English. */
const ENGLISH =
  /^lib\/(door|env|say|words|db\/generated|single-sign-on\/provider|backup\/(format|read-backup|dump))\b/;
/** Methods of zod whose text a person reads at a field. */
const CHECKS =
  /^(min|max|regex|refine|email|url|int|length|nonempty|enum|number|string|array|uuid|instanceof|literal|union|pipe|startsWith)$/;
const SENTENCE = /^[A-Z][^"]* [^"]*[.?]$/;

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return path.endsWith(".ts") ? [path] : [];
  return readdirSync(path).flatMap((name) => filesOf(join(path, name)));
}

/** Messages in schemas, and what verbs say of a field. A slot stands for what is not written there. */
function messagesIn(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const isSchema = /from "zod"/.test(text);
  if (!isSchema && !/fields|\brefused\(/.test(text)) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const words = wordsOf(node);
    if (words !== undefined && SENTENCE.test(words) && isRead(node, isSchema)) found.push(words);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function wordsOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("\0");
}

function isRead(node: ts.Node, isSchema: boolean): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isStatement(parent) && !ts.isExpressionStatement(parent)) break;
    if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      const callee = parent.expression;
      const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
      if (/^say/.test(name)) return false;
      if (name === "AppError" || /^(refused|wrong|atField|fail|text)$/.test(name)) return true;
      return isSchema && CHECKS.test(name);
    }
    if (ts.isPropertyAssignment(parent) && /^(message|error)$/.test(parent.name.getText()))
      return true;
  }
  return false;
}

const keys = Object.keys(de);

/** In place of a value that is not written in the source, the catalogue has what it comes to. */
function isKnown(words: string): boolean {
  const parts = words.split("\0").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`^${parts.join(".+")}$`);
  return keys.some((key) => pattern.test(key));
}

describe("what is wrong with a field", () => {
  const files = filesOf("lib").filter((file) => !ENGLISH.test(file));
  const messages = files.flatMap((file) => messagesIn(file).map((words) => ({ file, words })));

  it("is found in the sources", () => {
    expect(messages.length).toBeGreaterThan(100);
    expect(messages.map(({ words }) => words)).toContain("Enter a password.");
  });

  it("can be said in every language", () => {
    expect(messages.filter(({ words }) => !isKnown(words))).toEqual([]);
  });
});
