import { createHmac, timingSafeEqual } from "node:crypto";
import { connectOnce } from "../database/database.mjs";
import { explainMissingKeys } from "../../lib/keys/key-use.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { readEncryptionKeys } from "../../lib/settings/secret-rules.mjs";

const CHECK_TEXT = "portico key check v1";

/**
 * The value the server stores beside a key id, to recognise the key again: hex HMAC-SHA256 over a constant.
 * @param {Buffer} keyBytes
 * @returns {string}
 */
export function keyCheckValue(keyBytes) {
  return createHmac("sha256", keyBytes).update(CHECK_TEXT).digest("hex");
}

/**
 * Compares the encryption keys with what the database knows about them, before anything is written: the wrong key
 * would make every stored token unreadable, and a new one would hide that. Every key that a stored value needs must be
 * there, not only one of them.
 * @param {string} url
 * @param {{value: string, source: string}} keys value "" when no key exists yet
 * @throws {PlainError} keys missing, none known, one that differs from the one first used under that id, or one that
 *   stored values need and that is not loaded
 */
export async function checkKeys(url, { value, source }) {
  const rows = await readKeyChecks(url);
  if (rows.length === 0) return;
  const known = rows.map((row) => row.keyId).join(", ");
  if (value === "") {
    throw new PlainError(
      `The database holds data sealed with the encryption key ${known}, but there is no such key here: ${source} is missing.`,
      "Put the key file back from your backup, or set PORTICO_ENCRYPTION_KEYS. Portico will not make a new key: the stored tokens could not be read with it. Nothing was changed.",
    );
  }
  const { keys } = readEncryptionKeys(value);
  let matches = 0;
  for (const { keyId, checkValue } of rows) {
    const key = keys.find((one) => one.id === keyId);
    if (!key) continue;
    if (!sameText(keyCheckValue(key.bytes), checkValue)) {
      throw new PlainError(
        `The encryption key "${keyId}" in ${source} is not the one this database was sealed with.`,
        "Put back the key that belongs to this database. Nothing was changed.",
      );
    }
    matches += 1;
  }
  if (matches === 0) throw foreignKeys(source, known);
  const ids = keys.map((key) => key.id);
  const unreadable = await connectOnce(url, (client) =>
    explainMissingKeys(async (sql, ...values) => (await client.query(sql, values)).rows, ids),
  );
  if (unreadable === "") return;
  throw new PlainError(
    unreadable,
    `Add the missing key to ${source}, behind the first one (${ids[0]}:...,old:...). Nothing was changed.`,
  );
}

/** @param {string} source @param {string} known */
function foreignKeys(source, known) {
  return new PlainError(
    `None of the encryption keys in ${source} belongs to this database; it was sealed with ${known}.`,
    "Add the old key behind the new one (new:...,old:...), or point Portico at the right database. Nothing was changed.",
  );
}

/**
 * @param {string} url
 * @returns {Promise<{keyId: string, checkValue: string}[]>}
 */
function readKeyChecks(url) {
  return connectOnce(url, async (client) => {
    const table = await client.query(`select to_regclass('"KeyCheck"') as name`);
    if (table.rows[0]?.name === null) return [];
    const checks = await client.query(
      `select "keyId", "checkValue" from "KeyCheck" order by "keyId"`,
    );
    return checks.rows;
  });
}

/** @param {string} left @param {string} right */
function sameText(left, right) {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
