import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { findFreePort } from "@/bin/process/ports.mjs";
import { report } from "./report";

const RUNS = 3;

/** `npm start` where all is built and the data folder is there, until it says that it is ready; beside a bare Node. */
export async function start(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "portico-bench-start-"));
  try {
    const times: number[] = [];
    for (let n = 0; n <= RUNS; n += 1) {
      const ms = await untilReady(dataDir);
      // The first one makes the database.
      if (n > 0) times.push(ms);
    }
    const startedAt = performance.now();
    await once(spawn(process.execPath, ["-e", ""]), "exit");
    const baseline = performance.now() - startedAt;
    report({ name: "npm_start_to_ready", value: Math.max(...times), unit: "ms", baseline });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function untilReady(PORTICO_DATA_DIR: string): Promise<number> {
  const startedAt = performance.now();
  const { DATABASE_URL: _url, ...env } = process.env;
  const server = spawn("npm", ["start"], {
    env: { ...env, PORTICO_DATA_DIR, PORT: String(await findFreePort()), NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stdout })) {
    said.push(line);
    if (line.includes("is ready at")) break;
  }
  const ms = performance.now() - startedAt;
  if (server.exitCode !== null) throw new Error(`npm start ended: ${said.join("\n")}`);
  server.stdout.resume();
  server.kill("SIGTERM");
  await once(server, "exit");
  return ms;
}
