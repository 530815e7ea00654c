import "server-only";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";
import type { QueuedJob, QueueName } from "./queue";

export interface QueueWork<Name extends QueueName> {
  name: Name;
  /** Jobs under way at a time, in this process. */
  atOnce: number;
  /** Pause before it looks again when there was nothing, in milliseconds. */
  everyMs: number;
  /** One job. What it throws, the queue tries again later. */
  run(ctx: Context, job: QueuedJob<Name>): Promise<void>;
}

const TROUBLE_PAUSE_MS = 5_000;

/**
 * Works a queue off until it is stopped. A job that takes long holds up only its own place.
 * @returns stops taking jobs and waits for those under way
 */
export function workQueue<Name extends QueueName>(
  work: QueueWork<Name>,
  createJobContext: () => Promise<Context>,
): () => Promise<void> {
  const underWay = new Set<Promise<void>>();
  let isStopped = false;
  let wake: () => void = () => undefined;
  const pause = (ms: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });

  const round = async (): Promise<number> => {
    const ctx = await createJobContext();
    const jobs = await ctx.queue.take(work.name, work.atOnce - underWay.size);
    for (const job of jobs) {
      const running = runOne(ctx, work, job).finally(() => underWay.delete(running));
      underWay.add(running);
    }
    return jobs.length;
  };
  const loop = async () => {
    while (!isStopped) {
      try {
        const taken = await round();
        if (underWay.size >= work.atOnce) await Promise.race(underWay);
        else if (taken === 0) await pause(work.everyMs);
      } catch (error) {
        logger.error({ err: error, queue: work.name }, "a queue could not be worked off");
        if (!isStopped) await pause(TROUBLE_PAUSE_MS);
      }
    }
    await Promise.all(underWay);
  };
  const looping = loop();
  return async () => {
    isStopped = true;
    wake();
    await looping;
  };
}

/** Never throws: what cannot be told to the queue now, it finds out when the job's time is over. */
async function runOne<Name extends QueueName>(
  ctx: Context,
  { name, run }: QueueWork<Name>,
  job: QueuedJob<Name>,
): Promise<void> {
  try {
    await run(ctx, job);
    await ctx.queue.done(name, job.id);
  } catch (error) {
    logger.error({ err: error, queue: name }, "a queued job failed and is tried again");
    await ctx.queue.failed(name, job.id, String(error)).catch(() => undefined);
  }
}
