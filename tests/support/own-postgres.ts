import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { applyMigrations } from "../../bin/database/migrate.mjs";
import { startEmbeddedPostgres } from "../../bin/postgres/embedded-postgres.mjs";
import { isAlive } from "../../bin/process/process-identity.mjs";

/** A PostgreSQL of a test's own, which it may stop and crash. */
export interface OwnPostgres {
  /** A migrated database. */
  url: string;
  /** Ends it in order: connections are cut, what was committed is on the disk. */
  stop(): Promise<void>;
  /** Kills the postmaster; its children end by themselves, and the next start recovers. */
  crash(): Promise<void>;
  /** Brings it up again on the same port. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), "portico-own-postgres-"));
  const server = await startEmbeddedPostgres({ dataDir });
  await applyMigrations(server.url);
  const end = async (signal: "SIGINT" | "SIGKILL") => {
    const pid = Number(
      readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0],
    );
    process.kill(pid, signal);
    while (isAlive(pid)) await sleep(20);
  };
  return {
    url: server.url,
    stop: () => end("SIGINT"),
    crash: () => end("SIGKILL"),
    start: () => server.revive(),
    async remove() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
