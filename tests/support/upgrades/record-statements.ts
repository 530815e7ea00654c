import pg from "pg";

/** What a server that runs on would send again: no transactions, settings or definitions of tables. */
const KEPT = /^\s*(?:WITH|SELECT|INSERT|UPDATE|DELETE)\b/i;
/** pg-boss keeps its own schema in step with itself. */
const NOT_OURS = /pgboss|information_schema|pg_catalog\.|pg_stat_/i;
/** Lists that differ only in how many values they hold are one statement. */
const PLACES = /\(?\$\d+(?:::\w+)?(?:,\s*\$\d+(?:::\w+)?)*\)?(?:,\s*\(\$\d+(?:,\s*\$\d+)*\))*/g;

/**
 * Listens to every statement that this process sends from now on.
 * @returns a function that stops it and gives the distinct ones, sorted
 */
export function recordStatements(): () => string[] {
  const seen = new Map<string, string>();
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  prototype.query = function (this: unknown, ...args: unknown[]) {
    const text = textOf(args[0]);
    if (KEPT.test(text) && !NOT_OURS.test(text)) {
      const key = text.replace(PLACES, "$").replace(/\s+/g, " ");
      // Prisma names the schema each time.
      if (!seen.has(key)) seen.set(key, text.trim().replaceAll('"public".', ""));
    }
    return original.apply(this, args);
  };
  return () => {
    prototype.query = original;
    return [...seen.values()].sort();
  };
}

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return String((query as { text?: unknown } | undefined)?.text ?? "");
}
