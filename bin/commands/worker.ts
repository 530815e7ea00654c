import { countRefreshes } from "@/lib/jobs/refresh-due";
import { getEnv } from "@/lib/env";
import { startWorker } from "@/lib/jobs/worker";
import { logger } from "@/lib/logger";
import { createContext, getResources } from "@/lib/resources";
import { joinServers } from "@/lib/servers/join-servers";
import { finishAnswers, openPatiently } from "@/lib/start-server";
import { startTracing } from "@/lib/tracing/start";
import { withWords } from "./errors";

const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
const REPORT_MS = 60_000;
/** The launcher waits 100 s. What HubSpot answers is on the disk long before. */
const STOP_MS = 85_000;

/**
 * `worker`: the background work of a server, without serving. Runs until it is told to stop (SIGTERM, Ctrl-C), then begins
 * nothing more, gives back what it had claimed, and waits for what HubSpot is answering. A database that goes away is
 * waited for.
 */
export async function worker(): Promise<void> {
  // Nothing is begun yet, so there is nothing to finish.
  const endAtOnce = () => process.exit(0);
  for (const signal of SIGNALS) process.on(signal, endAtOnce);
  await withWords(openPatiently());
  for (const signal of SIGNALS) process.off(signal, endAtOnce);
  const told = untilTold();
  const stopTracing = await startTracing({ settings: getEnv().traces });
  const joined = await joinServers("worker");
  const stop = await startWorker(() => createContext({ kind: "system", label: "Portico worker" }));
  logger.info("working: renewing tokens and all other background work; Ctrl-C ends it");
  const report = setInterval(tellRefreshes, REPORT_MS);
  await told;
  setTimeout(() => process.exit(0), STOP_MS).unref();
  clearInterval(report);
  logger.info("stopping: nothing new is begun");
  await stop();
  await finishAnswers((await getResources()).spill);
  await joined.leave();
  await stopTracing();
  tellRefreshes();
  logger.info("stopped");
}

function tellRefreshes(): void {
  const refreshes = countRefreshes();
  if (refreshes > 0) logger.info({ refreshes }, "refreshes since the last count");
}

function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.on(signal, () => resolve());
  });
}
