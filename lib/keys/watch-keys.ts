import "server-only";
import { statSync } from "node:fs";
import { rememberKeys } from "@/lib/boot";
import type { Context } from "@/lib/context";
import type { LiveKeyring } from "@/lib/crypto/keyring";
import { logger } from "@/lib/logger";
import { explainMissingKeys } from "./key-use.mjs";
import { readKeyFile } from "./key-file";

const EVERY_MS = 1_000;

export interface WatchKeys {
  db: Context["db"];
  keyring: LiveKeyring;
  file: string;
  onChange(): void;
}

/**
 * Takes over what changes in the key file while the process runs, so that keys are added, rotated and removed without a
 * restart. A file that lacks a key which stored values need, or is no key file, is not taken over.
 * @returns ends it
 */
export function watchKeys(watch: WatchKeys): () => void {
  let seen = stampOf(watch.file);
  let isBusy = false;
  const timer = setInterval(() => {
    const stamp = stampOf(watch.file);
    if (stamp === seen || isBusy) return;
    isBusy = true;
    void takeOver(watch)
      .then((isTaken) => {
        if (isTaken) seen = stamp;
      })
      .finally(() => (isBusy = false));
  }, EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** @returns false when it is to be tried again */
async function takeOver({ db, keyring, file, onChange }: WatchKeys): Promise<boolean> {
  try {
    const next = readKeyFile(file);
    const query = (sql: string, ...values: string[]) =>
      db.$queryRawUnsafe<Record<string, unknown>[]>(sql, ...values);
    const missing = await explainMissingKeys(query, next.ids);
    if (missing !== "") {
      logger.error({ file }, `the key file was changed and is not used: ${missing}`);
      return true;
    }
    await rememberKeys(db, next);
    keyring.replace(next);
    logger.info({ keyIds: next.ids }, "the key file was changed; its keys are used from now on");
    onChange();
    return true;
  } catch (error) {
    logger.error({ err: error, file }, "the key file was changed and cannot be used yet");
    return false;
  }
}

/** Changes with each new file in the place. */
function stampOf(file: string): string {
  try {
    const { ino, mtimeMs, size } = statSync(file);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    return "";
  }
}
