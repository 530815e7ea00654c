import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { connectOnce } from "@/bin/database/database.mjs";
import { startEmbeddedPostgres } from "@/bin/postgres/embedded-postgres.mjs";
import { applyMigrations, diffMigration } from "@/bin/database/migrate.mjs";
import { checkKeys, keyCheckValue } from "@/bin/settings/preflight.mjs";
import { eventually } from "../support/eventually";

const TIMEOUT_MS = 60_000;
const KEY = "q2vV0m1mUQbXw6n5m0Jq3x8G1cZk7pT9yR4sLd2EhAo=";
const OTHER = "Zk7pT9yR4sLd2EhAoq2vV0m1mUQbXw6n5m0Jq3x8G1c=";
let root = "";
let dataDir = "";
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let databases = 0;
let url = "";
let migrationsDir = "";

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "portico-migrate-"));
  // Not below `root`: under root, PostgreSQL's own user must be able to enter, and temporary folders are closed.
  dataDir = mkdtempSync(join(tmpdir(), "portico-migrate-pg-"));
  postgres = await startEmbeddedPostgres({ dataDir });
}, TIMEOUT_MS);
afterAll(async () => {
  await postgres.stop();
  for (const dir of [root, dataDir]) rmSync(dir, { recursive: true, force: true });
}, TIMEOUT_MS);
beforeEach(async () => {
  databases += 1;
  const name = `m${databases}`;
  await connectOnce(postgres.adminUrl, (client) =>
    client.query(`create database ${name} owner portico`),
  );
  url = postgres.url.replace(/\/portico$/, `/${name}`);
  migrationsDir = join(root, name);
  mkdirSync(migrationsDir);
});

function addMigration(name: string, sql: string): void {
  mkdirSync(join(migrationsDir, name), { recursive: true });
  writeFileSync(join(migrationsDir, name, "migration.sql"), sql);
}

function ask(sql: string): Promise<unknown[]> {
  return connectOnce(
    url,
    async (client) => (await client.query<Record<string, unknown>>(sql)).rows,
  );
}

it(
  "applies what is missing, in order, and nothing the second time",
  async () => {
    addMigration("1_a", `create table "A"(id int primary key, note text default 'a;b');`);
    expect(await applyMigrations(url, { migrationsDir })).toEqual({ applied: ["1_a"] });
    addMigration("3_c", `insert into "A"(id) select count(*) from "B";`);
    addMigration("2_b", `create table "B"(id int);`);
    expect(await applyMigrations(url, { migrationsDir })).toEqual({ applied: ["2_b", "3_c"] });
    expect(await applyMigrations(url, { migrationsDir })).toEqual({ applied: [] });
    expect(
      await ask(`select migration_name as name, finished_at is not null as finished, length(checksum) as sum
                      from _prisma_migrations order by started_at`),
    ).toEqual(["1_a", "2_b", "3_c"].map((name) => ({ name, finished: true, sum: 64 })));
    expect(await ask(`select id, note from "A"`)).toEqual([{ id: 0, note: "a;b" }]);
  },
  TIMEOUT_MS,
);

it(
  "runs function bodies and triggers whole",
  async () => {
    addMigration(
      "1_trigger",
      `create table "A"(id int);
     create function no() returns trigger language plpgsql as $$ begin raise exception 'never'; return null; end; $$;
     create trigger t before delete on "A" for each row execute function no();
     insert into "A" values (1);`,
    );
    await applyMigrations(url, { migrationsDir });
    await expect(ask(`delete from "A"`)).rejects.toThrow("never");
  },
  TIMEOUT_MS,
);

it(
  "leaves no trace of a migration that fails, nor of those that came with it, and goes on when it is mended",
  async () => {
    addMigration("1_old", `create table "Old"(id int);`);
    await applyMigrations(url, { migrationsDir });
    addMigration("2_good", `create table "Good"(id int);`);
    addMigration("3_bad", `create table "Bad"(id int);\nselect 1/0;`);
    const refused = expect(applyMigrations(url, { migrationsDir })).rejects;
    await refused.toMatchObject({
      message: 'The database migration "3_bad" failed: division by zero',
      hint: expect.stringContaining("start the previous release again") as string,
    });
    const tables = `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`;
    const before = [{ name: "Old" }, { name: "_prisma_migrations" }];
    expect(await ask(tables)).toEqual(before);
    expect(await ask("select migration_name as name from _prisma_migrations")).toEqual([
      { name: "1_old" },
    ]);
    addMigration("3_bad", `create table "Bad"(id int);`);
    expect(await applyMigrations(url, { migrationsDir })).toEqual({ applied: ["2_good", "3_bad"] });
  },
  TIMEOUT_MS,
);

it(
  "lets those who ask for a table go first while something holds it, and comes again",
  async () => {
    addMigration("1_a", `create table "A"(id int);`);
    await applyMigrations(url, { migrationsDir });
    addMigration("2_b", `alter table "A" add column b int;`);
    await connectOnce(url, async (backup) => {
      await backup.query(`begin; select * from "A"`);
      const migrated = applyMigrations(url, { migrationsDir });
      await eventually(async () =>
        expect(await ask("select pid from pg_locks where not granted")).toHaveLength(1),
      );
      // It stands behind the migration.
      expect(await ask(`select * from "A"`)).toEqual([]);
      await backup.query("commit");
      expect(await migrated).toEqual({ applied: ["2_b"] });
    });
  },
  TIMEOUT_MS,
);

it(
  "lets several launchers migrate one database at once",
  async () => {
    addMigration("1_a", `create table "A"(id int); select pg_sleep(0.2);`);
    const all = await Promise.all([1, 2, 3].map(() => applyMigrations(url, { migrationsDir })));
    expect(all.flatMap((one) => one.applied)).toEqual(["1_a"]);
  },
  TIMEOUT_MS,
);

it(
  "stops at a database of a newer release and at an edited migration",
  async () => {
    addMigration("1_a", `create table "A"(id int);`);
    addMigration("2_b", `create table "B"(id int);`);
    await applyMigrations(url, { migrationsDir });
    addMigration("1_a", `create table "A"(id bigint);`);
    await expect(applyMigrations(url, { migrationsDir })).rejects.toThrow(/"1_a" was changed/);
    rmSync(join(migrationsDir, "2_b"), { recursive: true });
    addMigration("1_a", `create table "A"(id int);`);
    await expect(applyMigrations(url, { migrationsDir })).rejects.toThrow(/newer Portico.*"2_b"/);
  },
  TIMEOUT_MS,
);

it(
  "writes the SQL between migrations and schema, and nothing when they agree",
  async () => {
    const schemaPath = join(migrationsDir, "schema.prisma");
    writeFileSync(
      schemaPath,
      `datasource db {\n  provider = "postgresql"\n}\nmodel Thing {\n  id String @id\n  at DateTime @db.Timestamptz(3)\n}\n`,
    );
    const sql = await diffMigration({ adminUrl: postgres.adminUrl, schemaPath, migrationsDir });
    expect(sql).toContain('CREATE TABLE "Thing"');
    addMigration("1_thing", sql);
    expect(await diffMigration({ adminUrl: postgres.adminUrl, schemaPath, migrationsDir })).toBe(
      "",
    );
    await applyMigrations(url, { migrationsDir });
    expect(await ask(`select count(*)::int as n from "Thing"`)).toEqual([{ n: 0 }]);
  },
  TIMEOUT_MS,
);

it(
  "compares encryption keys with the database before anything is written",
  async () => {
    const keys = (value: string) => ({ value, source: "test keys" });
    await expect(checkKeys(url, keys(""))).resolves.toBeUndefined();
    await ask(`create table "KeyCheck"("keyId" text primary key, "checkValue" text not null)`);
    await expect(checkKeys(url, keys(""))).resolves.toBeUndefined();
    await ask(
      `insert into "KeyCheck" values ('k1', '${keyCheckValue(Buffer.from(KEY, "base64"))}')`,
    );
    await expect(checkKeys(url, keys(`k1:${KEY}`))).resolves.toBeUndefined();
    await expect(checkKeys(url, keys(`k2:${OTHER},k1:${KEY}`))).resolves.toBeUndefined();
    await expect(checkKeys(url, keys(`k1:${OTHER}`))).rejects.toThrow(
      /"k1" in test keys is not the one/,
    );
    await expect(checkKeys(url, keys(`k2:${OTHER}`))).rejects.toThrow(
      /None of the encryption keys/,
    );
    await expect(checkKeys(url, keys(""))).rejects.toThrow(/no such key here/);
  },
  TIMEOUT_MS,
);
