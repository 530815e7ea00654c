import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { logger } from "@/lib/logger";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Stores an answer of HubSpot, however long that takes: a database that is away comes back, and until then nobody else
 * has the answer. Every `store` must be safe to repeat, also when the one before did reach the database.
 */
export async function holdUntilStored<T>(facts: object, store: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await store();
    } catch (error) {
      // At the first, second, fourth, eighth try, and so on.
      if (Number.isInteger(Math.log2(tries)))
        logger.warn({ err: error, ...facts, tries }, "an answer of HubSpot is not stored yet");
      const ceilingMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries, 10));
      await sleep(ceilingMs * (0.5 + Math.random() / 2), undefined, { ref: false });
    }
  }
}
