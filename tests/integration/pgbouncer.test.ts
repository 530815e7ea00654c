import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations } from "@/bin/database/migrate.mjs";
import { findFreePort } from "@/bin/process/ports.mjs";
import { createDb, type Db } from "@/lib/db/client";
import { refreshDuePortals } from "@/lib/jobs/refresh-due";
import { listPortals } from "@/lib/portals/look-up/list";
import { parsePortalListQuery } from "@/lib/portals/look-up/list-query";
import { refreshPortal } from "@/lib/portals/refresh/refresh";
import { makeKey, startDoor } from "../support/door";
import { makeDue } from "../support/due-portals";
import { eventually } from "../support/eventually";
import { makePortal } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const isThere = spawnSync("pgbouncer", ["--version"]).status === 0;

// With one connection to PostgreSQL for every two of ours, and other clients in between, whatever a session is left with
// is met by somebody else.
describe.skipIf(!isThere)("through pgbouncer in transaction mode", () => {
  const folder = mkdtempSync(join(tmpdir(), "portico-pgbouncer-"));
  let pooler: ChildProcess;
  let pooledUrl: string;
  let db: Db;

  beforeAll(async () => {
    const direct = new URL(world().databaseUrl);
    const port = await findFreePort();
    const name = direct.pathname.slice(1);
    writeFileSync(
      join(folder, "users.txt"),
      `"${direct.username}" "${decodeURIComponent(direct.password)}"\n`,
    );
    writeFileSync(
      join(folder, "pgbouncer.ini"),
      [
        "[databases]",
        `${name} = host=${direct.hostname} port=${direct.port} dbname=${name}`,
        "[pgbouncer]",
        "listen_addr = 127.0.0.1",
        `listen_port = ${port}`,
        "unix_socket_dir =",
        "auth_type = plain",
        `auth_file = ${join(folder, "users.txt")}`,
        "pool_mode = transaction",
        "default_pool_size = 3",
        "",
      ].join("\n"),
    );
    // It refuses to run as root.
    const asUser = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
    if (asUser.length > 0) spawnSync("chmod", ["-R", "a+rX", folder]);
    pooler = spawn("pgbouncer", [...asUser, join(folder, "pgbouncer.ini")], { stdio: "ignore" });
    pooledUrl = `${world().databaseUrl.replace(`:${direct.port}/`, `:${port}/`)}?pgbouncer=true`;
    db = createDb(pooledUrl);
    await eventually(async () => void (await db.$queryRaw`SELECT 1`));
  });
  beforeEach(() => world().control.clearFaults());
  afterAll(async () => {
    await db.$disconnect();
    pooler.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("programs read tokens, many at once", async () => {
    const made = await makePortal(world());
    const { key } = await makeKey(world());
    const door = await startDoor(world(), { databaseUrl: pooledUrl });
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => door.call(`/portals/${made.hubId}/token`, { key })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await door.close();
  });

  it("portals are connected, renewed and listed, and each session is left as it was", async () => {
    const ctx = { ...world().context(), db };
    const made = await makePortal(world());
    const once = await refreshPortal(ctx, { portalId: made.portal.id, trigger: "need" });
    expect(once.portal.status).toBe("connected");
    await makeDue(world(), made.app.id);
    expect(await refreshDuePortals(ctx)).toBe(1);
    const { items } = await listPortals(ctx, parsePortalListQuery({ q: String(made.hubId) }));
    expect(items).toHaveLength(1);
    const settings = await Promise.all(
      Array.from({ length: 12 }, () => db.$queryRaw`SHOW plan_cache_mode`),
    );
    expect(new Set(settings.map((rows) => JSON.stringify(rows)))).toEqual(
      new Set([JSON.stringify([{ plan_cache_mode: "auto" }])]),
    );
  });

  it("a migrated database is accepted, and one that is not is refused with what to do", async () => {
    expect(await applyMigrations(pooledUrl)).toEqual({ applied: [] });
    await world().db.$executeRaw`
      CREATE TABLE "kept" AS SELECT * FROM "_prisma_migrations" ORDER BY "finished_at" DESC LIMIT 1`;
    await world().db.$executeRaw`
      DELETE FROM "_prisma_migrations" WHERE "id" IN (SELECT "id" FROM "kept")`;
    await expect(applyMigrations(pooledUrl)).rejects.toThrow(
      "1 migration is to be applied, which cannot be done through pgbouncer",
    );
    await world().db.$executeRaw`INSERT INTO "_prisma_migrations" SELECT * FROM "kept"`;
    await world().db.$executeRaw`DROP TABLE "kept"`;
  });
});
