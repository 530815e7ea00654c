import "server-only";
import { randomBytes } from "node:crypto";
import { keyCheckValue, keyMatches, type Keyring } from "@/lib/crypto/keyring";
import { open, seal, type SealPlace } from "@/lib/crypto/seal";
import { createVault, type Vault } from "@/lib/crypto/vault";
import type { Db } from "@/lib/db/client";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { explainMissingKeys } from "@/lib/keys/key-use.mjs";

const SYSTEM_SECRETS = ["fingerprint_key", "audit_key"] as const;

/**
 * Checks the encryption keys against the database before anything is written, then opens (on first run: makes) the
 * keys of this installation.
 * @throws AppError `configuration` when a stored value needs a key that is not loaded, or one that differs
 */
export async function bootVault(db: Db, env: Env): Promise<Vault> {
  await checkKeys(db, env.keyring);
  await rememberKeys(db, env.keyring);
  const [fingerprintKey, auditKey] = await Promise.all(
    SYSTEM_SECRETS.map((name) => systemSecret(db, env.keyring, name)),
  );
  if (!fingerprintKey || !auditKey) throw new Error("The installation's own keys are missing");
  return createVault(env.keyring, { fingerprintKey, auditKey });
}

/**
 * The same for a database that is complete, without writing anything.
 * @throws AppError `configuration`; Error when the installation's own keys are not there
 */
export async function openVault(db: Db, keyring: Keyring): Promise<Vault> {
  await checkKeys(db, keyring);
  const [fingerprintKey, auditKey] = await Promise.all(
    SYSTEM_SECRETS.map((name) => readSystemSecret(db, keyring, name)),
  );
  if (!fingerprintKey || !auditKey) throw new Error("The installation's own keys are missing");
  return createVault(keyring, { fingerprintKey, auditKey });
}

/** Reads only. */
async function checkKeys(db: Db, keyring: Keyring): Promise<void> {
  const checks = await db.keyCheck.findMany();
  if (checks.length === 0) return;
  const known = checks.filter((check) => keyring.find(check.keyId));
  for (const check of known) {
    const key = keyring.find(check.keyId);
    if (key && !keyMatches(key, check.checkValue)) throw wrongKey(check.keyId);
  }
  if (known.length === 0) throw wrongKey(checks.map((check) => check.keyId).join(", "));
  const missing = await findUnreadable(db, keyring);
  if (missing) {
    throw new AppError("configuration", {
      message: `${missing} Add the missing key to PORTICO_ENCRYPTION_KEYS, behind the first; nothing was changed.`,
    });
  }
}

/** What no loaded key can read, in plain words; "" when everything can be read. */
export function findUnreadable(db: Db, keyring: Keyring): Promise<string> {
  const query = (sql: string, ...values: string[]) =>
    db.$queryRawUnsafe<Record<string, unknown>[]>(sql, ...values);
  return explainMissingKeys(query, keyring.ids);
}

function wrongKey(ids: string): AppError {
  return new AppError("configuration", {
    message: `PORTICO_ENCRYPTION_KEYS is not the key this database was written with (key id ${ids}). Restore the right key file; nothing was changed.`,
  });
}

/** Writes down what proves each key, so that another one under its id is noticed. */
export async function rememberKeys(db: Db, keyring: Keyring): Promise<void> {
  for (const id of keyring.ids) {
    const key = keyring.find(id);
    if (!key) continue;
    const checkValue = keyCheckValue(key);
    await db.keyCheck.upsert({
      where: { keyId: id },
      create: { keyId: id, checkValue },
      update: {},
    });
  }
}

async function systemSecret(db: Db, keyring: Keyring, name: string): Promise<Buffer> {
  const found = await readSystemSecret(db, keyring, name);
  if (found) return found;
  const valueSealed = seal(keyring, placeOf(name), randomBytes(32).toString("base64"));
  // Two servers starting at once: the first insert wins and both read it back.
  await db.systemSecret.createMany({ data: [{ name, valueSealed }], skipDuplicates: true });
  return systemSecret(db, keyring, name);
}

async function readSystemSecret(db: Db, keyring: Keyring, name: string): Promise<Buffer | null> {
  const found = await db.systemSecret.findUnique({ where: { name } });
  if (!found) return null;
  return Buffer.from(open(keyring, placeOf(name), found.valueSealed).reveal(), "base64");
}

function placeOf(name: string): SealPlace {
  return { table: "SystemSecret", column: "valueSealed", rowId: name };
}

/** Demo data and real data never share a database. */
export async function checkDemo(db: Db, env: Env): Promise<void> {
  const demo = await db.systemFact.findUnique({ where: { name: "demo" } });
  if (demo && !env.isDemo) {
    throw new AppError("configuration", {
      message: "This database holds demo data. Use another PORTICO_DATA_DIR or DATABASE_URL.",
    });
  }
  if (!demo && env.isDemo && (await db.person.count()) > 0) {
    throw new AppError("configuration", {
      message:
        "The demo refuses to run on a database with real people in it. Use another PORTICO_DATA_DIR.",
    });
  }
}
