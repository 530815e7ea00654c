import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { connectOnce } from "@/bin/database/database.mjs";
import { startEmbeddedPostgres } from "@/bin/postgres/embedded-postgres.mjs";

type Postgres = Awaited<ReturnType<typeof startEmbeddedPostgres>>;

const TIMEOUT_MS = 60_000;
let dataDir = "";
let started: Postgres[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "portico-pg-"));
  started = [];
});
afterEach(async () => {
  for (const postgres of started) await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, TIMEOUT_MS);

async function bringUp(): Promise<Postgres> {
  const postgres = await startEmbeddedPostgres({ dataDir });
  started.push(postgres);
  return postgres;
}

function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  return connectOnce(
    url,
    async (client) => (await client.query<Record<string, unknown>>(sql)).rows,
  );
}

const pidOf = () =>
  Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

it(
  "makes a durable, private server whose application role is no superuser",
  async () => {
    const { url, adminUrl } = await bringUp();
    const settings = await ask(
      adminUrl,
      `select current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
            current_setting('listen_addresses') as address, current_setting('unix_socket_directories') as sockets,
            current_setting('server_encoding') as encoding,
            (select rolsuper from pg_roles where rolname = 'portico') as superuser,
            (select datdba::regrole::text from pg_database where datname = 'portico') as owner`,
    );
    expect(settings).toEqual([
      {
        fsync: "on",
        checksums: "on",
        address: "127.0.0.1",
        sockets: "",
        encoding: "UTF8",
        superuser: false,
        owner: "portico",
      },
    ]);
    expect(statSync(join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, "secrets/database-password")).mode & 0o777).toBe(0o600);
    const wrongPassword = url.replace(/:[^:@]+@/, ":wrong@");
    await expect(ask(wrongPassword, "select 1")).rejects.toMatchObject({ code: "28P01" });
  },
  TIMEOUT_MS,
);

it(
  "keeps its data and its port over a stop and a start",
  async () => {
    const first = await bringUp();
    await ask(first.url, "create table kept(x int); insert into kept values (42)");
    await first.stop();
    expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);
    const second = await bringUp();
    expect(second).toMatchObject({ port: first.port, adopted: false });
    expect(await ask(second.url, "select x from kept")).toEqual([{ x: 42 }]);
  },
  TIMEOUT_MS,
);

it(
  "is shared by several users and stops with the last",
  async () => {
    const first = await bringUp();
    const second = await bringUp();
    expect(second).toMatchObject({ adopted: true, port: first.port });
    await first.stop();
    expect(await ask(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
    expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);
  },
  TIMEOUT_MS,
);

it(
  "adopts the server a killed launcher left behind, and stops it at its own end",
  async () => {
    const module = pathToFileURL(join(process.cwd(), "bin/postgres/embedded-postgres.mjs")).href;
    const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log("up"); setInterval(() => {}, 1000);`;
    const launcher = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(launcher.stdout, "data");
    launcher.kill("SIGKILL");
    await once(launcher, "exit");
    const postgres = await bringUp();
    expect(postgres.adopted).toBe(true);
    await postgres.stop();
    expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);
  },
  TIMEOUT_MS,
);

it(
  "recovers from a kill of the server itself without losing what was committed",
  async () => {
    const first = await bringUp();
    await ask(first.url, "create table kept(x int); insert into kept values (7)");
    process.kill(pidOf(), "SIGKILL");
    const second = await bringUp();
    expect(second.adopted).toBe(false);
    expect(await ask(second.url, "select x from kept")).toEqual([{ x: 7 }]);
  },
  TIMEOUT_MS,
);

it(
  "is not fooled by a pid file whose number now belongs to another program",
  async () => {
    const first = await bringUp();
    const pidFile = join(dataDir, "postgres/postmaster.pid");
    const content = readFileSync(pidFile, "utf8");
    await first.stop();
    writeFileSync(pidFile, content.replace(/^\d+/, String(process.pid)));
    const second = await bringUp();
    expect(second.adopted).toBe(false);
    expect(pidOf()).not.toBe(process.pid);
  },
  TIMEOUT_MS,
);

it(
  "starts over after an interrupted creation",
  async () => {
    mkdirSync(join(dataDir, "postgres.new-dead/base"), { recursive: true });
    writeFileSync(join(dataDir, "postgres.new-dead/PG_VERSION"), "18\n");
    const { url } = await bringUp();
    expect(await ask(url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(existsSync(join(dataDir, "postgres.new-dead"))).toBe(false);
  },
  TIMEOUT_MS,
);

it(
  "finishes a creation that was cut off before the database was made",
  async () => {
    const first = await bringUp();
    await ask(first.adminUrl, "drop database portico");
    await first.stop();
    const { url } = await bringUp();
    expect(await ask(url, "select current_database() as name")).toEqual([{ name: "portico" }]);
  },
  TIMEOUT_MS,
);

it(
  "says in a sentence that the password file is gone",
  async () => {
    await (await bringUp()).stop();
    rmSync(join(dataDir, "secrets/database-password"));
    await expect(bringUp()).rejects.toThrow(/password file .*database-password is missing/);
  },
  TIMEOUT_MS,
);
