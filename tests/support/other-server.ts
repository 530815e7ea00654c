import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { limited } from "./limited";
import type { RefreshOrder, RefreshReport } from "./refresh-child";
import { settings, type World } from "./world";

export interface OtherServer {
  refresh(order: RefreshOrder): Promise<RefreshReport>;
  /** Ends the process without giving it a chance to clean up. */
  kill(): Promise<void>;
}

/**
 * A second server process on the same database, the same folder and the same HubSpot.
 * @param options.fileLimitKiB no file of it may grow beyond this, as on a disk that is full
 */
export async function startOtherServer(
  world: World,
  options: { fileLimitKiB?: number } = {},
): Promise<OtherServer> {
  const program = fileURLToPath(new URL("refresh-child.ts", import.meta.url));
  // `react-server` is the condition under which the server-only marker is empty.
  const node = [process.execPath, "--conditions=react-server", "--import", "tsx", program];
  const child = spawn(...limited(node, options.fileLimitKiB), {
    env: {
      ...process.env,
      ...settings(world.databaseUrl, world.encryptionKeys, world.apiUrl, world.env.dataDir),
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const first = await nextReport(child);
  if (!("ready" in first))
    throw new Error(`the other server did not start: ${JSON.stringify(first)}`);
  return {
    refresh(order) {
      const answer = nextReport(child);
      child.send(order);
      return answer;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    },
  };
}

function nextReport(child: ChildProcess): Promise<RefreshReport> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error("the other server ended"));
    child.once("exit", gone);
    child.once("message", (message: RefreshReport) => {
      child.off("exit", gone);
      resolve(message);
    });
  });
}
