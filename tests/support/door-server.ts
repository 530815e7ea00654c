import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { settings, type World } from "./world";

export interface DoorServer {
  url: string;
  /** All strings that the process holds, as a heap snapshot says. @param hold a text that it takes up before */
  heap(hold?: string): Promise<string>;
  /** Makes it use up its memory. @returns the exit code; null when V8 ended it with a signal */
  runOutOfMemory(): Promise<number | null>;
  /** Sends a signal and waits for the end. @returns the exit code; null when a signal ended it */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** A server process on the database, the folder and the HubSpot of a world; it answers programs when this returns. */
export async function startDoorServer(
  world: World,
  others: Record<string, string> = {},
): Promise<DoorServer> {
  const program = fileURLToPath(new URL("door-server-child.ts", import.meta.url));
  const args = ["--conditions=react-server", "--import", "tsx", program];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      ...settings(world.databaseUrl, world.encryptionKeys, world.apiUrl, world.env.dataDir),
      PORTICO_LOG_LEVEL: process.env.PORTICO_LOG_LEVEL ?? "fatal",
      ...others,
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const exited = once(child, "exit") as Promise<[number | null]>;
  const [{ port }] = (await Promise.race([
    once(child, "message"),
    exited.then(([code]) => Promise.reject(new Error(`the server ended with ${code}`))),
  ])) as [{ port: number }];
  return {
    url: `http://127.0.0.1:${port}`,
    async heap(hold) {
      const folder = mkdtempSync(join(tmpdir(), "portico-heap-"));
      try {
        child.send({ snapshot: join(folder, "heap"), hold });
        const [{ snapshot }] = (await once(child, "message")) as [{ snapshot: string }];
        const { strings } = JSON.parse(readFileSync(snapshot, "utf8")) as { strings: string[] };
        return strings.join("\n");
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    async runOutOfMemory() {
      child.send({ hoard: true });
      const [code] = await exited;
      return code;
    },
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}
