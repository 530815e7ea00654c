import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { migrationNames } from "@/bin/database/migrate.mjs";
import { startEmbeddedPostgres } from "@/bin/postgres/embedded-postgres.mjs";
import {
  adminUrlOf,
  asSuperuser,
  FIXTURE_KEYS,
  fixtureNames,
  loadFixture,
  readFixture,
  rowsAsText,
  tablesOf,
} from "../support/upgrades/fixture";
import { copyRelease, type Release } from "../support/upgrades/release";

// Real launchers, one after the other on one data folder, as an operator who upgrades and goes back starts them.
vi.setConfig({ testTimeout: 180_000 });
const VERIFY = ["audit", "verify"];
const GOOD = "29990101000000_good";
const BAD = "29990102000000_bad";
const OF_LOG = "29990103000000_log";

let dataDir = "";
// Launchers join the one that runs, which saves its starts.
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let next: Release;
let lines = 0;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "portico-upgraded-"));
  next = copyRelease();
  const fixture = readFixture(fixtureNames()[0] ?? "");
  lines = fixture.tables.find(({ table }) => table === "AuditEvent")?.count ?? 0;
  postgres = await startEmbeddedPostgres({ dataDir });
  await loadFixture(fixture, postgres.url, adminUrlOf(postgres.url, postgres.adminUrl));
  mkdirSync(join(dataDir, "secrets"), { recursive: true, mode: 0o700 });
  writeFileSync(join(dataDir, "secrets/encryption-keys"), `${FIXTURE_KEYS}\n`, { mode: 0o600 });
}, 180_000);
afterAll(async () => {
  next.end();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Schema and rows, and which migrations the database remembers. */
function state(): Promise<string> {
  return asSuperuser(adminUrlOf(postgres.url, postgres.adminUrl), async (client) => {
    const remembered = ["migration_name", "checksum", "finished_at"];
    const parts = [await rowsAsText(client, "_prisma_migrations", remembered)];
    for (const { table, columns } of await tablesOf(client))
      parts.push(table, columns.join(), await rowsAsText(client, table, columns));
    return parts.join("\n");
  });
}

it("a data folder of an earlier release opens, a failed upgrade leaves it as it was, and the release before starts again", async () => {
  const intact = { code: 0, stdout: `${lines} lines checked; the chain is intact.\n` };
  expect(await next.run(VERIFY, dataDir)).toMatchObject(intact);
  const before = await state();
  expect(before).toContain(migrationNames().at(-1));

  next.write(GOOD, `CREATE TABLE "Later" ("id" INT); UPDATE "Portal" SET "currency" = 'XXX';`);
  next.write(BAD, `ALTER TABLE "Grant" ADD COLUMN "later" INT;\nSELECT 1 / 0;`);
  const failed = await next.run(VERIFY, dataDir);
  expect(failed).toMatchObject({ code: 1, stdout: "" });
  expect(failed.stderr).toContain(`The database migration "${BAD}" failed: division by zero`);
  expect(failed.stderr).toContain("the database is as it was before");
  expect(failed.stderr).toContain("start the previous release again");
  expect(await state()).toBe(before);

  for (const name of [GOOD, BAD]) next.remove(name);
  expect(await next.run(VERIFY, dataDir)).toMatchObject(intact);

  next.write(GOOD, `CREATE TABLE "Later" ("id" INT);`);
  next.write(BAD, `ALTER TABLE "Grant" ADD COLUMN "later" INT;`);
  expect(await next.run(VERIFY, dataDir)).toMatchObject(intact);
  const after = await state();
  expect(after).toContain(GOOD);
  expect(after).toContain(BAD);

  for (const name of [GOOD, BAD]) next.remove(name);
  const refused = await next.run(VERIFY, dataDir);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toMatch(/was used by a newer Portico.*"29990101000000_good"/);
  expect(refused.stderr).toContain(
    "Start that newer release, or restore a backup made with this one",
  );
  expect(await state()).toBe(after);
});

it("a server that does not own the log migrates all but the log, and names who does", async () => {
  const intact = { code: 0, stdout: `${lines} lines checked; the chain is intact.\n` };
  const ownerUrl = adminUrlOf(postgres.url, postgres.adminUrl);
  const server = { DATABASE_URL: postgres.url };
  next.write(GOOD, `CREATE TABLE "Later" ("id" INT);`);
  next.write(BAD, `ALTER TABLE "Grant" ADD COLUMN "later" INT;`);
  next.write("29990102500000_more", `CREATE TABLE "Later still" ("id" INT);`);
  expect(await next.run(VERIFY, dataDir, server)).toMatchObject(intact);
  const before = await state();
  expect(before).toContain("29990102500000_more");

  next.write(OF_LOG, `ALTER TABLE "AuditEvent" ADD COLUMN "later" TEXT;`);
  const refused = await next.run(VERIFY, dataDir, server);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  const { username: owner } = new URL(ownerUrl);
  expect(refused.stderr).toContain(`the role ${owner}, and the migration ${OF_LOG} changes`);
  expect(refused.stderr).toContain("Set DATABASE_OWNER_URL, for this once");
  expect(await state()).toBe(before);

  const both = { ...server, DATABASE_OWNER_URL: ownerUrl };
  expect(await next.run(VERIFY, dataDir, both)).toMatchObject(intact);
  expect(await state()).toContain(OF_LOG);
  expect(await next.run(VERIFY, dataDir, server)).toMatchObject(intact);
  for (const name of [GOOD, BAD, "29990102500000_more", OF_LOG]) next.remove(name);
});
