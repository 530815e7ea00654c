import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@/bin/process/ports.mjs";

export const hasPgbouncer = spawnSync("pgbouncer", ["--version"]).status === 0;

/** The real one in transaction mode before a database, with three connections to it. */
export async function startPgbouncer(
  databaseUrl: string,
): Promise<{ port: number; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "portico-pgbouncer-"));
  const { hostname, port: databasePort, pathname, username, password } = new URL(databaseUrl);
  const port = await findFreePort();
  const name = pathname.slice(1);
  const users = join(folder, "users.txt");
  const settings = join(folder, "pgbouncer.ini");
  writeFileSync(users, `"${username}" "${decodeURIComponent(password)}"\n`, { mode: 0o644 });
  const lines = [
    "[databases]",
    `${name} = host=${hostname} port=${databasePort} dbname=${name}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = plain",
    `auth_file = ${users}`,
    "pool_mode = transaction",
    "default_pool_size = 3",
    "",
  ];
  writeFileSync(settings, lines.join("\n"), { mode: 0o644 });
  // It refuses to run as root.
  const asUser = process.getuid?.() === 0 ? ["-u", "nobody"] : [];
  if (asUser.length > 0) chmodSync(folder, 0o755);
  const pooler = spawn("pgbouncer", [...asUser, settings], { stdio: "ignore" });
  return {
    port,
    async close() {
      pooler.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
