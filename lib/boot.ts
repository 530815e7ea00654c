import "server-only";
import { randomBytes } from "node:crypto";
import { endText, GENESIS_HASH } from "@/lib/audit/chain";
import { keyCheckValue, keyMatches, type Keyring } from "@/lib/crypto/keyring";
import { open, seal, type SealPlace } from "@/lib/crypto/seal";
import { createVault, type Vault } from "@/lib/crypto/vault";
import type { Db } from "@/lib/db/client";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { explainMissingKeys } from "@/lib/keys/key-use.mjs";

const SYSTEM_SECRETS = ["fingerprint_key", "audit_key"] as const;
/** Before the audit key, once the chain's beginning is signed with it. */
const CHAIN_STARTED = "2.";

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
  const vault = createVault(env.keyring, { fingerprintKey, auditKey });
  await startAuditChain(db, vault);
  return vault;
}

/**
 * Signs the beginning of the audit chain, once in the life of an installation. That it was done is written into the sealed audit
 * key itself: whoever empties the log and puts an unsigned beginning in its place cannot have it signed again.
 */
export async function startAuditChain(db: Db, vault: Vault): Promise<void> {
  const where = { name: "audit_key" };
  const { valueSealed } = await db.systemSecret.findUniqueOrThrow({ where });
  if (openText(vault.keyring, where.name, valueSealed).startsWith(CHAIN_STARTED)) return;
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "SystemSecret" WHERE "name" = ${where.name} FOR UPDATE`;
    const found = await tx.systemSecret.findUniqueOrThrow({ where });
    const text = openText(vault.keyring, where.name, found.valueSealed);
    if (text.startsWith(CHAIN_STARTED)) return;
    const beginning = { position: 0n, hash: GENESIS_HASH };
    // One that somebody has tampered with stays unsigned, and verifying says so.
    await tx.auditEnd.updateMany({
      where: { id: 1, position: 0n },
      data: { ...beginning, mac: vault.auditMac(endText(beginning)) },
    });
    const data = { valueSealed: seal(vault.keyring, placeOf(where.name), CHAIN_STARTED + text) };
    await tx.systemSecret.update({ where, data });
  });
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
  const text = openText(keyring, name, found.valueSealed);
  return Buffer.from(text.replace(CHAIN_STARTED, ""), "base64");
}

function openText(keyring: Keyring, name: string, sealed: string): string {
  return open(keyring, placeOf(name), sealed).reveal();
}

function placeOf(name: string): SealPlace {
  return { table: "SystemSecret", column: "valueSealed", rowId: name };
}

/** There while what a restore brought is not checked yet. */
export const RESTORE_UNFINISHED = "restore_unfinished";

/** @throws AppError `configuration` when a restore was cut off before what it brought was checked */
export async function checkRestore(db: Db): Promise<void> {
  if (!(await db.systemFact.findUnique({ where: { name: RESTORE_UNFINISHED } }))) return;
  throw new AppError("configuration", {
    message:
      "A restore into this database was cut off before it was checked. Run `npm run portico -- restore FILE` again; it starts anew.",
  });
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
