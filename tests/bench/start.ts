import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { findFreePort } from "@/bin/process/ports.mjs";
import { report } from "./report";

const RUNS = 3;
const LAUNCHER = fileURLToPath(new URL("../../bin/launch.mjs", import.meta.url));

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
  // What the launcher gave to this program is not what an operator's shell holds.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:PORTICO_|NEXT|DATABASE_URL|HUBSPOT_|NODE_|npm_)/.test(name),
    ),
  );
  const port = String(await findFreePort());
  // What npm runs; npm itself would be gone before it has stopped.
  const server = spawn(process.execPath, [LAUNCHER, "start"], {
    env: { ...env, PORTICO_DATA_DIR, PORT: port, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said: string[] = [];
  let isReady = false;
  for await (const line of createInterface({ input: server.stdout })) {
    said.push(line);
    isReady = line.includes("is ready at");
    if (isReady) break;
  }
  const ms = performance.now() - startedAt;
  if (!isReady) throw new Error(`npm start ended: ${said.join("\n")}`);
  server.stdout.resume();
  server.kill("SIGTERM");
  await once(server, "exit");
  return ms;
}
