import "server-only";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { SealPlace } from "@/lib/crypto/seal";
import type { Vault } from "@/lib/crypto/vault";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { writeAnswer, type KeptAnswer } from "./answer";
import { createShelf } from "./shelf";

/** Room for one answer of HubSpot, held before HubSpot is asked. */
export interface SpillRoom {
  /**
   * Seals the answer and returns once it is on the disk. A disk that fails only now costs the net and not the answer:
   * the caller still has it and stores it.
   */
  keep(answer: KeptAnswer): Promise<void>;
  /** The answer is stored, or there was none. Safe to repeat. */
  release(): void;
}

/**
 * Where an answer of HubSpot's token endpoint is safe before anything comes of it: a file beside the data, sealed
 * and fsynced (SEC-35). What a dead process left there is read back by `recoverAnswers`.
 */
export interface Spill {
  /** Names this process: its lease rows and its files. */
  owner: string;
  folder: string;
  /** @throws AppError spill_unwritable when the disk is full or read-only: HubSpot must not be asked then */
  reserve(): Promise<SpillRoom>;
  /** How many answers have waited longer than a store takes, in this process. */
  waiting(): number;
  /**
   * For a process that is about to end: waits until no answer of HubSpot's is awaited that would be lost with it, and gives
   * those on the disk a moment to be stored.
   * @param patienceMs how long an answer is waited for
   * @returns whether everything is stored
   */
  settled(patienceMs: number): Promise<boolean>;
  close(): Promise<void>;
}

/** A store takes milliseconds; an answer that waits longer than this waits for something. */
export const SLOW_STORE_MS = 3_000;
const PAUSE_MS = 50;

export function answerPlace(id: string): SealPlace {
  return { table: "Spill", column: "answerSealed", rowId: id };
}

/** The spill folder of a data folder. */
export function spillFolder(dataDir: string): string {
  return join(dataDir, "spill");
}

export function createSpill(folder: string, vault: Pick<Vault, "seal">): Spill {
  const owner = randomUUID();
  const shelf = createShelf(folder, owner);
  /** Rooms whose answer is not on the disk: it has not come yet, or the disk failed. */
  const unsafe = new Set<string>();
  const keptSince = new Map<string, number>();

  return {
    owner,
    folder,
    async reserve() {
      const segment = await shelf.take().catch((cause: unknown) => {
        throw new AppError("spill_unwritable", { cause, details: { folder } });
      });
      const id = randomUUID();
      unsafe.add(id);
      let state: "reserved" | "kept" | "done" = "reserved";
      return {
        async keep(answer) {
          if (state !== "reserved") return;
          state = "kept";
          keptSince.set(id, performance.now());
          try {
            await segment.keep(id, vault.seal(answerPlace(id), writeAnswer(answer)));
            unsafe.delete(id);
          } catch (error) {
            logger.error({ err: error }, "an answer of HubSpot could not be written to the disk");
          }
        },
        release() {
          if (state === "reserved") segment.abandon();
          if (state === "kept") segment.release(id);
          state = "done";
          keptSince.delete(id);
          unsafe.delete(id);
          shelf.tidy();
        },
      };
    },
    waiting() {
      const slow = performance.now() - SLOW_STORE_MS;
      return [...keptSince.values()].filter((since) => since < slow).length;
    },
    async settled(patienceMs) {
      await waitFor(() => unsafe.size === 0, patienceMs);
      await waitFor(() => keptSince.size === 0, Math.min(patienceMs, SLOW_STORE_MS));
      return unsafe.size + keptSince.size === 0;
    },
    close: () => shelf.close(),
  };
}

async function waitFor(isSo: () => boolean, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  while (!isSo() && performance.now() < until) await sleep(PAUSE_MS);
}
