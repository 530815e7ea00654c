import { connectOnce } from "./database.mjs";
import { codeOf, PlainError, textOf } from "../lib/plain-error.mjs";

/**
 * The tables of the audit log belong to somebody else than the role that the server works with: whoever holds the server's
 * password can then neither switch their triggers off nor empty, drop or replace them (docs/audit.md).
 */

const FUNCTIONS = ["refuse_audit_change", "note_unsealed_line"];
/** Lines are added and looked at; the trigger says which may go, or be scrubbed. No TRUNCATE, TRIGGER, REFERENCES. */
const RIGHTS = "SELECT, INSERT, UPDATE, DELETE";
/** A line that is being written is waited for; one server after another may come. */
const PATIENCE_MS = 5_000;
const NO_RIGHT = "42501";

/** @typedef {import("pg").Client} Client */
/** @typedef {{owner: string, tables: string[], functions: string[], schemaOwner: string, schema: string}} State */

/** @param {Client} client @returns {Promise<State>} */
async function look(client) {
  const { rows } = await client.query(
    `SELECT current_user AS "owner", current_schema() AS "schema",
       (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = current_schema()) AS "schemaOwner",
       COALESCE((SELECT array_agg(relname::text) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'Audit%'
         AND relnamespace = current_schema()::regnamespace AND pg_get_userbyid(relowner) <> $1), '{}') AS "tables",
       COALESCE((SELECT array_agg(proname::text) FROM pg_proc WHERE proname = ANY($2)
         AND pronamespace = current_schema()::regnamespace AND pg_get_userbyid(proowner) <> $1), '{}') AS "functions"`,
    [(await client.query("SELECT current_user::text AS me")).rows[0].me, FUNCTIONS],
  );
  return /** @type {State} */ (rows[0]);
}

/** @param {string} name @returns {string} as SQL writes it */
const q = (name) => `"${name.replaceAll('"', '""')}"`;

/**
 * Takes the audit log away from the server's role, which keeps the right to write it. Does nothing where that is done.
 * @param {string} ownerUrl connects to the database of the installation as who is to own it: a superuser, or a role that is
 *   a member of the server's
 * @param {string} serverRole
 * @returns {Promise<boolean>} whether there was something to take
 * @throws {PlainError} with the statements to run, where the owner may not
 */
export async function keepAuditApart(ownerUrl, serverRole) {
  return asOwner(ownerUrl, async (client) => {
    const { owner, schemaOwner, schema, tables, functions } = await look(client);
    if (owner === serverRole)
      throw new PlainError(
        "DATABASE_OWNER_URL and DATABASE_URL name the same role, so it would own the audit log that it writes.",
        "Name two roles (docs/hardening.md says how to make them), or leave DATABASE_OWNER_URL out.",
      );
    if (tables.length + functions.length === 0 && schemaOwner === owner) return false;
    const role = q(serverRole);
    const statements = [
      `ALTER SCHEMA ${q(schema)} OWNER TO ${q(owner)}`,
      `GRANT USAGE, CREATE ON SCHEMA ${q(schema)} TO ${role}`,
      ...tables.flatMap((table) => [
        `ALTER TABLE ${q(table)} OWNER TO ${q(owner)}`,
        `REVOKE ALL ON ${q(table)} FROM ${role}`,
        `GRANT ${RIGHTS} ON ${q(table)} TO ${role}`,
      ]),
      // Names in them are looked up where they were made, whatever tables a session puts in front of those.
      ...functions.flatMap((name) => [
        `ALTER FUNCTION ${q(name)}() SET search_path = pg_catalog, ${q(schema)}, pg_temp`,
        `ALTER FUNCTION ${q(name)}() OWNER TO ${q(owner)}`,
      ]),
      `GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${q(schema)} TO ${role}`,
    ];
    await inOne(client, statements);
    return true;
  });
}

/**
 * Gives the audit log back to the server's role, with the schema that it lies in, for migrations and for a restore: they change its
 * tables, and a restore that fails makes the schema anew.
 * @param {string} ownerUrl
 * @param {string} serverRole
 */
export async function giveAuditBack(ownerUrl, serverRole) {
  await asOwner(ownerUrl, async (client) => {
    const role = q(serverRole);
    const { rows } = await client.query(
      `SELECT 'TABLE ' || quote_ident(relname) AS "what" FROM pg_class
       WHERE relkind = 'r' AND relname LIKE 'Audit%' AND relnamespace = current_schema()::regnamespace
         AND pg_get_userbyid(relowner) <> $1
       UNION ALL
       SELECT 'SCHEMA ' || quote_ident(nspname) FROM pg_namespace
       WHERE nspname = current_schema() AND pg_get_userbyid(nspowner) <> $1
       UNION ALL
       SELECT 'FUNCTION ' || quote_ident(proname) || '()' FROM pg_proc
       WHERE proname = ANY($2) AND pronamespace = current_schema()::regnamespace AND pg_get_userbyid(proowner) <> $1`,
      [serverRole, FUNCTIONS],
    );
    const back = /** @type {{what: string}[]} */ (rows);
    await inOne(
      client,
      back.map(({ what }) => `ALTER ${what} OWNER TO ${role}`),
    );
  });
}

/** @param {Client} client @param {string[]} statements */
async function inOne(client, statements) {
  await client.query(`SET lock_timeout = ${PATIENCE_MS}`);
  await client.query(["BEGIN", ...statements, "COMMIT"].join(";\n"));
}

/**
 * @template T
 * @param {string} ownerUrl
 * @param {(client: Client) => Promise<T>} work
 */
async function asOwner(ownerUrl, work) {
  try {
    return await connectOnce(ownerUrl, work);
  } catch (error) {
    if (error instanceof PlainError) throw error;
    const isRight = codeOf(error) === NO_RIGHT;
    throw new PlainError(
      `The audit log cannot be given an owner of its own: ${textOf(error)}.`,
      isRight
        ? "DATABASE_OWNER_URL needs a role that owns the database and is a member of the server's (docs/hardening.md)."
        : "Look at DATABASE_OWNER_URL, and start again.",
      { cause: error },
    );
  }
}
