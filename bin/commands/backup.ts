import { resolve } from "node:path";
import { BackupError } from "@/lib/backup/backup-error";
import type { Lock } from "@/lib/backup/sealed-file";
import { writeBackup } from "@/lib/backup/write-backup";
import { Secret } from "@/lib/crypto/secret";
import { textOf } from "../lib/plain-error.mjs";
import { askPassphrase } from "./ask-password";
import { operatorContext } from "./context";
import { CommandError } from "./errors";
import { describeRows, progressLine } from "./backup-words";

const LEAST_PASSPHRASE = 15;

/** `backup FILE [--recipient age1…[,age1…]] [--with-keys]`: one sealed file of everything, while servers work on. */
export async function backup(given: Record<string, string | boolean | undefined>): Promise<void> {
  const file = resolve(process.env.INIT_CWD ?? "", String(given.file));
  const lock = await readLock(given.recipient);
  const withKeys = given["with-keys"] === true;
  const ctx = await operatorContext();
  const progress = progressLine();
  try {
    const { bytes, rows } = await writeBackup(ctx, {
      file,
      lock,
      withKeys,
      onProgress: (step, table, count) =>
        progress.show(step === "write" ? `${table} ${count}` : `Reading back ${table}`),
    });
    progress.end();
    process.stdout.write(
      `Wrote ${file} (${(bytes / 1e6).toFixed(1)} MB) and read it back: ${describeRows(rows)}.\n${
        withKeys
          ? "It holds the encryption keys: whoever has it and its passphrase has every token.\n"
          : "It does not hold the encryption keys: keep their file too, in another place.\n"
      }`,
    );
  } catch (error) {
    progress.end();
    throw inWords(error);
  }
}

async function readLock(recipient: string | boolean | undefined): Promise<Lock> {
  if (typeof recipient === "string") {
    const recipients = recipient.split(",").map((one) => one.trim());
    const wrong = recipients.find((one) => !/^age1[0-9a-z]{20,}$/.test(one));
    if (wrong === undefined) return { recipients };
    throw new CommandError(
      `"${wrong}" is no age public key. They begin with age1; age-keygen makes them.`,
    );
  }
  const passphrase = await askPassphrase({ isNew: true });
  if (passphrase.length >= LEAST_PASSPHRASE) return { passphrase: new Secret(passphrase) };
  throw new CommandError(
    `The passphrase has ${passphrase.length} characters; take at least ${LEAST_PASSPHRASE}. Nothing was written.`,
  );
}

/** Codes of the system for: disk full, quota used up, file as large as it may be. */
const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** What went wrong with a file, in one sentence. */
export function inWords(error: unknown): unknown {
  if (error instanceof BackupError) return new CommandError(error.message);
  if (!(error instanceof Error && "syscall" in error)) return error;
  // What cannot be written any more is told without its path.
  if ("code" in error && FULL.has(String(error.code)))
    return new CommandError(
      `There is no room left for the file (${String(error.code)}). Free some, or name a file on another disk. Nothing was changed.`,
    );
  return "path" in error ? new CommandError(`${textOf(error)}. Nothing was changed.`) : error;
}
