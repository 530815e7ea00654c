import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDb } from "@/lib/db/client";
import { announce } from "@/lib/servers/announce";
import { rowsOf, useBackups } from "../support/backups";
import { eventually } from "../support/eventually";
import { createBlankDatabase, type TestDatabase } from "../support/database";
import { storedTokens } from "../support/checks";
import { makePortal, type ConnectedPortal } from "../support/makers";
import { runCli } from "../support/run-cli";
import { useWorld } from "../support/world";

const world = useWorld();
const backups = useBackups();
let made: ConnectedPortal;
let target: TestDatabase;

beforeAll(async () => {
  made = await makePortal(world());
  target = await createBlankDatabase();
});
afterAll(() => target.drop());

describe("move-database", () => {
  it("refuses while a server works, and where it is already", async () => {
    const { db, vault } = world();
    const server = announce({ db, vault }, "server");
    await eventually(async () => expect(await db.serverSeen.count()).toBe(1));
    const busy = await runCli(world(), ["move-database", target.url]);
    expect(busy.code).toBe(1);
    expect(busy.stderr).toMatch(/works on this database\. Stop it/);
    await server.end();
    const same = await runCli(world(), ["move-database", world().databaseUrl]);
    expect(same).toMatchObject({ code: 1, stdout: "" });
    expect(same.stderr).toMatch(/uses already/);
    const wrong = await runCli(world(), ["move-database", "mysql://x/y"]);
    expect(wrong.stderr).toMatch(/not a PostgreSQL address/);
  });

  it("copies everything, compares it, and leaves the old database and its times as they were", async () => {
    const before = await rowsOf(world().databaseUrl);
    const { code, stdout, stderr } = await runCli(world(), ["move-database", target.url]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/and compared: 1 person, 1 app, 1 portal, 1 grant/);
    expect(stdout).not.toContain(new URL(target.url).password);
    expect(await rowsOf(world().databaseUrl)).toEqual(before);
    const after = await rowsOf(target.url);
    expect(after.Grant).toEqual(before.Grant);
    // Renewed when they were to be: nothing was lost in between.
    expect(after.Portal).toEqual(before.Portal);
    expect(existsSync(join(world().env.dataDir, "moving"))).toBe(false);
    const db = createDb(target.url);
    backups.onEnd(() => db.$disconnect());
    const [line] = await db.auditEvent.findMany({ where: { action: "database.moved" } });
    expect(line).toMatchObject({ actorKind: "operator" });
    const verified = await runCli(world(), ["audit", "verify"], { DATABASE_URL: target.url });
    expect(verified.code).toBe(0);
    const again = await runCli(world(), ["move-database", target.url]);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/not empty/);
  });
});

describe("doctor --bundle", () => {
  const folder = mkdtempSync(join(tmpdir(), "portico-bundle-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("writes what support asks for, without a secret, a person or a customer", async () => {
    const file = join(folder, "bundle.json");
    const { stdout } = await runCli(world(), ["doctor", "--bundle", file]);
    expect(stdout).toContain(`Wrote ${file}`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, "utf8");
    const bundle = JSON.parse(text);
    expect(bundle).toMatchObject({
      settings: { secrets: { PORTICO_ENCRYPTION_KEYS: "not in a file" } },
      portals: { connected: 1 },
      apps: [{ app: 1, portals: 1 }],
      keys: { isComplete: true },
    });
    expect(bundle.database.migrations.length).toBeGreaterThan(10);
    const { access, refresh } = await storedTokens(world(), made.portal.id);
    const { app, owner, portal } = made;
    for (const secret of [
      ...[access, refresh, app.clientId, app.clientSecret, app.name, app.slug],
      ...[owner.person.email, String(portal.hubId), portal.hubDomain ?? "", ...world().secrets],
      ...[world().encryptionKeys.split(":")[1] ?? "", new URL(world().databaseUrl).password],
      world().databaseUrl,
    ])
      if (secret) expect(text.includes(secret), secret).toBe(false);
  });

  it("never writes over a file", async () => {
    const file = join(folder, "mine.json");
    writeFileSync(file, "mine");
    const { code, stderr } = await runCli(world(), ["doctor", "--bundle", file]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/exists already/);
    expect(readFileSync(file, "utf8")).toBe("mine");
  });
});
