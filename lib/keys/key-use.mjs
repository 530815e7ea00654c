import { SEALED_COLUMNS } from "./sealed-columns.mjs";

/** What a key id may look like; anything else in its place is no sealed value and no key would open it. */
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;

/**
 * Runs SQL and gives back the rows: the launcher has a plain connection, the server its own client.
 * @typedef {(sql: string, ...values: string[]) => Promise<Record<string, unknown>[]>} Query
 * @typedef {import("./sealed-columns.mjs").SealedColumn} SealedColumn
 */

/**
 * The ids of all encryption keys that stored values need. Takes milliseconds also with a million grants: where rows are
 * many, an index is asked for the next id instead of every row for its own.
 * @param {Query} query
 * @returns {Promise<string[]>} sorted
 */
export async function usedKeyIds(query) {
  /** @type {Set<string>} */
  const ids = new Set();
  for (const column of await existingColumns(query))
    for (const id of await keyIdsOf(query, column)) ids.add(id);
  return [...ids].sort();
}

/**
 * The same of one column.
 * @param {Query} query
 * @param {SealedColumn} column
 * @returns {Promise<string[]>}
 */
export async function keyIdsOf(query, column) {
  const rows = await query(column.isIndexed ? nextIdSql(column) : distinctIdSql(column));
  return rows.flatMap(({ id }) => (typeof id === "string" && KEY_ID.test(id) ? [id] : []));
}

/**
 * Says in plain words what could not be read without the keys that are not loaded; "" when every needed one is.
 * @param {Query} query
 * @param {readonly string[]} loadedIds
 * @returns {Promise<string>} for example "3 grants and 1 app secret are sealed under key k2, which is not loaded."
 */
export async function explainMissingKeys(query, loadedIds) {
  const missing = (await usedKeyIds(query)).filter((id) => !loadedIds.includes(id));
  const sentences = [];
  for (const id of missing) sentences.push(await explainOne(query, id));
  return sentences.filter(Boolean).join(" ");
}

/** @param {Query} query @param {string} id */
async function explainOne(query, id) {
  /** @type {Map<string, SealedColumn[]>} */
  const groups = new Map();
  for (const column of await existingColumns(query)) {
    const name = `${column.table} ${column.many}`;
    groups.set(name, [...(groups.get(name) ?? []), column]);
  }
  const parts = [];
  let total = 0;
  for (const columns of groups.values()) {
    const [first] = columns;
    const holds = columns.map((column) => `(${conditionOf(column)} AND ${keyIdOf(column)} = $1)`);
    const sql = `SELECT COUNT(*)::int AS "count" FROM "${first?.table}" WHERE ${holds.join(" OR ")}`;
    const count = Number((await query(sql, id))[0]?.count ?? 0);
    total += count;
    if (count > 0) parts.push(`${count} ${count === 1 ? first?.one : first?.many}`);
  }
  // Gone meanwhile: another server has sealed them anew.
  if (total === 0) return "";
  const last = parts.pop();
  const list = parts.length > 0 ? `${parts.join(", ")} and ${last}` : last;
  return `${list} ${total === 1 ? "is" : "are"} sealed under key ${id}, which is not loaded.`;
}

/**
 * Before its migrations a database of an earlier release lacks the newest columns, and a new one has none at all.
 * @param {Query} query
 */
async function existingColumns(query) {
  const rows = await query(
    `SELECT table_name || '.' || column_name AS "name" FROM information_schema.columns
     WHERE table_schema = current_schema() AND column_name LIKE '%Sealed'`,
  );
  const names = new Set(rows.map(({ name }) => name));
  return SEALED_COLUMNS.filter(({ table, column }) => names.has(`${table}.${column}`));
}

/** As in the indexes, so that they are used. @param {SealedColumn} column */
function keyIdOf({ column }) {
  return `(split_part("${column}", '.', 2) COLLATE "C")`;
}

/** @param {SealedColumn} column */
function conditionOf({ column, neededWhile }) {
  return `"${column}" IS NOT NULL${neededWhile ? ` AND ${neededWhile}` : ""}`;
}

/** @param {SealedColumn} column */
function distinctIdSql(column) {
  return `SELECT DISTINCT ${keyIdOf(column)} AS "id" FROM "${column.table}" WHERE ${conditionOf(column)}`;
}

/**
 * One look into the index per distinct id: the first, then each time the smallest that is greater.
 * @param {SealedColumn} column
 */
function nextIdSql(column) {
  const id = keyIdOf(column);
  const from = `FROM "${column.table}" WHERE ${conditionOf(column)}`;
  return `WITH RECURSIVE ids AS (
      (SELECT ${id} AS "id" ${from} ORDER BY ${id} LIMIT 1)
      UNION ALL
      SELECT (SELECT ${id} ${from} AND ${id} > ids."id" ORDER BY ${id} LIMIT 1)
      FROM ids WHERE ids."id" IS NOT NULL)
    SELECT "id" FROM ids WHERE "id" IS NOT NULL`;
}
