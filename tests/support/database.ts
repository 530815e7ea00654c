import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A fresh, migrated database of its own: a copy of the template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase("TEMPLATE portico_template");
}

/** The same without a table in it. */
export async function createBlankDatabase(): Promise<TestDatabase> {
  return createDatabase("");
}

async function createDatabase(from: string): Promise<TestDatabase> {
  const name = `portico_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(inject("templateUrl"));
  await asAdmin(`CREATE DATABASE ${name} OWNER "${url.username}" ${from}`);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("adminUrl") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
