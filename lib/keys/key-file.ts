import "server-only";
import { randomBytes } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { keysAsText, parseKeyring, type EncryptionKey, type Keyring } from "@/lib/crypto/keyring";

/** @throws AppError `configuration`; what the file system said */
export function readKeyFile(path: string): Keyring {
  return parseKeyring(readFileSync(path, "utf8").trim());
}

/**
 * Replaces the keys in a file in one step: whoever reads it sees the old ones or the new ones, and after a crash it holds
 * one of both whole.
 * @throws what the file system said; the file is as it was then
 */
export function writeKeyFile(path: string, keys: EncryptionKey[]): void {
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(aside, `${keysAsText(keys)}\n`, { mode: 0o600, flush: true });
    renameSync(aside, path);
    syncFolder(dirname(path));
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Keeps a key in a file beside the key file. @returns that file; it is on the disk */
export function putAside(path: string, key: EncryptionKey): string {
  const aside = join(dirname(path), "removed-keys");
  appendFileSync(aside, `${keysAsText([key])}\n`, { mode: 0o600, flush: true });
  syncFolder(dirname(path));
  return aside;
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder, and needs not.
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A new random key with an id that tells nothing and is not taken. */
export function newKey(taken: readonly string[]): EncryptionKey {
  const highest = taken.map((id) => Number(/^k(\d+)\b/.exec(id)?.[1] ?? 0));
  const id = `k${Math.max(0, ...highest) + 1}-${randomBytes(3).toString("hex")}`;
  return { id, bytes: randomBytes(32) };
}
