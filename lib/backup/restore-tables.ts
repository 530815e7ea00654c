import "server-only";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { BackupError } from "./backup-error";
import { LEFT_OUT, quoted } from "./format";
import type { RowSink } from "./read-backup";

export interface Constraint {
  table: string;
  name: string;
  definition: string;
}

/** Empties all tables; their foreign keys and triggers would judge rows before the rest is there. */
export async function loosen(pool: pg.Pool): Promise<Constraint[]> {
  const tables = await tablesOf(pool);
  for (const table of tables) await pool.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  const { rows } = await pool.query<Constraint>(
    `SELECT c.relname AS "table", k.conname AS "name", pg_get_constraintdef(k.oid) AS "definition"
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace`,
  );
  for (const { table, name } of rows)
    await pool.query(`ALTER TABLE "${table}" DROP CONSTRAINT "${name}"`);
  await pool.query(`TRUNCATE ${quoted(tables)}`);
  return rows;
}

/** Puts them back; PostgreSQL looks at every row for the foreign keys. */
export async function tighten(pool: pg.Pool, constraints: Constraint[]): Promise<void> {
  for (const { table, name, definition } of constraints)
    await pool.query(`ALTER TABLE "${table}" ADD CONSTRAINT "${name}" ${definition}`);
  for (const table of await tablesOf(pool))
    await pool.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
}

/** What PostgreSQL counts by itself goes on after the rows that were brought. */
export async function moveSequences(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ table: string; column: string; sequence: string }>(
    `SELECT * FROM (SELECT table_name AS "table", column_name AS "column",
       pg_get_serial_sequence(quote_ident(table_name), column_name) AS "sequence"
     FROM information_schema.columns WHERE table_schema = current_schema()) c WHERE "sequence" IS NOT NULL`,
  );
  for (const { table, column, sequence } of rows)
    await pool.query(
      `SELECT setval('${sequence.replaceAll("'", "''")}', COALESCE((SELECT MAX("${column}") FROM "${table}"), 0) + 1, false)`,
    );
}

async function tablesOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_name AS "name" FROM information_schema.tables
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Where the rows of a backup may go: into the tables that backups hold, whatever the file names. Who can write a file for
 * our public key plants no session by it, and nothing in PostgreSQL's own tables.
 */
export async function fillTables(
  pool: pg.Pool,
): Promise<(table: string, columns: string[]) => Promise<RowSink> | undefined> {
  const known = new Set(await tablesOf(pool));
  return (table, columns) => {
    // Rows that an earlier release took along are let go.
    if (LEFT_OUT.includes(table)) return undefined;
    if (!known.has(table))
      throw new BackupError(`The backup holds "${table}", which is no table of Portico.`);
    return copyInto(pool, table, columns);
  };
}

async function copyInto(pool: pg.Pool, table: string, columns: string[]): Promise<RowSink> {
  const client = await pool.connect();
  const stream = client.query(copyFrom(`COPY "${table}" (${quoted(columns)}) FROM STDIN`));
  let failed: ((error: Error) => void) | undefined;
  const failure = new Promise<never>((_done, fail) => (failed = fail));
  failure.catch(() => undefined);
  stream.once("error", (error) => {
    client.release();
    failed?.(error);
  });
  return {
    write: (rows) =>
      Promise.race([
        failure,
        new Promise<void>((done) => {
          if (stream.write(rows)) done();
          else stream.once("drain", done);
        }),
      ]),
    end: () =>
      Promise.race([
        failure,
        new Promise<void>((done) => {
          stream.once("finish", () => {
            client.release();
            done();
          });
          stream.end();
        }),
      ]),
  };
}
