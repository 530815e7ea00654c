import "server-only";
import { statSync } from "node:fs";
import { openVault, rememberKeys } from "@/lib/boot";
import type { Context } from "@/lib/context";
import type { LiveKeyring } from "@/lib/crypto/keyring";
import { logger } from "@/lib/logger";
import { isAppError } from "@/lib/errors";
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
 * restart. A file that a server would not start with is not taken over.
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
    // As at a start: every needed key is there, and each is the one that was used under its id.
    await openVault(db, next);
    await rememberKeys(db, next);
    keyring.replace(next);
    logger.info({ keyIds: next.ids }, "the key file was changed; its keys are used from now on");
    onChange();
    return true;
  } catch (error) {
    const isRefused = isAppError(error, "configuration");
    const reason = isRefused ? { reason: error.message } : { err: error };
    logger.error({ ...reason, file }, "the key file was changed and is not used");
    return isRefused;
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
