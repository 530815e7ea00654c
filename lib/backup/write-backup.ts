import "server-only";
import { randomBytes } from "node:crypto";
import { createWriteStream, existsSync, linkSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import pg from "pg";
import { recordAlone } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { keysAsText, keysOf } from "@/lib/crypto/keyring";
import { Secret } from "@/lib/crypto/secret";
import packageJson from "@/package.json";
import { BackupError } from "./backup-error";
import { dump } from "./dump";
import { sum } from "./format";
import { readBackup, type BackupContents } from "./read-backup";
import { opened, sealed, type Lock, type Opener } from "./sealed-file";

export interface WriteBackup {
  /** Must not exist yet. */
  file: string;
  lock: Lock;
  /** Puts the encryption keys into the file; without them it is of no use to a thief of file and passphrase. */
  withKeys: boolean;
  /** It is used at once and thrown away, so that it counts as no backup. */
  isPassing?: boolean;
  onProgress?(step: "write" | "verify", table: string, rows: number): void;
}

export interface WrittenBackup extends BackupContents {
  bytes: number;
}

/**
 * Writes everything Portico knows into one compressed, sealed file, as it is at one instant, while servers work on. The
 * file is read back and compared before it gets its name, so a file with the right name is a whole one.
 * @throws BackupError; what the file system or the database said
 */
export async function writeBackup(ctx: Context, input: WriteBackup): Promise<WrittenBackup> {
  const { file, withKeys, onProgress = () => undefined } = input;
  if (existsSync(file)) throw new BackupError(`${file} exists already. Name another file.`);
  if (!existsSync(dirname(file)))
    throw new BackupError(`The folder ${dirname(file)} is not there.`);
  const { lock, opener } = await checkable(input.lock);
  const aside = `${file}.${randomBytes(4).toString("hex")}.part`;
  const client = new pg.Client({
    connectionString: ctx.env.databaseUrl.reveal(),
    application_name: "portico backup",
  });
  try {
    await client.connect();
    const text = dump(client, {
      version: packageJson.version,
      now: ctx.now(),
      keys: withKeys ? keysAsText(keysOf(ctx.vault.keyring)) : undefined,
      onProgress: (table, rows) => onProgress("write", table, rows),
    });
    const target = createWriteStream(aside, { flags: "wx", mode: 0o600, flush: true });
    await pipeline(await sealed(text, lock), target);
    const contents = await readBackup(opened(aside, opener), {
      table: (name) => {
        onProgress("verify", name, 0);
        return undefined;
      },
    });
    const bytes = statSync(aside).size;
    nameIt(aside, file);
    const details = { bytes, rows: sum(contents.rows), withKeys, sealedTo: sealedTo(input.lock) };
    if (!input.isPassing) await recordAlone(ctx, { action: "backup.written", details });
    return { ...contents, bytes };
  } finally {
    rmSync(aside, { force: true });
    await client.end().catch(() => undefined);
  }
}

/** A file that only somebody else's identity opens is sealed to one of this moment too, which nobody keeps. */
async function checkable(lock: Lock): Promise<{ lock: Lock; opener: Opener }> {
  if ("passphrase" in lock) return { lock, opener: lock };
  const identity = await generateX25519Identity();
  const own = await identityToRecipient(identity);
  return {
    lock: { recipients: [...lock.recipients, own] },
    opener: { identities: [new Secret(identity)] },
  };
}

/** In one step, and never over a file that came meanwhile. */
function nameIt(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST")
      throw new BackupError(`${file} exists already. Name another file.`, { cause: error });
    throw error;
  }
}

function sealedTo(lock: Lock): string {
  return "passphrase" in lock ? "a passphrase" : lock.recipients.join(", ");
}
