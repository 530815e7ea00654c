import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations, migrationChecksums, migrationNames } from "@/bin/database/migrate.mjs";
import { verifyAudit } from "@/lib/audit/verify";
import { parseKeyring } from "@/lib/crypto/keyring";
import { Secret } from "@/lib/crypto/secret";
import { recoverAnswers } from "@/lib/jobs/recover-answers";
import { startWorker } from "@/lib/jobs/worker";
import { signIn } from "@/lib/people/sign-in";
import { forgetGates } from "@/lib/portals/breaker/gates";
import { restoreInto, useBackups } from "../support/backups";
import { eventTypes } from "../support/alerts";
import { storedTokens } from "../support/checks";
import { leftFiles } from "../support/dead-server";
import { eventually } from "../support/eventually";
import { LEFT_REFRESH_TOKEN } from "../support/upgrades/fill-work";
import {
  BACKUP_PASSPHRASE,
  FIXTURE_KEYS,
  fixtureNames,
  PEOPLES_PASSWORD,
  readFixture,
} from "../support/upgrades/fixture";
import { openAll, openFixture, remember, type OpenedFixture } from "../support/upgrades/open";
import { NOBODY, useWorld } from "../support/world";

const names = fixtureNames();

/** Tables and their columns that a migration changes or drops on purpose. */
const CHANGED: Record<string, string[]> = {};

/** Of rows as COPY writes them, the values of some columns. */
function cells(rows: string, columns: string[], wanted: string[]): string[][] {
  return rows
    .split("\n")
    .map((row) => row.split("\t"))
    .map((row) => wanted.map((column) => row[columns.indexOf(column)] ?? ""));
}

it("there is a fixture that has something to migrate", () => {
  const { migrations } = readFixture(names[0] ?? "");
  expect(Object.keys(migrations).length).toBeLessThan(migrationNames().length);
});

describe.each(names)("what release %s left", (name) => {
  let opened: OpenedFixture;
  const world = () => opened.world;

  beforeAll(async () => {
    opened = await openFixture(name);
  });
  beforeEach(() => forgetGates());
  afterAll(() => opened.close());

  it("was made by migrations that are still what they were", () => {
    expect(migrationChecksums()).toMatchObject(opened.fixture.migrations);
  });

  it("is all there after the migrations, row by row", () => {
    const { tables } = opened.fixture;
    expect(tables.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(100);
    for (const { table, columns, rows } of tables) {
      const now = opened.migrated.get(table);
      const wanted = columns.filter((column) => !CHANGED[table]?.includes(column));
      expect(now?.columns, table).toEqual(expect.arrayContaining(wanted));
      const found = cells(now?.rows ?? "", now?.columns ?? [], wanted);
      expect(found, table).toEqual(cells(rows, columns, wanted));
    }
  });

  it("can be read: every sealed value opens, the audit log is the one that was written, people sign in", async () => {
    const values = await openAll(world());
    for (const column of ["Grant.refreshTokenSealed", "Grant.previousRefreshTokenSealed"])
      expect(values[column], column).toBeGreaterThan(0);
    const { checked, brokenAt } = await verifyAudit(world().context());
    expect({ brokenAt, checked: checked > 40 }).toEqual({ brokenAt: undefined, checked: true });
    const visitor = world().context({ ...NOBODY, ip: "203.0.113.9" });
    const entered = await signIn(visitor, {
      email: "olivia@team.example",
      password: PEOPLES_PASSWORD,
    });
    expect(entered.email).toBe("olivia@team.example");
  });

  it("tells once of a portal that is lost after the upgrade", async () => {
    const { id } = await world().db.portal.findFirstOrThrow({ where: { status: "degraded" } });
    const before = await eventTypes(world(), { portalId: id });
    for (let n = 0; n < 2; n += 1)
      await world().db.portal.update({ where: { id }, data: { status: "needs_reconnect" } });
    const after = await eventTypes(world(), { portalId: id });
    const told = (types: string[]) => types.filter((type) => type === "portal.needs_reconnect");
    expect(told(after)).toHaveLength(told(before).length + 1);
  });

  it("has answers of a dead server on its disk, which are stored", async () => {
    expect(leftFiles(world())).toHaveLength(1);
    await recoverAnswers(world().context());
    expect(leftFiles(world())).toEqual([]);
    const portals = await liveOnes();
    const tokens = await Promise.all(portals.map(({ id }) => storedTokens(world(), id)));
    expect(tokens.filter(({ refresh }) => refresh === LEFT_REFRESH_TOKEN)).toHaveLength(1);
  });

  it("is gone on with: tokens are renewed, and what was begun is done", async () => {
    await remember(world());
    const ids = (await liveOnes()).map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(3);
    const since = new Date();
    await world().db.portal.updateMany({
      where: { id: { in: ids } },
      data: { nextRefreshAt: since },
    });
    // Fixtures grow old; an import that nobody confirms is cancelled after a day.
    await world().db.importJob.updateMany({ data: { createdAt: since } });
    const stop = await startWorker(async () => world().context());
    try {
      await eventually(async () => {
        const { bulkJob, importJob, portal } = world().db;
        expect(await bulkJob.count({ where: { status: { not: "finished" } } })).toBe(0);
        expect(await importJob.count({ where: { status: "ready" } })).toBe(1);
        const renewed = {
          id: { in: ids },
          status: "connected",
          lastRefreshAt: { gt: since },
        } as const;
        expect(await portal.count({ where: renewed })).toBe(ids.length);
      });
    } finally {
      await stop();
    }
  });

  /** Portals whose tokens are renewed. */
  function liveOnes() {
    const where = { status: "connected", revokeRequestedAt: null } as const;
    return world().db.portal.findMany({ where });
  }
});

describe("a backup file that an earlier release wrote", () => {
  const world = useWorld();
  const backups = useBackups();

  it("is restored and brought up to this one", async () => {
    const fixture = readFixture(names[0] ?? "");
    const url = await backups.empty();
    const { header, rows } = await restoreInto(world(), url, {
      file: join(fixture.folder, "portico.backup"),
      opener: { passphrase: new Secret(BACKUP_PASSPHRASE) },
      keyring: parseKeyring(FIXTURE_KEYS),
    });
    expect(header.migrations).toEqual(Object.keys(fixture.migrations).sort());
    // The backup itself is a line of the audit log.
    for (const { table, count } of fixture.tables.filter(({ table }) => table !== "AuditEvent"))
      expect(rows[table] ?? count, table).toBe(count);
    expect(await applyMigrations(url)).toEqual({ applied: [] });
  });
});
