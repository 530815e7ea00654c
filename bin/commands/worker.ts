import { countRefreshes } from "@/lib/jobs/refresh-due";
import { startWorker } from "@/lib/jobs/worker";
import { logger } from "@/lib/logger";
import { createContext, getResources } from "@/lib/resources";
import { finishAnswers, openPatiently } from "@/lib/start-server";
import { withWords } from "./errors";

const REPORT_MS = 60_000;

/**
 * `worker`: the background work of a server, without serving. Runs until it is told to stop (SIGTERM, Ctrl-C), then begins
 * nothing more, gives back what it had claimed, and waits for what HubSpot is answering. A database that goes away is
 * waited for.
 */
export async function worker(): Promise<void> {
  await withWords(openPatiently());
  const stopped = untilTold();
  const stop = await startWorker(() => createContext({ kind: "system", label: "Portico worker" }));
  logger.info("working: renewing tokens and all other background work; Ctrl-C ends it");
  const report = setInterval(() => {
    const refreshes = countRefreshes();
    if (refreshes > 0) logger.info({ refreshes }, "refreshes of the last minute");
  }, REPORT_MS);
  await stopped;
  clearInterval(report);
  logger.info("stopping: nothing new is begun");
  await stop();
  await finishAnswers((await getResources()).spill);
  logger.info("stopped");
}

function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
      process.on(signal, () => resolve());
  });
}
