import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Load } from "./server-child";
import { settings, type World } from "./world";

export interface BusyServer {
  /** Ends the process without giving it a chance to clean up. */
  kill(): Promise<void>;
}

/**
 * A server process with work to do, on the database, the folder and the HubSpot of a world; it works at full speed when this
 * returns. */
export async function startBusyServer(world: World, load: Load): Promise<BusyServer> {
  const program = fileURLToPath(new URL("server-child.ts", import.meta.url));
  const args = ["--conditions=react-server", "--import", "tsx", program];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      ...settings(world.databaseUrl, world.encryptionKeys, world.apiUrl, world.env.dataDir),
      PORTICO_LOG_LEVEL: process.env.PORTICO_LOG_LEVEL ?? "fatal",
      PORTICO_TEST_LOAD: JSON.stringify(load),
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await warm(child);
  return {
    async kill() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    },
  };
}

function warm(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}
