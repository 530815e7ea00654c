import "server-only";
import { isAppError } from "@/lib/errors";
import { startWorker } from "@/lib/jobs/worker";
import { logger } from "@/lib/logger";
import { closeResources, createContext, getResources } from "@/lib/resources";

const server = globalThis as typeof globalThis & { porticoStop?: () => Promise<void> };

/** Checks settings and keys, or ends the process: a server that cannot keep secrets must not answer. */
export async function startServer(): Promise<void> {
  try {
    await getResources();
  } catch (error) {
    const reason = isAppError(error, "configuration") ? error.message : undefined;
    logger.fatal(reason ? { reason } : { err: error }, "Portico cannot start");
    // The line above must reach the pipe before the process ends.
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.exit(1);
  }
  const stopWorker = startWorker(() => createContext({ kind: "system", label: "Portico" }));
  // bin/server.mjs calls this after it has stopped taking requests.
  server.porticoStop = async () => {
    await stopWorker();
    await closeResources();
  };
}
