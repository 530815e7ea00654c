import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What stands in a component and is not said: English that nobody else can read. */
export interface Unsaid {
  file: string;
  line: number;
  text: string;
}

/** Attributes whose texts no person reads. */
const UNREAD =
  /^(className|href|src|type|id|name|role|htmlFor|rel|target|method|action|key|lang|d|viewBox|fill|stroke|points|transform|autoComplete|inputMode|pattern|accept|about|of|variant|size|tone|shape|side|align|kind|show|mode|as|tag|cookie|field|form|value|defaultValue|encType|dir|permission|icon|wrap|enterKeyHint|spellCheck|autoCapitalize|[a-zA-Z]*ClassName|data-.*)$/;
const UNREAD_CALLS =
  /^(clsx|cn|requirePage|requireActor|getElementById|querySelector|querySelectorAll|closest|addEventListener|removeEventListener|RegExp|Error|TypeError|RangeError|fetch|URL|import|require|matchMedia|setAttribute|getAttribute|createElement|includes|startsWith|endsWith|has|get|set|append|DateTimeFormat|NumberFormat|english)$/;

/** Files of product code below a folder, or one. */
function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .flatMap((name) => filesOf(join(path, name)))
    .filter((file) => /\.tsx?$/.test(file));
}

/** @param paths files and folders, below the project */
export function unsaidIn(paths: string[]): Unsaid[] {
  return paths.flatMap(filesOf).flatMap(unsaidInFile);
}

function unsaidInFile(file: string): Unsaid[] {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
    kind,
  );
  const found: Unsaid[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== undefined && !isUnread(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ file, line, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What looks like words for people. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isJsxText(node)) {
    const text = node.text.trim();
    return /\p{L}{2}/u.test(text) ? text : undefined;
  }
  const text =
    ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text : "";
  const template = ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…")
    : "";
  const whole = text || template;
  if (/^(SELECT|UPDATE|INSERT|WITH|DELETE|use (client|server))\b/.test(whole)) return undefined;
  const isSentence = /^[A-Z][a-z]+( |$|[.,:;…?!])/.test(whole) || /\p{L} [a-z]+[ .,…]/u.test(whole);
  return isSentence ? whole : undefined;
}

function isUnread(node: ts.Node): boolean {
  for (let at: ts.Node = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
    if (ts.isTypeNode(parent) || ts.isExternalModuleReference(parent)) return true;
    if (ts.isJsxAttribute(parent)) return UNREAD.test(parent.name.getText());
    if (ts.isPropertyAssignment(parent) && parent.name === at) return true;
    if (ts.isCallExpression(parent) && parent.expression !== at) {
      const callee = parent.expression;
      const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
      const owner = ts.isPropertyAccessExpression(callee) ? callee.expression.getText() : name;
      if (/^say\w*$/.test(owner) || /^say\w*$/.test(name) || UNREAD_CALLS.test(name)) return true;
    }
    if (ts.isNewExpression(parent) && UNREAD_CALLS.test(parent.expression.getText())) return true;
    if (ts.isBlock(parent) || ts.isSourceFile(parent)) return false;
  }
  return false;
}
