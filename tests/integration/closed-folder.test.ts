import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { connectOnce } from "@/bin/database/database.mjs";
import { startEmbeddedPostgres } from "@/bin/postgres/embedded-postgres.mjs";

const isRoot = process.getuid?.() === 0;

function canUnshare(): boolean {
  try {
    execFileSync("unshare", ["--user", "--map-user=65534", "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

// Only root has the problem: its PostgreSQL runs as a system user who may not enter root's own folders.
it.skipIf(!isRoot || !canUnshare())(
  "as root, keeps its database in a folder that only root may enter, and finds it again",
  async () => {
    const closed = mkdtempSync(join(tmpdir(), "portico-closed-"));
    const dataDir = join(closed, "data");
    mkdirSync(dataDir);
    expect(statSync(closed).mode & 0o777).toBe(0o700);
    try {
      const first = await startEmbeddedPostgres({ dataDir });
      await connectOnce(first.url, (client) => client.query("CREATE TABLE kept (n int)"));
      await first.stop();
      const second = await startEmbeddedPostgres({ dataDir });
      const { rows } = await connectOnce(second.url, (client) => client.query("TABLE kept"));
      expect(rows).toEqual([]);
      await second.stop();
      expect(statSync(join(dataDir, "postgres")).mode & 0o777).toBe(0o700);
    } finally {
      rmSync(closed, { recursive: true, force: true });
    }
  },
);
