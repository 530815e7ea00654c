import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { migrationNames } from "@/bin/database/migrate.mjs";
import { writeBackup } from "@/lib/backup/write-backup";
import { announce } from "@/lib/servers/announce";
import { getSystem } from "@/lib/servers/system";
import packageJson from "@/package.json";
import { makeLock } from "../support/backups";
import { eventually } from "../support/eventually";
import { makePerson, makePortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();

describe("what the system page tells", () => {
  it("is what there is", async () => {
    const { app, portal } = await makePortal(world());
    const { ctx } = await makePerson(world(), "owner");
    await world().db.portal.update({
      where: { id: portal.id },
      data: { nextRefreshAt: new Date(Date.now() - 1_000) },
    });
    const server = announce(ctx, "server_only");
    await eventually(async () => expect((await getSystem(ctx)).servers).toHaveLength(1));
    const system = await getSystem(ctx);
    expect(system).toMatchObject({
      version: packageJson.version,
      node: process.version,
      backup: null,
      database: {
        isEmbedded: false,
        migrations: migrationNames().length,
        lastMigration: migrationNames().at(-1),
      },
      keys: { ids: ["k1"], used: ["k1"], missing: "", fromFile: false },
      servers: [{ kind: "server_only", version: packageJson.version, keyIds: ["k1"] }],
      work: { dueNow: 1, dueInAnHour: 1, pausedApps: [], waitingAnswers: 0, isSpillWritable: true },
    });
    expect(system.database.bytes).toBeGreaterThan(1_000_000);
    expect(system.disk?.freeBytes).toBeLessThanOrEqual(system.disk?.totalBytes ?? 0);
    await server.end();

    await world().db.hubSpotApp.update({
      where: { id: app.id },
      data: { breakerOpenedAt: new Date(), breakerRetryAt: new Date() },
    });
    const folder = mkdtempSync(join(tmpdir(), "portico-system-"));
    const { lock } = await makeLock();
    const { bytes } = await writeBackup(ctx, { file: join(folder, "b"), lock, withKeys: true });
    rmSync(folder, { recursive: true });
    const later = await getSystem(ctx);
    expect(later.servers).toEqual([]);
    expect(later.backup).toMatchObject({ bytes, withKeys: true });
    expect(later.work.pausedApps).toMatchObject([{ slug: app.slug, name: app.name }]);
  });

  it("leaves out who has been silent", async () => {
    const { ctx } = await makePerson(world(), "owner");
    const long = (seconds: number) => new Date(Date.now() - seconds * 1_000);
    const row = { name: "x", kind: "server", version: "1", keyIds: [], startedAt: long(9_000) };
    const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
    await world().db.serverSeen.createMany({
      data: [
        { ...row, id: id(1), lastSeenAt: long(31) },
        { ...row, id: id(2), lastSeenAt: long(90_000) },
      ],
    });
    expect((await getSystem(ctx)).servers).toEqual([]);
    expect(await world().db.serverSeen.count()).toBe(1);
  });
});
