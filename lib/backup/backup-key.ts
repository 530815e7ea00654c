import "server-only";
import { generateX25519Identity, identityToRecipient } from "age-encryption";

export interface BackupKey {
  /** Seals; may be known to anybody. */
  recipient: string;
  /** Opens what is sealed to it. Portico does not keep it. */
  identity: string;
}

/** A new pair of age keys (age-encryption.org/v1), as `age-keygen` makes them. */
export async function makeBackupKey(): Promise<BackupKey> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}
