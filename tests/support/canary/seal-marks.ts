// A program: seals a marked value into every sealed column that is empty in the database of PORTICO's settings, opens
// all sealed values there are, and writes them as JSON, `[{kind, value}]`. It is what has the keys; a test has none.
import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { parseKeyring } from "@/lib/crypto/keyring";
import { open, seal } from "@/lib/crypto/seal";
import { SEALED_COLUMNS } from "@/lib/keys/sealed-columns.mjs";
import type { Mark } from "./marks";

const { DATABASE_URL = "", PORTICO_ENCRYPTION_KEYS = "" } = process.env;
const keyring = parseKeyring(PORTICO_ENCRYPTION_KEYS);
const client = new pg.Client({ connectionString: DATABASE_URL });
await client.connect();

const random = () => `canary-${randomBytes(24).toString("base64url")}`;
/** What is delivered meanwhile is signed with it. */
const signatureKey = () => `whsec_${randomBytes(24).toString("hex")}`;

/** Rows that the way through the product does not leave behind. */
async function makeRows(): Promise<void> {
  await client.query(
    `INSERT INTO "GrantReturn" (id, "appId", "refreshTokenFingerprint", reason, "finishedAt", outcome)
     SELECT $1, id, 'canary', 'declined', now(), 'kept' FROM "HubSpotApp" LIMIT 1`,
    [randomUUID()],
  );
  await client.query(
    `INSERT INTO "Factor" (id, "personId", name, "secretSealed", "confirmedAt")
     SELECT $1, id, 'Phone', '', now() FROM "Person" WHERE role = 'admin' LIMIT 1`,
    [randomUUID()],
  );
  // Shown while they count.
  await client.query(
    `UPDATE "HubSpotApp" SET "previousSecretUntil" = now() + interval '1 day', "previousSecretFingerprint" = 'canary'`,
  );
  await client.query(
    `UPDATE "AlertTarget" SET "previousSecretUntil" = now() + interval '1 day' WHERE "secretSealed" IS NOT NULL`,
  );
}

/** Of a webhook's address the query is secret, of a channel's the path; where the rest leads, pages show. */
async function markAddresses(): Promise<Mark[]> {
  const place = { table: "AlertTarget", column: "addressSealed" };
  const slack = randomUUID();
  await client.query(
    `INSERT INTO "AlertTarget" (id, kind, name, "addressSealed", "addressShown", "eventTypes")
     VALUES ($1, 'slack', 'Channel', '', 'https://hooks.slack.com/…', '{}')`,
    [slack],
  );
  const { rows } = await client.query<{ id: string; sealed: string }>(
    `SELECT id::text, "addressSealed" AS sealed FROM "AlertTarget"`,
  );
  const marks: Mark[] = [];
  for (const { id: rowId, sealed } of rows) {
    const value = random();
    const address = sealed
      ? `${open(keyring, { ...place, rowId }, sealed).reveal()}?key=${value}`
      : `https://hooks.slack.com/services/${value}`;
    await client.query(`UPDATE "AlertTarget" SET "addressSealed" = $1 WHERE id = $2`, [
      ...[seal(keyring, { ...place, rowId }, address), rowId],
    ]);
    marks.push({ kind: `${place.table}.${place.column}`, value });
  }
  return marks;
}

async function marksOf({ table, column }: (typeof SEALED_COLUMNS)[number]): Promise<Mark[]> {
  const id = table === "SystemSecret" ? "name" : "id";
  const empty = `"${column}" IS NULL OR "${column}" = ''`;
  const { rows } = await client.query<{ id: string }>(
    `SELECT "${id}"::text AS id FROM "${table}" WHERE ${empty} LIMIT 1`,
  );
  for (const { id: rowId } of rows) {
    const isSignature = table === "AlertTarget" && column !== "addressSealed";
    const value = isSignature ? signatureKey() : random();
    const sealed = seal(keyring, { table, column, rowId }, value);
    await client.query(`UPDATE "${table}" SET "${column}" = $1 WHERE "${id}"::text = $2`, [
      ...[sealed, rowId],
    ]);
  }
  const filled = await client.query<{ id: string; sealed: string }>(
    `SELECT "${id}"::text AS id, "${column}" AS sealed FROM "${table}" WHERE "${column}" <> ''`,
  );
  return filled.rows.map(({ id: rowId, sealed }) => ({
    kind: `${table}.${column}`,
    value: open(keyring, { table, column, rowId }, sealed).reveal(),
  }));
}

try {
  await makeRows();
  const marks: Mark[] = [];
  for (const column of SEALED_COLUMNS)
    marks.push(
      ...(column.column === "addressSealed" ? await markAddresses() : await marksOf(column)),
    );
  process.stdout.write(JSON.stringify(marks));
} finally {
  await client.end();
}
