import "server-only";
import { createDoor, type Door } from "@/lib/door/door";
import { getEnv } from "@/lib/env";
import { isUnreachable } from "@/lib/db/errors";
import { isAppError } from "@/lib/errors";
import { TOKEN_TIMEOUT_MS } from "@/lib/hubspot/transport";
import { watchProcess } from "@/lib/metrics/metrics";
import { startWorker } from "@/lib/jobs/worker";
import { logger } from "@/lib/logger";
import { endStreams } from "@/lib/live/stream-changes";
import type { Spill } from "@/lib/spill/spill";
import { joinServers } from "@/lib/servers/join-servers";
import { closeResources, createContext, getResources } from "@/lib/resources";
import { requestScope } from "@/lib/http/request-scope.mjs";
import { startTracing } from "@/lib/tracing/start";

const server = globalThis as typeof globalThis & {
  porticoDrain?: () => void;
  porticoStop?: () => Promise<void>;
  porticoDoor?: Door;
};

const SYSTEM = { kind: "system", label: "Portico" } as const;

/** A database that restarts just now, beside a server that starts, is waited for this long. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 500;
/** Longer than HubSpot may take for a token. */
const STOP_PATIENCE_MS = TOKEN_TIMEOUT_MS + 10_000;

/**
 * Opens what the server works with; a database that does not answer yet is waited for.
 * @throws whatever the database refused for good, or refused last
 */
export async function openPatiently(patienceMs = PATIENCE_MS): Promise<void> {
  const until = performance.now() + patienceMs;
  let isTold = false;
  for (;;) {
    try {
      await getResources();
      return;
    } catch (error) {
      if (!isUnreachable(error) || performance.now() >= until) throw error;
      if (!isTold) logger.warn({ err: error }, "the database does not answer yet; waiting for it");
      isTold = true;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** Checks settings and keys, or ends the process: a server that cannot keep secrets must not answer. */
export async function startServer(): Promise<void> {
  try {
    await openPatiently();
    await checkSpill((await getResources()).spill);
  } catch (error) {
    const reason = isAppError(error, "configuration") ? error.message : undefined;
    logger.fatal(reason ? { reason } : { err: error }, "Portico cannot start");
    // The line above must reach the pipe before the process ends.
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.exit(1);
  }
  const stopTracing = await startTracing({
    settings: getEnv().traces,
    requestId: () => requestScope()?.requestId,
  });
  watchProcess();
  const stopWorker = await startWorker(() => createContext(SYSTEM), { isOn: getEnv().workers });
  const door = await openDoor();
  const joined = await joinServers(getEnv().workers ? "server" : "server_only");
  let working: Promise<void> | undefined;
  // bin/server.mjs calls this as soon as it is to stop: nothing new is begun by itself.
  server.porticoDrain = () => {
    endStreams();
    working ??= stopWorker();
  };
  // And this after it has answered what it had taken.
  server.porticoStop = async () => {
    server.porticoDrain?.();
    await door.close();
    await working;
    await finishAnswers((await getResources()).spill);
    await joined.leave();
    await closeResources();
    await stopTracing();
  };
}

/** Calls of programs are answered from now on: bin/server.mjs hands them over. */
async function openDoor(): Promise<Door> {
  const { actor: _actor, requestId: _requestId, ...resources } = await createContext(SYSTEM);
  const door = createDoor(resources, resources.env.databaseUrl.reveal());
  await door
    .warmUp()
    .catch((error: unknown) => logger.warn({ err: error }, "the door opens without a warm-up"));
  server.porticoDoor = door;
  return door;
}

/** An answer that HubSpot is giving at this moment is waited for and stored: with the process it would be lost. */
export async function finishAnswers(spill: Spill): Promise<void> {
  if (!(await spill.settled(STOP_PATIENCE_MS)))
    logger.warn("answers of HubSpot are not stored yet; the next start finds them on the disk");
}

/** Makes this process's own file, which tells a later one that it is gone. Without it only refreshing stands still. */
async function checkSpill(spill: Spill): Promise<void> {
  try {
    (await spill.reserve()).release();
  } catch (error) {
    logger.error({ err: error, folder: spill.folder }, "the data folder cannot be written");
  }
}
