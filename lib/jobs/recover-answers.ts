import "server-only";
import type { Context } from "@/lib/context";
import { logger } from "@/lib/logger";
import { recoverConnect } from "@/lib/portals/connect/recover-connect";
import { removeLeft } from "@/lib/spill/left-answers";
import { recoverTokens, type Recovered } from "./recover-tokens";

/**
 * Stores everything that processes which are gone had kept and not stored. A file stays until all of it is stored.
 * @returns 0: nothing more to do before the next round
 */
export async function recoverAnswers(ctx: Context, isStopping = () => false): Promise<number> {
  const all = await recoverTokens(ctx);
  // Those that need nothing of HubSpot first: what is stored is not counted as waiting behind a slow HubSpot.
  for (const recovered of all.sort((one, other) => one.codes.length - other.codes.length)) {
    const isFinished = await finishAll(ctx, recovered, isStopping);
    if (!isFinished || !recovered.isStored) continue;
    const { path, damaged } = recovered.file;
    if (damaged > 0) logger.warn({ file: path, damaged }, "lines of a spill file were damaged");
    await removeLeft(recovered.file);
  }
  return 0;
}

async function finishAll(
  ctx: Context,
  { codes, file }: Recovered,
  isStopping: () => boolean,
): Promise<boolean> {
  let isFinished = true;
  for (const answer of codes) {
    // It stays on the disk, where the next start finds it.
    if (isStopping()) return false;
    try {
      await recoverConnect(ctx, answer);
    } catch (error) {
      isFinished = false;
      logger.error({ err: error, file: file.path }, "an answer of HubSpot waits on the disk");
    }
  }
  return isFinished;
}
