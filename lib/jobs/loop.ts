import "server-only";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";

export interface Loop {
  /** Names the work in the log. */
  name: string;
  /** Pause between two rounds, in milliseconds; a quarter of it is jitter either way. */
  everyMs: number;
  /** The first round comes at once: what an earlier process left waits for it. */
  isFirst?: boolean;
  /** It looks after files of this machine, so no other process can do it. */
  isOwnDisk?: boolean;
  /**
   * One round. A positive number means that more is waiting, so the next round follows at once. It begins nothing more once
   * it is stopping.
   */
  run(ctx: Context, isStopping: () => boolean): Promise<number>;
}

/** Repeats a piece of background work until it is stopped. @returns stops it and waits for the round under way */
export function startLoop(loop: Loop, createJobContext: () => Promise<Context>) {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const isStopping = () => isStopped;

  let failures = 0;
  const round = async () => {
    try {
      while (!isStopped && (await loop.run(await createJobContext(), isStopping)) > 0) continue;
      if (failures > 0) logger.info({ loop: loop.name, failures }, "background work goes on");
      failures = 0;
    } catch (error) {
      failures += 1;
      // At the first, second, fourth, eighth time in a row, and so on: a database that is away is away for every round.
      if (Number.isInteger(Math.log2(failures)))
        logger.error({ err: error, loop: loop.name, failures }, "background work failed");
    }
    if (!isStopped) timer = schedule();
  };
  const schedule = (delayMs = loop.everyMs * (0.75 + Math.random() / 2)) => {
    const next = setTimeout(() => {
      running = round();
    }, delayMs);
    next.unref();
    return next;
  };
  timer = schedule(loop.isFirst ? 0 : undefined);
  return async (): Promise<void> => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
