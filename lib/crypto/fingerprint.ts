import { createHmac } from "node:crypto";

/**
 * A keyed fingerprint of a secret: HMAC-SHA256 under a key of this installation, 128 bits in hex. Equal secrets have
 * equal fingerprints here and nowhere else; the secret cannot be found from it.
 */
export function fingerprint(key: Buffer, kind: string, value: string): string {
  return createHmac("sha256", key).update(`${kind}\n${value}`).digest("hex").slice(0, 32);
}

/** The first characters of a fingerprint, for a screen: enough to tell two secrets apart. */
export function shortFingerprint(value: string): string {
  return value.slice(0, 8);
}
