import "server-only";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";
import { refreshDuePortals } from "./refresh-due";

const POLL_MS = 5_000;

/** Starts the background renewal of access tokens. @returns a function that stops it and waits for what is under way */
export function startWorker(createJobContext: () => Promise<Context>): () => Promise<void> {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const tick = async () => {
    try {
      // A full batch means more is waiting: go on at once.
      while (!isStopped && (await refreshDuePortals(await createJobContext())) > 0) continue;
    } catch (error) {
      logger.error({ err: error }, "background refresh failed");
    }
    if (!isStopped) timer = schedule();
  };
  const schedule = () => {
    const next = setTimeout(
      () => {
        running = tick();
      },
      POLL_MS * (0.75 + Math.random() / 2),
    );
    next.unref();
    return next;
  };
  timer = schedule();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
