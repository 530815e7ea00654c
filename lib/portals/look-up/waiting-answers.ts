import "server-only";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";
import { countWaiting } from "@/lib/spill/left-answers";

/**
 * How many answers of HubSpot are safe on this server's disk and not in the database yet, and whether another one could
 * be kept. With a disk that is full or read-only HubSpot is not asked for tokens. Never throws: pages and health checks
 * say what is wrong with the disk, and do not fail with it.
 */
export async function waitingAnswers(
  ctx: Pick<Context, "spill">,
): Promise<{ waiting: number; isWritable: boolean }> {
  try {
    const waiting = await countWaiting(ctx.spill);
    return { waiting, isWritable: await canKeep(ctx) };
  } catch (error) {
    logger.warn({ err: error, folder: ctx.spill.folder }, "the spill folder cannot be read");
    return { waiting: ctx.spill.waiting(), isWritable: false };
  }
}

async function canKeep(ctx: Pick<Context, "spill">): Promise<boolean> {
  try {
    (await ctx.spill.reserve()).release();
    return true;
  } catch {
    return false;
  }
}
