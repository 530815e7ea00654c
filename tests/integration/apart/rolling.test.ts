import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { giveAuditBack, keepAuditApart, serverOf } from "@/bin/database/audit-owner.mjs";
import { applyMigrations } from "@/bin/database/migrate.mjs";
import { quoted } from "@/lib/backup/format";
import { readiness } from "@/lib/http/readiness";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { createBlankDatabase, type TestDatabase } from "../../support/database";
import { startDoor, makeKey } from "../../support/door";
import { makePortal } from "../../support/makers";
import {
  adminUrlOf,
  asSuperuser,
  fixtureNames,
  loadFixture,
  readFixture,
  tablesOf,
  type UpgradeFixture,
} from "../../support/upgrades/fixture";
import { lookAround } from "../../support/upgrades/look-around";
import { useWorld } from "../../support/world";

const MIGRATIONS = fileURLToPath(new URL("../../../prisma/migrations", import.meta.url));

const visitor = vi.hoisted(() => ({ ctx: undefined as unknown }));
vi.mock("@/lib/auth/session", () => ({ anonymousContext: async () => visitor.ctx }));

describe.each(fixtureNames())("servers of release %s beside this one", (name) => {
  let database: TestDatabase;
  let fixture: UpgradeFixture;
  let running: pg.Client;
  let adminUrl = "";
  const prepared = new Map<string, string>();

  beforeAll(async () => {
    fixture = readFixture(name);
    database = await createBlankDatabase();
    adminUrl = adminUrlOf(database.url, inject("adminUrl"));
    await loadFixture(fixture, database.url, adminUrl);
    running = new pg.Client({ connectionString: database.url });
    await running.connect();
    for (const [n, statement] of fixture.statements.entries()) {
      await running.query(`PREPARE s${n} AS ${statement}`);
      prepared.set(`s${n}`, statement);
    }
    await applyMigrations(database.url);
  });
  afterAll(async () => {
    await running.end();
    await database.drop();
  });

  it("what they have prepared goes on", async () => {
    expect(prepared.size).toBeGreaterThan(200);
    for (const [statement, sql] of prepared)
      await running.query(`EXPLAIN EXECUTE ${statement}${nothings(sql)}`).catch(explain(sql));
  });

  it("what they ask with a new connection is understood", async () => {
    const fresh = new pg.Client({ connectionString: database.url });
    await fresh.connect();
    for (const [statement, sql] of prepared)
      await fresh.query(`PREPARE ${statement} AS ${sql}`).catch(explain(sql));
    await fresh.end();
  });

  it("every row can still be written with the columns they know", async () => {
    await asSuperuser(adminUrl, async (client) => {
      // The order of rows is theirs, which foreign keys would judge.
      await client.query("BEGIN; SET LOCAL session_replication_role = replica");
      for (const { table, columns, count } of fixture.tables) {
        const names = quoted(columns);
        await client.query(
          `CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT ${names} FROM "${table}"`,
        );
        await client.query(`DELETE FROM "${table}"`);
        const written = client.query(`INSERT INTO "${table}" (${names}) SELECT ${names} FROM kept`);
        expect((await written.catch(explain(table))).rowCount, table).toBe(count);
        await client.query("DROP TABLE kept");
      }
      await client.query("ROLLBACK");
    });
  });
});

describe("this release beside a later one", () => {
  const world = useWorld();

  it("works on when the later one has migrated, and does not start anew over it", async () => {
    const { portal, owner, hubId } = await makePortal(world());
    const door = await startDoor(world());
    const { key } = await makeKey(world());
    const read = async () => (await door.call(`/portals/${hubId}/token`, { key })).status;
    const refresh = () => refreshPortal(owner.ctx, { portalId: portal.id, trigger: "person" });
    await lookAround(owner.ctx);
    expect([await read(), (await refresh()).renewed]).toEqual([200, true]);
    const folder = await laterRelease();
    const ownerUrl = adminUrlOf(world().databaseUrl, inject("adminUrl"));
    const server = await serverOf(world().databaseUrl);
    try {
      await giveAuditBack(ownerUrl, server);
      expect(await applyMigrations(world().databaseUrl, { migrationsDir: folder })).toEqual({
        applied: ["29990101000000_later"],
      });
      expect(await keepAuditApart(ownerUrl, server)).toMatchObject({ taken: true });
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect([await read(), (await refresh()).renewed]).toEqual([200, true]);
    await makePortal(world());
    await lookAround(owner.ctx);
    visitor.ctx = world().context();
    expect((await readiness()).checks).toEqual({ database: true, migrations: true, keys: true });
    await door.close();
    await expect(applyMigrations(world().databaseUrl)).rejects.toMatchObject({
      message: expect.stringContaining(
        'newer Portico: it has the migration "29990101000000_later"',
      ) as string,
      hint: expect.stringContaining("Start that newer release") as string,
    });
  });

  /** The migrations of today and one that adds to every table. */
  async function laterRelease(): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), "portico-later-"));
    cpSync(MIGRATIONS, folder, { recursive: true });
    const adminUrl = adminUrlOf(world().databaseUrl, inject("adminUrl"));
    const tables = await asSuperuser(adminUrl, tablesOf);
    const sql = tables.map(
      ({ table }) => `ALTER TABLE "${table}" ADD COLUMN "later" TEXT NOT NULL DEFAULT 'later';`,
    );
    mkdirSync(join(folder, "29990101000000_later"));
    writeFileSync(join(folder, "29990101000000_later/migration.sql"), sql.join("\n"));
    return folder;
  }
});

/** As many NULLs as a statement has places: planning it shows whether it still fits. */
function nothings(sql: string): string {
  const places = [...sql.matchAll(/\$(\d+)/g)].map(([, place]) => Number(place));
  const count = Math.max(0, ...places);
  return count === 0 ? "" : `(${Array.from({ length: count }, () => "NULL").join(", ")})`;
}

function explain(what: string) {
  return (error: Error): never => {
    throw new Error(`${error.message}: ${what}`);
  };
}
