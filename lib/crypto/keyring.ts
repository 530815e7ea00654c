import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/errors";

export interface EncryptionKey {
  id: string;
  bytes: Buffer;
}

/** All encryption keys of the installation: the first writes, every one reads. */
export interface Keyring {
  primary: EncryptionKey;
  find(id: string): EncryptionKey | undefined;
  ids: string[];
}

const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;
const KEY_BYTES = 32;
const CHECK_LABEL = "portico key check v1";

/**
 * Reads `id:base64[,id:base64...]`.
 * @throws AppError `configuration` when a key is missing, not 32 bytes, repeated or an obvious placeholder
 */
export function parseKeyring(text: string): Keyring {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length === 0) throw invalid("it is empty");
  const keys = new Map<string, EncryptionKey>();
  for (const part of parts) {
    const key = parseKey(part);
    if (keys.has(key.id)) throw invalid(`the key id ${key.id} appears twice`);
    keys.set(key.id, key);
  }
  const [primary] = keys.values();
  if (!primary) throw invalid("it is empty");
  return { primary, find: (id) => keys.get(id), ids: [...keys.keys()] };
}

function parseKey(part: string): EncryptionKey {
  const colon = part.indexOf(":");
  const id = part.slice(0, colon);
  const encoded = part.slice(colon + 1);
  if (colon < 1 || !KEY_ID.test(id)) throw invalid("each key is written as id:base64");
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(encoded)) throw invalid(`key ${id} is not base64`);
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.length !== KEY_BYTES) {
    throw invalid(`key ${id} has ${bytes.length} bytes, it needs exactly ${KEY_BYTES}`);
  }
  if (new Set(bytes).size < 8) throw invalid(`key ${id} is a placeholder, not a random key`);
  return { id, bytes };
}

function invalid(why: string): AppError {
  return new AppError("configuration", {
    message: `PORTICO_ENCRYPTION_KEYS cannot be used: ${why}. Make a key with: openssl rand -base64 32`,
  });
}

/** A value that proves a key without revealing it: HMAC-SHA256 of a fixed label. */
export function keyCheckValue(key: EncryptionKey): string {
  return createHmac("sha256", key.bytes).update(CHECK_LABEL).digest("hex");
}

/** Compares a stored key check with a key in constant time. */
export function keyMatches(key: EncryptionKey, checkValue: string): boolean {
  const expected = Buffer.from(keyCheckValue(key));
  const stored = Buffer.from(checkValue);
  return expected.length === stored.length && timingSafeEqual(expected, stored);
}
