import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { applyMigrations } from "@/bin/database/migrate.mjs";
import { copyLine, quoted, readCopyLine, ROWS_END } from "@/lib/backup/format";

/** A folder for each release: what an installation of it had in its database and data folder. */
export const FIXTURES = fileURLToPath(new URL("../../fixtures/upgrades", import.meta.url));
export const BACKUP_PASSPHRASE = "a passphrase for tests alone";
/** Of everybody with a password in a fixture. */
export const PEOPLES_PASSWORD = "a password for tests alone";

/** The encryption keys of every fixture: made from words, so that no key stands in the repository. */
export const FIXTURE_KEYS = `k1:${createHash("sha256").update("upgrade fixtures, for tests alone").digest("base64")}`;

const HEADER = "-- Migrations: ";
const SEQUENCE = /^SELECT setval\('"(\w+)"', \d+\);$/;
const BETWEEN_STATEMENTS = ";\n\n";

export interface UpgradeFixture {
  folder: string;
  /** Names and checksums, as that release had applied them. */
  migrations: Record<string, string>;
  tables: { table: string; columns: string[]; rows: string; count: number }[];
  /** Sets a sequence to where it was. */
  sequences: string[];
  /** What that release's servers ask of the database. */
  statements: string[];
}

/** Names of the fixtures, oldest first. */
export function fixtureNames(): string[] {
  return readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort((a, b) => (a.split("_")[1] ?? "").localeCompare(b.split("_")[1] ?? ""));
}

export function readFixture(name: string): UpgradeFixture {
  const folder = join(FIXTURES, name);
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  const [header = "", ...lines] = read("data.sql").split("\n");
  const fixture: UpgradeFixture = {
    folder,
    migrations: JSON.parse(header.slice(HEADER.length)) as Record<string, string>,
    tables: [],
    sequences: [],
    statements: gunzipSync(readFileSync(join(folder, "statements.sql.gz")))
      .toString("utf8")
      .split(BETWEEN_STATEMENTS),
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (SEQUENCE.test(line)) fixture.sequences.push(line);
    const found = readCopyLine(line);
    if (!found) continue;
    const end = lines.indexOf(ROWS_END.trim(), at);
    const rows = lines.slice(at + 1, end).map((row) => `${row}\n`);
    fixture.tables.push({ ...found, rows: rows.join(""), count: rows.length });
    at = end;
  }
  return fixture;
}

/** Writes the database and the statements; files of the data folder are the caller's. */
export async function writeFixture(
  folder: string,
  adminUrl: string,
  statements: string[],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await asSuperuser(adminUrl, async (client) => {
    const { rows: applied } = await client.query<{ name: string; checksum: string }>(
      `SELECT migration_name AS "name", checksum FROM _prisma_migrations ORDER BY 1`,
    );
    const migrations = Object.fromEntries(applied.map(({ name, checksum }) => [name, checksum]));
    const parts = [`${HEADER}${JSON.stringify(migrations)}\n`];
    for (const { table, columns } of await tablesOf(client)) {
      const rows = await rowsAsText(client, table, columns);
      if (rows !== "") parts.push(copyLine(table, columns), rows, ROWS_END);
    }
    const { rows: sequences } = await client.query<{ name: string; last: string }>(
      `SELECT sequencename AS "name", last_value AS "last" FROM pg_sequences
       WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
    );
    for (const { name, last } of sequences) parts.push(`SELECT setval('"${name}"', ${last});\n`);
    writeFileSync(join(folder, "data.sql"), parts.join(""));
  });
  const packed = gzipSync(statements.join(BETWEEN_STATEMENTS), { level: 9 });
  writeFileSync(join(folder, "statements.sql.gz"), packed);
}

/** As COPY writes them, in the order of the first column. */
export function rowsAsText(client: pg.Client, table: string, columns: string[]): Promise<string> {
  const sql = `COPY (SELECT ${quoted(columns)} FROM "${table}" ORDER BY 1) TO STDOUT`;
  return text(client.query(copyTo(sql)));
}

/** All tables of the product and their columns. */
export async function tablesOf(client: pg.Client): Promise<{ table: string; columns: string[] }[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `SELECT c.table_name AS "table", array_agg(c.column_name::text ORDER BY c.ordinal_position) AS "columns"
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
       AND c.table_name <> '_prisma_migrations' GROUP BY 1 ORDER BY 1`,
  );
  return rows;
}

/**
 * Makes a database what that release left: its schema, by the migrations it knew, and its rows.
 * @param url of the empty database, as its owner
 * @param adminUrl of the same database, as superuser
 */
export async function loadFixture(
  { migrations, tables, sequences }: UpgradeFixture,
  url: string,
  adminUrl: string,
): Promise<void> {
  await applyMigrations(url, { upTo: Object.keys(migrations).sort().at(-1) });
  await asSuperuser(adminUrl, async (client) => {
    // Neither foreign keys nor triggers judge rows that were all there once.
    await client.query("SET session_replication_role = replica");
    for (const { table, columns, rows } of tables) {
      // The first migration makes the head of the audit log.
      await client.query(`DELETE FROM "${table}"`);
      const target = client.query(copyFrom(`COPY "${table}" (${quoted(columns)}) FROM STDIN`));
      await pipeline(Readable.from([rows]), target);
    }
    for (const sequence of sequences) await client.query(sequence);
  });
}

export async function asSuperuser<T>(
  adminUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    // Rows look the same wherever they are read.
    await client.query("SET timezone = 'UTC'");
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same database, as superuser. */
export function adminUrlOf(url: string, adminUrl: string): string {
  const address = new URL(adminUrl);
  address.pathname = new URL(url).pathname;
  return address.href;
}
