import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import pg from "pg";
import { afterEach, inject } from "vitest";
import { giveAuditBack } from "@/bin/database/audit-owner.mjs";
import { applyMigrations, migrationNames } from "@/bin/database/migrate.mjs";
import { restoreBackup, type RestoreBackup } from "@/lib/backup/restore-backup";
import type { Opener } from "@/lib/backup/sealed-file";
import { parseKeyring } from "@/lib/crypto/keyring";
import { Secret } from "@/lib/crypto/secret";
import { createBlankDatabase, createTestDatabase, type TestDatabase } from "./database";
import { adminUrlOf } from "./upgrades/fixture";
import type { World } from "./world";

/** Folder and databases for backups, removed after each test. */
export function useBackups() {
  const ends: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  const keep = (database: TestDatabase) => {
    ends.push(() => database.drop());
    return database.url;
  };
  return {
    file(): string {
      const folder = mkdtempSync(join(tmpdir(), "portico-backup-"));
      ends.push(() => rmSync(folder, { recursive: true, force: true }));
      return join(folder, "portico.backup");
    },
    /** As the launcher hands it to a restore: its role owns everything. */
    empty: async () => {
      const url = keep(await createTestDatabase());
      await giveAuditBack(adminUrlOf(url, inject("adminUrl")), {
        role: new URL(url).username,
        schema: "public",
      });
      return url;
    },
    blank: async () => keep(await createBlankDatabase()),
    /** Called before the databases go. */
    onEnd: (end: () => void | Promise<void>) => void ends.push(end),
  };
}

/** A lock of age, and what opens it. */
export async function makeLock(): Promise<{ lock: { recipients: string[] }; opener: Opener }> {
  const identity = await generateX25519Identity();
  return {
    lock: { recipients: [await identityToRecipient(identity)] },
    opener: { identities: [new Secret(identity)] },
  };
}

/** A restore as the operator of a world would do it, into another database. */
export function restoreInto(
  world: World,
  databaseUrl: string,
  input: Pick<RestoreBackup, "file" | "opener"> & Partial<RestoreBackup>,
) {
  return restoreBackup({
    databaseUrl,
    keyring: parseKeyring(world.encryptionKeys),
    now: new Date(),
    actor: { kind: "operator", label: "operator of the test" },
    migrations: {
      names: migrationNames(),
      apply: (upTo) => applyMigrations(databaseUrl, { upTo }),
    },
    keepKeys: () => undefined,
    ...input,
  });
}

/** Every row of every table as text, but what a restore is meant to change. */
export async function rowsOf(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT table_name AS "name" FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('_prisma_migrations', 'AuditHead', 'AuditEnd', 'AuditLink', 'AuditUnsealed')`,
    );
    const all: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT (to_jsonb(t) - '{leaseOwner,leaseUntil,nextRefreshAt}'::text[])::text AS "row" FROM "${name}" t ORDER BY 1`,
      );
      all[name] = rows
        .map(({ row }) => row)
        .filter((row) => !/backup\.(written|restored)/.test(row));
    }
    return all;
  } finally {
    await client.end();
  }
}
