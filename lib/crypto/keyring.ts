import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/errors";
import { KEY_RECIPE, readEncryptionKeys } from "@/lib/settings/secret-rules.mjs";

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

const CHECK_LABEL = "portico key check v1";

/**
 * Reads `id:base64[,id:base64...]`.
 * @throws AppError `configuration` when a key is missing, not 32 bytes, repeated or an obvious placeholder
 */
export function parseKeyring(text: string): Keyring {
  const { keys, problem } = readEncryptionKeys(text);
  const [primary] = keys;
  if (problem || !primary) {
    throw new AppError("configuration", {
      message: `PORTICO_ENCRYPTION_KEYS ${problem}. Make a key with: ${KEY_RECIPE}`,
    });
  }
  const byId = new Map(keys.map((key) => [key.id, key]));
  return { primary, find: (id) => byId.get(id), ids: [...byId.keys()] };
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
