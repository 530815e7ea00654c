/**
 * While servers are restarted one after the other, those of the release before work on with the new schema, which they do not
 * know. What would make them fail or wait has to be explained where it is done.
 */

/** Tables that have a row for each portal, or for each thing that happens: what is done to all their rows takes its time. */
const LARGE = [
  ...["Portal", "Grant", "AuditEvent", "AlertEvent", "AlertDelivery", "ApiKeyUse"],
  ...["ConnectAttempt", "ImportRow", "BulkRow"],
];

const TABLE = String.raw`(?:ONLY\s+)?(?:IF\s+EXISTS\s+)?(?:"?public"?\.)?"?(\w+)"?`;

/** Of a whole statement; the table that is captured decides whether it is a new one. @type {[RegExp, string][]} */
const STATEMENTS = [
  [/^DROP\s+(?:TABLE|VIEW|TYPE|SCHEMA|SEQUENCE)\b/i, "drops what the release before may use"],
  [/^DROP\s+(?:FUNCTION|TRIGGER)\b/i, "drops what the release before may count on"],
  [/^ALTER\s+\w+\s.*\bRENAME\b/i, "renames what the release before asks for by its old name"],
  [/^ALTER\s+TYPE\b.*\bADD\s+VALUE\b/i, "adds a value that the release before cannot read"],
  [/^TRUNCATE\b/i, "empties a table under a running server"],
  [/^LOCK\b/i, "locks a table"],
];

/** Of a clause of ALTER TABLE. @type {[RegExp, string][]} */
const CLAUSES = [
  [/^DROP\s+(?!CONSTRAINT\b)/i, "drops a column that the release before asks for"],
  [
    /^ADD\s+(?:COLUMN\s+)?(?!CONSTRAINT\b)(?=.*\bNOT\s+NULL\b)(?!.*\bDEFAULT\b)(?!.*\bGENERATED\b)/i,
    "adds a column that the release before leaves empty",
  ],
  [/^ALTER\s+(?:COLUMN\s+)?"?\w+"?\s+(?:SET\s+DATA\s+)?TYPE\b/i, "changes the type of a column"],
  [
    /^ALTER\s+(?:COLUMN\s+)?"?\w+"?\s+SET\s+NOT\s+NULL\b/i,
    "forbids what the release before may write",
  ],
  [
    /^ALTER\s+(?:COLUMN\s+)?"?\w+"?\s+DROP\s+DEFAULT\b/i,
    "takes away a default that the release before counts on",
  ],
  [
    /^ADD\s+(?:CONSTRAINT\b|CHECK\b|UNIQUE\b|FOREIGN\b|PRIMARY\b|EXCLUDE\b)/i,
    "forbids what the release before may write",
  ],
];

/**
 * What in a migration a server of the release before would stumble over, a line each; none when the migration says at its
 * top, in a comment `-- rolling: ...`, why it does not.
 * @param {string} sql
 * @returns {string[]}
 */
export function rollingProblems(sql) {
  return explanationOf(sql) === "" ? findProblems(sql) : [];
}

/** @param {string} sql */
function explanationOf(sql) {
  for (const line of sql.split("\n")) {
    if (!line.startsWith("--")) return "";
    const found = /^-- rolling:\s*(\S.*)/.exec(line);
    if (found) return found[1] ?? "";
  }
  return "";
}

/** @param {string} sql */
function findProblems(sql) {
  const statements = statementsOf(sql);
  const made = new Set(statements.map((one) => tableOf(one, "CREATE TABLE")).filter(Boolean));
  return statements.flatMap((statement) =>
    problemsOf(statement, made).map((why) => `${shortened(statement)}: ${why}`),
  );
}

/** @param {string} statement @param {Set<string>} made tables that the migration makes itself */
function problemsOf(statement, made) {
  const why = STATEMENTS.filter(([form]) => form.test(statement)).map(([, words]) => words);
  const altered = tableOf(statement, "ALTER TABLE");
  if (altered && !made.has(altered)) {
    const clauses = clausesOf(statement);
    why.push(
      ...CLAUSES.filter(([form]) => clauses.some((one) => form.test(one))).map(
        ([, words]) => words,
      ),
    );
  }
  const index =
    /^CREATE\s+(UNIQUE\s+)?INDEX\b.*?\bON\s+(?:ONLY\s+)?(?:"?public"?\.)?"?(\w+)"?/i.exec(
      statement,
    );
  const indexed = index?.[2] ?? "";
  if (index?.[1] && !made.has(indexed)) why.push("forbids what the release before may write");
  else if (LARGE.includes(indexed) && !made.has(indexed))
    why.push("holds up every write to a large table while it is built");
  const written = tableOf(statement, "UPDATE") || tableOf(statement, "DELETE FROM");
  if (LARGE.includes(written)) why.push("locks rows of a large table until it is done");
  return why;
}

/** @param {string} statement @param {string} verb @returns {string} "" when it is about no table in this way */
function tableOf(statement, verb) {
  const form = `^${verb.replace(" ", String.raw`\s+`)}\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?${TABLE}`;
  return new RegExp(form, "i").exec(statement)?.[1] ?? "";
}

/**
 * Statements on one line each, without comments, texts and the bodies of functions, which run later. What stands in a DO block
 * runs now.
 * @param {string} sql
 */
function statementsOf(sql) {
  return sql
    .replace(/\/\*[\s\S]*?\*\//g, " ")
    .replace(/'(?:[^']|'')*'|--[^\n]*/g, (found) => (found.startsWith("--") ? " " : "''"))
    .replace(/(\bCREATE\b[^;$]*?)(\$\w*\$)[\s\S]*?\2/gi, "$1")
    .replace(/\bDO\s+(\$\w*\$)([\s\S]*?)\1/gi, (_all, _mark, /** @type {string} */ body) =>
      body.replace(/\b(?:BEGIN|END|THEN|ELSE|EXCEPTION)\b/gi, ";"),
    )
    .split(";")
    .map((statement) => statement.replace(/\s+/g, " ").trim())
    .filter(Boolean);
}

/** The clauses of ALTER TABLE, cut at the commas that stand in no brackets. @param {string} statement */
function clausesOf(statement) {
  const body = statement.replace(new RegExp(String.raw`^ALTER\s+TABLE\s+${TABLE}\s*`, "i"), "");
  let depth = 0;
  const clauses = [""];
  for (const sign of body) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (sign === "," && depth === 0) clauses.push("");
    else clauses[clauses.length - 1] += sign;
  }
  return clauses.map((clause) => clause.trim());
}

/** @param {string} statement */
function shortened(statement) {
  return statement.length <= 80 ? statement : `${statement.slice(0, 79)}…`;
}
