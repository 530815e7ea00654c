import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError } from "@/lib/errors";
import type { EncryptionKey, Keyring } from "./keyring";
import { Secret } from "./secret";

/** Where a sealed value lives. It is bound into the ciphertext: moved anywhere else it does not open. */
export interface SealPlace {
  table: string;
  column: string;
  rowId: string;
}

const FORMAT = "p1";
const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const DEK_BYTES = 32;

/**
 * Seals a secret: a fresh 256-bit data key encrypts the value, the primary key of the ring wraps the data key, both
 * with AES-256-GCM and a random 96-bit nonce. Written as `p1.<key id>.<wrapped data key>.<value>` (base64url).
 */
export function seal(keyring: Keyring, place: SealPlace, value: string): string {
  const dek = randomBytes(DEK_BYTES);
  const aad = associatedData(place);
  const { id, wrapped } = wrap(keyring, dek, aad);
  const body = encrypt(dek, Buffer.from(value, "utf8"), aad);
  dek.fill(0);
  return [FORMAT, id, wrapped, body].join(".");
}

/**
 * Opens a sealed value.
 * @throws AppError `sealed_unreadable` when the key is not loaded, the place differs or a byte was changed
 */
export function open(keyring: Keyring, place: SealPlace, sealed: string): Secret {
  const { dek, body } = unwrap(keyring, place, sealed);
  const value = decrypt(dek, body, associatedData(place));
  dek.fill(0);
  return new Secret(value.toString("utf8"));
}

/**
 * The same sealed value under the primary key: its data key is wrapped anew, and the value itself is not opened (SEC-25).
 * @throws AppError `sealed_unreadable` when the key is not loaded, the place differs or the wrapping was changed
 */
export function rewrap(keyring: Keyring, place: SealPlace, sealed: string): string {
  const { dek, body } = unwrap(keyring, place, sealed);
  const { id, wrapped } = wrap(keyring, dek, associatedData(place));
  dek.fill(0);
  return [FORMAT, id, wrapped, body].join(".");
}

/** The one place that uses an encryption key to encrypt, so the one that counts its uses (SEC-22). */
function wrap(keyring: Keyring, dek: Buffer, aad: string): { id: string; wrapped: string } {
  const { id, bytes } = keyring.primary;
  keyring.wraps.note(id);
  return { id, wrapped: encrypt(bytes, dek, `dek|${aad}`) };
}

/** The data key of a sealed value, which the caller wipes, and the value as it is encrypted with it. */
function unwrap(keyring: Keyring, place: SealPlace, sealed: string): { dek: Buffer; body: string } {
  const [format, keyId, wrapped, body, ...rest] = sealed.split(".");
  if (format !== FORMAT || !keyId || !wrapped || !body || rest.length > 0) throw unreadable();
  const key = keyring.find(keyId);
  if (!key) throw unreadable(`it was sealed under key ${keyId}, which is not loaded`);
  return { dek: decrypt(key.bytes, wrapped, `dek|${associatedData(place)}`), body };
}

/** The id of the key that wraps a sealed value. */
export function sealedUnder(sealed: string): EncryptionKey["id"] | undefined {
  return sealed.split(".")[1];
}

function associatedData(place: SealPlace): string {
  return [FORMAT, place.table, place.column, place.rowId].join("|");
}

function encrypt(key: Buffer, plain: Buffer, aad: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(aad, "utf8"));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString("base64url");
}

function decrypt(key: Buffer, encoded: string, aad: string): Buffer {
  const bytes = Buffer.from(encoded, "base64url");
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw unreadable();
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(aad, "utf8"));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  try {
    const body = bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (cause) {
    throw unreadable(undefined, cause);
  }
}

function unreadable(why?: string, cause?: unknown): AppError {
  return new AppError("sealed_unreadable", {
    message: why ? `A sealed value cannot be read: ${why}` : undefined,
    cause,
  });
}
