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
  wraps: WrapCounter;
}

/** Counts how often each key has wrapped a data key, until somebody takes the counts to where all servers add theirs. */
export class WrapCounter {
  private counts = new Map<string, number>();

  note(keyId: string, times = 1): void {
    this.counts.set(keyId, (this.counts.get(keyId) ?? 0) + times);
  }

  /** What was counted since it was last taken, by key id. */
  take(): Map<string, number> {
    const taken = this.counts;
    this.counts = new Map();
    return taken;
  }
}

/** A ring whose keys a running process exchanges: whoever holds it sees the new ones from then on. */
export interface LiveKeyring extends Keyring {
  replace(next: Keyring): void;
}

export function liveKeyring(first: Keyring): LiveKeyring {
  let now = first;
  return {
    wraps: new WrapCounter(),
    get primary() {
      return now.primary;
    },
    get ids() {
      return now.ids;
    },
    find: (id) => now.find(id),
    replace: (next) => void (now = next),
  };
}

/** The keys as `PORTICO_ENCRYPTION_KEYS` takes them, the first to write with in front. */
export function keysAsText(keys: EncryptionKey[]): string {
  return keys.map(({ id, bytes }) => `${id}:${bytes.toString("base64")}`).join(",");
}

/** All keys of a ring, in order. */
export function keysOf(keyring: Keyring): EncryptionKey[] {
  return keyring.ids.flatMap((id) => keyring.find(id) ?? []);
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
  return { primary, find: (id) => byId.get(id), ids: [...byId.keys()], wraps: new WrapCounter() };
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
