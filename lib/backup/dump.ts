import "server-only";
import { createHash } from "node:crypto";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { usedKeyIds } from "@/lib/keys/key-use.mjs";
import {
  copyLine,
  countLines,
  END_MARK,
  HEADER_MARK,
  LEFT_OUT,
  quoted,
  ROWS_END,
  type BackupHeader,
} from "./format";

const PIECE_BYTES = 256 * 1024;

export interface DumpOptions {
  version: string;
  now: Date;
  keys: string | undefined;
  onProgress(table: string, rows: number): void;
}

/**
 * All tables as one snapshot sees them, as text that `psql` reads too. The client is in a transaction of its own until
 * the end; servers go on working.
 * @throws what the database said
 */
export async function* dump(client: pg.ClientBase, options: DumpOptions): AsyncGenerator<Buffer> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  await client.query(
    "SET LOCAL statement_timeout = 0; SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC'",
  );
  const hash = createHash("sha256");
  const piece = (bytes: Buffer | string): Buffer => {
    const buffer = Buffer.from(bytes as Buffer);
    hash.update(buffer);
    return buffer;
  };
  const header = await headerOf(client, options);
  yield piece(`${HEADER_MARK}${JSON.stringify(header)}\n`);
  const rows: Record<string, number> = {};
  for (const { table, columns } of await tablesOf(client)) {
    rows[table] = 0;
    yield piece(copyLine(table, columns));
    const copied = client.query(copyTo(`COPY "${table}" (${quoted(columns)}) TO STDOUT`));
    for await (const chunk of inPieces(copied as AsyncIterable<Buffer>)) {
      rows[table] += countLines(chunk);
      options.onProgress(table, rows[table]);
      yield piece(chunk);
    }
    yield piece(ROWS_END);
  }
  await client.query("COMMIT");
  yield Buffer.from(`${END_MARK}${JSON.stringify({ rows, sha256: hash.digest("hex") })}\n`);
}

async function headerOf(
  client: pg.ClientBase,
  { version, now, keys }: DumpOptions,
): Promise<BackupHeader> {
  const query = async (sql: string, ...values: string[]) =>
    (await client.query<Record<string, unknown>>(sql, values)).rows;
  const migrations = await query(
    `SELECT migration_name AS "name" FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1`,
  );
  return {
    format: 1,
    version,
    at: now.toISOString(),
    migrations: migrations.map(({ name }) => String(name)),
    keyIds: await usedKeyIds(query),
    ...(keys !== undefined && { keys }),
  };
}

async function tablesOf(client: pg.ClientBase): Promise<{ table: string; columns: string[] }[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `SELECT c.table_name AS "table", array_agg(c.column_name::text ORDER BY c.ordinal_position) AS "columns"
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
       AND c.table_name <> ALL($1) GROUP BY 1 ORDER BY 1`,
    [LEFT_OUT],
  );
  return rows;
}

/** PostgreSQL sends row by row; what compresses and seals takes more at a time. */
async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    gathered.push(chunk);
    bytes += chunk.byteLength;
    if (bytes < PIECE_BYTES) continue;
    yield Buffer.concat(gathered);
    [gathered, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(gathered);
}
