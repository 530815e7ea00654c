import "server-only";
import type { Context } from "@/lib/context";
import { rewrap } from "@/lib/crypto/seal";
import { Prisma } from "@/lib/db/generated/client";
import { isAppError } from "@/lib/errors";
import { keyIdsOf } from "./key-use.mjs";
import { SEALED_COLUMNS, type SealedColumn } from "./sealed-columns.mjs";

const BATCH = 500;
/** A row that somebody else is writing is looked at again after this pause, in milliseconds. */
const PAUSE_MS = 50;

export interface ResealOptions {
  /** Called after each batch with how many values were sealed anew so far. */
  onProgress?(done: number): void;
  /** Ends the work after the batch it is at; doing it again goes on from there. */
  signal?: AbortSignal;
  /** Values in one statement. */
  batch?: number;
}

export interface Resealed {
  done: number;
  /** Values that no loaded key opens, by table; they stay as they are. */
  unreadable: Record<string, number>;
}

/**
 * Seals every stored value under the primary key, while servers work: in batches that each stand by themselves, and only
 * where a value is still the one that was read. What servers write meanwhile under another key is taken along. Several
 * that do this at once share the work.
 * @throws what the database said; the signal's reason
 */
export async function reseal(ctx: Context, options: ResealOptions = {}): Promise<Resealed> {
  const resealed: Resealed = { done: 0, unreadable: {} };
  for (const column of SEALED_COLUMNS) await resealColumn(ctx, column, options, resealed);
  return resealed;
}

async function resealColumn(
  ctx: Context,
  column: SealedColumn,
  options: ResealOptions,
  resealed: Resealed,
): Promise<void> {
  const leftOut = new Set<string>();
  for (;;) {
    const { primary } = ctx.vault.keyring;
    const ids = await keyIdsIn(ctx, column);
    const keyId = ids.find((id) => id !== primary.id && !leftOut.has(id));
    if (keyId === undefined) return;
    const unreadable = ctx.vault.keyring.find(keyId)
      ? await resealUnder(ctx, { column, keyId, options, resealed })
      : await countUnder(ctx, column, keyId);
    if (unreadable === 0) continue;
    leftOut.add(keyId);
    resealed.unreadable[column.table] = (resealed.unreadable[column.table] ?? 0) + unreadable;
  }
}

interface Under {
  column: SealedColumn;
  keyId: string;
  options: ResealOptions;
  resealed: Resealed;
}

/** @returns how many values of one key cannot be opened, although it is loaded: they were damaged */
async function resealUnder(
  ctx: Context,
  { column, keyId, options, resealed }: Under,
): Promise<number> {
  const { onProgress = () => undefined, signal, batch = BATCH } = options;
  const unreadable: string[] = [];
  for (;;) {
    signal?.throwIfAborted();
    const rows = await nextRows(ctx, { column, keyId, skipped: unreadable, batch });
    if (rows.length === 0) return unreadable.length;
    const renewed = rows.flatMap(({ id, sealed }) => {
      const next = tryRewrap(ctx, column, { id, sealed });
      if (next === undefined) unreadable.push(id);
      return next === undefined ? [] : [{ id, sealed, next }];
    });
    const written = renewed.length > 0 ? await write(ctx, column, renewed) : 0;
    resealed.done += written;
    onProgress(resealed.done);
    if (written === 0 && renewed.length > 0)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** All of a column: what nobody will open again is sealed anew too, or its key could never be removed. */
function keyIdsIn({ db }: Context, column: SealedColumn): Promise<string[]> {
  const query = (sql: string, ...values: string[]) =>
    db.$queryRawUnsafe<Record<string, unknown>[]>(sql, ...values);
  return keyIdsOf(query, { ...column, neededWhile: undefined });
}

async function countUnder({ db }: Context, column: SealedColumn, id: string): Promise<number> {
  const { table, value, keyId } = namesOf(column);
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT COUNT(*)::int AS "count" FROM ${table} WHERE ${value} IS NOT NULL AND ${keyId} = ${id}`;
  return row?.count ?? 0;
}

interface SealedRow {
  id: string;
  sealed: string;
}

interface Next {
  column: SealedColumn;
  keyId: string;
  skipped: string[];
  batch: number;
}

function nextRows(
  { db }: Context,
  { column, keyId: under, skipped, batch }: Next,
): Promise<SealedRow[]> {
  const { id, table, value, keyId } = namesOf(column);
  return db.$queryRaw<SealedRow[]>`
    SELECT ${id}::text AS "id", ${value} AS "sealed" FROM ${table}
    WHERE ${value} IS NOT NULL AND ${keyId} = ${under} AND ${id}::text <> ALL(${skipped}::text[]) LIMIT ${batch}`;
}

function tryRewrap(
  { vault }: Context,
  { table, column }: SealedColumn,
  { id, sealed }: SealedRow,
): string | undefined {
  try {
    return rewrap(vault.keyring, { table, column, rowId: id }, sealed);
  } catch (error) {
    if (isAppError(error, "sealed_unreadable")) return undefined;
    throw error;
  }
}

/** Rows that somebody is writing are passed over, so that nobody waits for anybody. @returns how many were written */
function write(
  { db }: Context,
  column: SealedColumn,
  rows: (SealedRow & { next: string })[],
): Promise<number> {
  const { id, idType, table, value } = namesOf(column);
  return db.$executeRaw`
    WITH n AS (
      SELECT * FROM unnest(${rows.map((row) => row.id)}::text[], ${rows.map(({ sealed }) => sealed)}::text[],
        ${rows.map(({ next }) => next)}::text[]) AS n("id", "sealed", "next")
    ), free AS (
      SELECT t.${id} AS "key", n."next" FROM ${table} t JOIN n ON t.${id} = n."id"::${idType} AND t.${value} = n."sealed"
      FOR NO KEY UPDATE OF t SKIP LOCKED
    )
    UPDATE ${table} t SET ${value} = free."next" FROM free WHERE t.${id} = free."key"`;
}

/** Names from our own list, never from outside. */
function namesOf({ table, column }: SealedColumn) {
  const quoted = (name: string) => Prisma.raw(`"${name}"`);
  const isNamed = table === "SystemSecret";
  return {
    table: quoted(table),
    id: quoted(isNamed ? "name" : "id"),
    idType: Prisma.raw(isNamed ? "text" : "uuid"),
    value: quoted(column),
    // As in the indexes, so that they are used.
    keyId: Prisma.raw(`(split_part("${column}", '.', 2) COLLATE "C")`),
  };
}

/** How many stored values each key wraps, whether anybody still needs them or not. */
export async function countByKey({ db }: Pick<Context, "db">): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const column of SEALED_COLUMNS) {
    const { table, value, keyId } = namesOf(column);
    const rows = await db.$queryRaw<{ keyId: string; count: number }[]>`
      SELECT ${keyId} AS "keyId", COUNT(*)::int AS "count" FROM ${table} WHERE ${value} IS NOT NULL GROUP BY 1`;
    for (const { keyId: id, count } of rows)
      if (id !== "") counts.set(id, (counts.get(id) ?? 0) + count);
  }
  return counts;
}
