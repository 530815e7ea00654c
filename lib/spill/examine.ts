import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/errors";
import { listSpillFiles } from "./left-answers";
import { createSpill, SLOW_STORE_MS } from "./spill";

/**
 * How many answers wait in a spill folder, whoever kept them and whether or not there is a database: for somebody who
 * looks from outside. What a living server has just kept it will have stored a moment later, so that is looked at twice.
 */
export async function countKept(folder: string, pauseMs = SLOW_STORE_MS): Promise<number> {
  const first = await listIds(folder);
  if (first.size === 0) return 0;
  await sleep(pauseMs);
  const second = await listIds(folder);
  return [...first].filter((id) => second.has(id)).length;
}

async function listIds(folder: string): Promise<Set<string>> {
  const files = await listSpillFiles(folder);
  return new Set(files.flatMap(({ answers }) => answers.map(({ id }) => id)));
}

/** Whether an answer could be kept in a folder. Leaves nothing there. */
export async function canKeepIn(folder: string): Promise<boolean> {
  const spill = createSpill(folder, {
    seal: () => {
      throw new AppError("configuration");
    },
  });
  try {
    (await spill.reserve()).release();
    return true;
  } catch {
    return false;
  } finally {
    await spill.close().catch(() => undefined);
  }
}
