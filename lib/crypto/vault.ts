import "server-only";
import { createHmac } from "node:crypto";
import { observeUnreadable } from "@/lib/metrics/observe";
import { fingerprint } from "./fingerprint";
import type { Keyring } from "./keyring";
import { open, seal, type SealPlace } from "./seal";
import type { Secret } from "./secret";

export type SecretKind = "client_secret" | "access_token" | "refresh_token" | "session";

/** The one door to sealed values and keyed fingerprints. */
export interface Vault {
  keyring: Keyring;
  seal(place: SealPlace, value: Secret): string;
  open(place: SealPlace, sealed: string): Secret;
  fingerprint(kind: SecretKind, value: Secret): string;
  /** HMAC-SHA256 in hex under the audit key. */
  auditMac(text: string): string;
}

/** @param keys 32-byte keys of this installation, opened from the database at start */
export function createVault(
  keyring: Keyring,
  keys: { fingerprintKey: Buffer; auditKey: Buffer },
): Vault {
  return {
    keyring,
    seal: (place, value) => seal(keyring, place, value.reveal()),
    open: (place, sealed) => {
      try {
        return open(keyring, place, sealed);
      } catch (error) {
        observeUnreadable();
        throw error;
      }
    },
    fingerprint: (kind, value) => fingerprint(keys.fingerprintKey, kind, value.reveal()),
    auditMac: (text) => createHmac("sha256", keys.auditKey).update(text).digest("hex"),
  };
}
