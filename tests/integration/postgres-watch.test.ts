import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectOnce } from "@/bin/database/database.mjs";
import { startEmbeddedPostgres } from "@/bin/postgres/embedded-postgres.mjs";
import { keepPostgresRunning } from "@/bin/postgres/keep-running.mjs";
import { createDb } from "@/lib/db/client";
import { collectOutput } from "../support/output";
import { eventually } from "../support/eventually";

type Postgres = Awaited<ReturnType<typeof startEmbeddedPostgres>>;

let dataDir = "";
let postgres: Postgres;
let stops: (() => Promise<void>)[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "portico-watch-"));
  postgres = await startEmbeddedPostgres({ dataDir });
  stops = [postgres.stop];
});
afterEach(async () => {
  for (const stop of stops.reverse()) await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function watch(pausesMs?: number[]) {
  const output = collectOutput();
  const watching = keepPostgresRunning(postgres, output, pausesMs ? { pausesMs } : {});
  stops.push(watching.stop);
  return { ...watching, output };
}

const pidOf = () =>
  Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
const killServer = () => process.kill(pidOf(), "SIGKILL");
const ask = (sql: string) =>
  connectOnce(
    postgres.url,
    async (client) => (await client.query<Record<string, unknown>>(sql)).rows,
  );

describe("the embedded PostgreSQL is watched", () => {
  it("after a kill it answers again at the same address, with its data, and it is said", async () => {
    const { output } = watch();
    await ask("create table kept(x int); insert into kept values (7)");
    for (const _round of [1, 2]) {
      const killed = pidOf();
      killServer();
      await eventually(async () => expect(await ask("select x from kept")).toEqual([{ x: 7 }]));
      expect(pidOf()).not.toBe(killed);
      await eventually(() => expect(output.text()).toMatch(/answers again on 127\.0\.0\.1:\d+/));
    }
    expect(output.text()).toContain("the embedded PostgreSQL stopped by itself");
  });

  it("a child of the killed server that still works on holds the start up, not off", async () => {
    watch();
    await ask("create table kept(x int)");
    const busy = ask("select count(*) from generate_series(1, 25000000)").catch(() => "broken");
    await eventually(async () => {
      const sql =
        "select 1 from pg_stat_activity where query like '%generate_series(1, 25%' and pid <> pg_backend_pid()";
      expect(await ask(sql)).toHaveLength(1);
    });
    killServer();
    await eventually(async () => expect(await ask("select x from kept")).toEqual([]));
    await busy;
  });

  it("the pool of a running server finds it again by itself", async () => {
    watch();
    const db = createDb(postgres.url);
    stops.push(() => db.$disconnect());
    await Promise.all(Array.from({ length: 5 }, () => db.$queryRaw`SELECT 1`));
    killServer();
    await eventually(async () =>
      expect(await db.$queryRaw`SELECT 1 AS "one"`).toEqual([{ one: 1 }]),
    );
  });

  it("another user of the server that ends its connections is no reason to restart it", async () => {
    const { output } = watch();
    const before = pidOf();
    const watchers = `from pg_stat_activity where application_name = 'portico launcher watch'`;
    const admin = (sql: string) =>
      connectOnce(postgres.adminUrl, async (client) => (await client.query(sql)).rowCount);
    await eventually(async () => expect(await admin(`select 1 ${watchers}`)).toBe(1));
    await admin(`select pg_terminate_backend(pid) ${watchers}`);
    await eventually(async () => expect(await admin(`select 1 ${watchers}`)).toBe(1));
    expect(pidOf()).toBe(before);
    expect(output.text()).toBe("");
  });

  it("a database folder that is gone ends it at once, and no empty one takes its place", async () => {
    const { failed, output } = watch();
    const folder = join(dataDir, "postgres");
    const aside = join(dataDir, "aside");
    const pid = pidOf();
    renameSync(folder, aside);
    process.kill(pid, "SIGKILL");
    const error = await failed;
    expect(error.message).toMatch(/stopped by itself and cannot be started again: .*is gone/);
    expect(output.text()).not.toContain("Trying again");
    expect(existsSync(folder)).toBe(false);
  });

  it("a server that does not start is tried again with pauses, then given up with its own words", async () => {
    const { failed, output } = watch([0, 10, 20]);
    writeFileSync(join(dataDir, "postgres/global/pg_control"), "broken");
    killServer();
    const error = await failed;
    expect(error.message).toMatch(/cannot be started again: The embedded PostgreSQL did not start/);
    expect(error.hint).toContain("postgres.log");
    expect(error.detail).toMatch(/pg_control/);
    expect(output.text().match(/Trying again/g)).toHaveLength(2);
  });

  it("a server that is killed again and again is given up", async () => {
    const { failed } = watch([0, 10]);
    let over = false;
    void failed.then(() => (over = true));
    for (let kills = 0; kills < 3; kills += 1) {
      await eventually(async () => expect(over || (await postgres.answers())).toBe(true));
      if (!over) killServer();
      await eventually(async () => expect(over || !(await postgres.answers())).toBe(true));
    }
    expect((await failed).message).toContain("keeps stopping: it was started again 2 times");
  });

  it("stopping it on purpose does not bring it back", async () => {
    const { stop, output } = watch();
    await stop();
    await postgres.stop();
    expect(await postgres.answers()).toBe(false);
    expect(output.text()).toBe("");
  });
});

describe("a server is adopted only once it answers", () => {
  it("one that was killed this moment is started anew", async () => {
    killServer();
    const second = await startEmbeddedPostgres({ dataDir });
    stops.push(second.stop);
    expect(second).toMatchObject({ adopted: false, port: postgres.port });
    expect(await second.answers()).toBe(true);
  });

  it("one that stands still for a moment is waited for", async () => {
    const pid = pidOf();
    process.kill(pid, "SIGSTOP");
    const starting = startEmbeddedPostgres({ dataDir });
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(pid, "SIGCONT");
    const second = await starting;
    stops.push(second.stop);
    expect(second.adopted).toBe(true);
    expect(pidOf()).toBe(pid);
  });
});
