import "server-only";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { createGunzip, createGzip } from "node:zlib";
import { Decrypter, Encrypter } from "age-encryption";
import type { Secret } from "@/lib/crypto/secret";
import { BackupError } from "./backup-error";

/** What a backup is sealed to: a passphrase, or age public keys (`age1…`). */
export type Lock = { passphrase: Secret } | { recipients: string[] };
/** What opens it: the passphrase, or age identities (`AGE-SECRET-KEY-1…`). */
export type Opener = { passphrase: Secret } | { identities: Secret[] };

/** Compressed and sealed in the format of age (age-encryption.org/v1), which its own tools open too. */
export async function sealed(plain: AsyncIterable<Buffer>, lock: Lock): Promise<Readable> {
  const encrypter = new Encrypter();
  if ("passphrase" in lock) encrypter.setPassphrase(lock.passphrase.reveal());
  else for (const recipient of lock.recipients) encrypter.addRecipient(recipient);
  const source = Readable.from(plain);
  const compressed = createGzip({ level: 6 });
  source.once("error", (error) => compressed.destroy(error));
  compressed.once("close", () => source.destroy());
  source.pipe(compressed);
  return fromWeb(await encrypter.encrypt(toWeb(compressed)));
}

/**
 * What a backup file holds, as it is read.
 * @throws BackupError when it is none, is damaged, or the opener does not open it; what the file system said
 */
export async function* opened(file: string, opener: Opener): AsyncGenerator<Buffer> {
  const decrypter = new Decrypter();
  if ("passphrase" in opener) decrypter.addPassphrase(opener.passphrase.reveal());
  else for (const identity of opener.identities) decrypter.addIdentity(identity.reveal());
  const source = createReadStream(file);
  // A file that cannot be read is told as what it is, not as one that cannot be opened.
  let unreadable: Error | undefined;
  source.once("error", (error) => (unreadable = error));
  const plain = createGunzip();
  try {
    const open = fromWeb(await decrypter.decrypt(toWeb(source)));
    open.once("error", (error) => plain.destroy(error));
    open.pipe(plain);
    for await (const chunk of plain) yield chunk as Buffer;
  } catch (error) {
    if (unreadable) throw unreadable;
    throw damaged(error);
  } finally {
    source.destroy();
    plain.destroy();
  }
}

function damaged(error: unknown): BackupError {
  const text = error instanceof Error ? error.message : "";
  if (/no identity matched|incorrect passphrase|passphrase/i.test(text))
    return new BackupError("The passphrase or identity does not open this file.", { cause: error });
  return new BackupError("The file is no backup of Portico, or it is damaged or cut off.", {
    cause: error,
  });
}

function toWeb(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
}

function fromWeb(stream: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(stream as unknown as WebStream<Uint8Array>);
}
