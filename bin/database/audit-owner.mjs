import { setTimeout as sleep } from "node:timers/promises";
import { connectOnce } from "./database.mjs";
import { codeOf, PlainError, textOf } from "../lib/plain-error.mjs";

/**
 * The tables of the audit log belong to somebody else than the role that the server works with: whoever holds the server's
 * password can then neither switch their triggers off nor empty, drop or replace them (docs/audit.md).
 */

/**
 * By name, each: the server's role may make others that are called alike, and what it made would then be somebody's who may more.
 */
const TABLES = ["Event", "Head", "Unsealed", "Link", "End", "Checkpoint", "Erasure"].map(
  (name) => `Audit${name}`,
);
/** What the triggers run: whoever could replace one could have it say anything. */
const FUNCTIONS = [
  "refuse_audit_change()",
  "note_unsealed_line()",
  "audit_note_time()",
  "audit_judge_link()",
  "audit_judge_end()",
  "audit_judge_checkpoint()",
  "audit_judge_erasure()",
  "audit_expect_erased()",
  "audit_is_scrubbed(jsonb, jsonb, boolean)",
  "audit_text_is_scrubbed(text, text)",
  "audit_numbered(jsonb)",
];
/** Of those in the schema `$2` that belong to others than `$1`: what they are, and how ALTER names them. */
const OTHERS = `
  SELECT 'SCHEMA' AS "kind", format('%I', nspname) AS "name" FROM pg_namespace
  WHERE nspname = $2 AND pg_get_userbyid(nspowner) <> $1
  UNION ALL
  SELECT 'TABLE', format('%I.%I', $2::text, relname) FROM pg_class
  WHERE relkind = 'r' AND relname = ANY($3) AND relnamespace = to_regnamespace(quote_ident($2))
    AND pg_get_userbyid(relowner) <> $1
  UNION ALL
  SELECT 'FUNCTION', format('%I.%s', $2::text, signature) FROM unnest($4::text[]) signature
    JOIN pg_proc ON pg_proc.oid = to_regprocedure(format('%I.%s', $2::text, signature))
  WHERE pg_get_userbyid(proowner) <> $1`;
/** The server's role may make functions called as PostgreSQL's are: who may more runs none of them. */
const OWN_NAMES = "SET search_path = pg_catalog";
/** Lines are added and looked at; the trigger says which may go, or be scrubbed. No TRUNCATE, TRIGGER, REFERENCES. */
const RIGHTS = "SELECT, INSERT, UPDATE, DELETE";
/** Whoever asks for the log waits behind what waits for its tables: it gives way, and comes again. */
const PATIENCE_MS = 3_000;
const PAUSE_MS = 1_000;
const TRIES = 20;
/** Held while a restore fills the log: whoever starts meanwhile leaves its owner alone. */
const RESTORE_LOCK = 7_267_843;
const BUSY = new Set(["55P03", "40P01"]);
const NO_RIGHT = "42501";
const READ_ONLY = "25006";

/**
 * @typedef {import("pg").Client} Client
 * @typedef {object} Server the role that the server works with, and where it finds its tables
 * @property {string} role
 * @property {string} schema
 */

/** @param {string} name @returns {string} as SQL writes it */
const q = (name) => `"${name.replaceAll('"', '""')}"`;

/**
 * Who works with a database, and in which schema.
 * @param {string} databaseUrl
 * @returns {Promise<Server & {logOwner: string, ownsLog: boolean}>} ownsLog: also when there is none yet, whose owner is ""
 */
export function serverOf(databaseUrl) {
  return connectOnce(databaseUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT current_user::text AS "role", current_schema()::text AS "schema",
         COALESCE(pg_get_userbyid(relowner)::text, '') AS "logOwner",
         COALESCE(pg_has_role(current_user, relowner, 'USAGE'), true) AS "ownsLog"
       FROM (VALUES (1)) one LEFT JOIN pg_class ON oid = to_regclass('"AuditEvent"')`,
    );
    return /** @type {Server & {logOwner: string, ownsLog: boolean}} */ (rows[0]);
  });
}

/**
 * Takes the audit log away from the server's role, which keeps the right to write it. Does nothing where that is done,
 * while a restore is under way, or in a database that takes no changes.
 * @param {string} ownerUrl connects to the database of the installation as who is to own it: a superuser, or a role that is
 *   a member of the server's
 * @param {Server} server
 * @returns {Promise<{taken: boolean, waitsFor: string}>} waitsFor: why the next start has to do it; "" where it is done
 * @throws {PlainError} where the owner may not
 */
export async function keepAuditApart(ownerUrl, { role, schema }) {
  return asOwner(ownerUrl, async (client) => {
    const { owner, isThere } = await look(client, schema);
    if (owner === role)
      throw new PlainError(
        "DATABASE_OWNER_URL and DATABASE_URL name the same role, so it would own the audit log that it writes.",
        "Name two roles (docs/hardening.md says how to make them), or leave DATABASE_OWNER_URL out.",
      );
    if (!isThere)
      throw new PlainError(
        `There is no audit log in the schema ${schema} where DATABASE_OWNER_URL leads.`,
        "Make it name the same database as DATABASE_URL.",
      );
    const others = await othersThan(client, owner, schema);
    if (others.length === 0) return { taken: false, waitsFor: "" };
    const statements = others.flatMap(({ kind, name }) =>
      taking(kind, name, owner, { role, schema }),
    );
    statements.push(
      `GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${q(schema)} TO ${q(role)}`,
    );
    try {
      return { taken: await inOne(client, statements), waitsFor: "" };
    } catch (error) {
      if (!BUSY.has(String(codeOf(error)))) throw error;
      const waitsFor =
        "still the server's own: something holds it for long; the next start takes it";
      return { taken: false, waitsFor };
    }
  });
}

/**
 * Gives the audit log back to the server's role with the schema that it lies in, for migrations and for a restore: they
 * change its tables, and a restore that fails makes the schema anew.
 * @param {string} ownerUrl
 * @param {Server} server
 */
export async function giveAuditBack(ownerUrl, { role, schema }) {
  await asOwner(ownerUrl, async (client) => {
    const others = await othersThan(client, role, schema);
    if (others.length === 0) return false;
    return inOne(
      client,
      others.map(({ kind, name }) => `ALTER ${kind} ${name} OWNER TO ${q(role)}`),
      { passesRestore: true },
    );
  });
}

/**
 * Keeps every launcher from taking the log away until it is let go.
 * @param {string} ownerUrl
 * @returns {Promise<() => Promise<void>>} lets go
 */
export async function holdForRestore(ownerUrl) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  await client.query(OWN_NAMES);
  await client.query("SELECT pg_advisory_lock_shared($1)", [RESTORE_LOCK]);
  return () => client.end().catch(() => {});
}

/**
 * @param {Client} client @param {string} schema
 * @returns {Promise<{owner: string, isThere: boolean}>}
 */
async function look(client, schema) {
  const { rows } = await client.query(
    `SELECT current_user::text AS "owner", to_regclass(format('%I."AuditEvent"', $1::text)) IS NOT NULL AS "isThere"`,
    [schema],
  );
  return /** @type {{owner: string, isThere: boolean}} */ (rows[0]);
}

/**
 * What of the log belongs to others, the schema first: who owns it may own what is in it.
 * @param {Client} client @param {string} owner @param {string} schema
 */
async function othersThan(client, owner, schema) {
  const { rows } = await client.query(OTHERS, [owner, schema, TABLES, FUNCTIONS]);
  return /** @type {{kind: string, name: string}[]} */ (rows);
}

/**
 * How one of them is taken.
 * @param {string} kind @param {string} name @param {string} owner @param {Server} server
 * @returns {string[]}
 */
function taking(kind, name, owner, { role, schema }) {
  const take = `ALTER ${kind} ${name} OWNER TO ${q(owner)}`;
  if (kind === "SCHEMA") return [take, `GRANT USAGE, CREATE ON SCHEMA ${name} TO ${q(role)}`];
  if (kind === "TABLE")
    return [
      take,
      `REVOKE ALL ON ${name} FROM ${q(role)}`,
      `GRANT ${RIGHTS} ON ${name} TO ${q(role)}`,
    ];
  // Names in it are looked up where it was made, whatever tables a session puts in front of those; it may what its caller may.
  return [
    `ALTER FUNCTION ${name} SECURITY INVOKER RESET ALL SET search_path = pg_catalog, ${q(schema)}, pg_temp`,
    take,
  ];
}

/**
 * All of it or nothing, as soon as nobody holds what it needs.
 * @param {Client} client @param {string[]} statements
 * @param {{passesRestore?: boolean}} [options]
 * @returns {Promise<boolean>} false while a restore is under way, or where nothing can be written
 */
async function inOne(client, statements, { passesRestore = false } = {}) {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.query(`BEGIN; SET LOCAL lock_timeout = ${PATIENCE_MS}`);
      const { rows } = await client.query("SELECT pg_try_advisory_xact_lock($1) AS free", [
        RESTORE_LOCK,
      ]);
      const mayGoOn = passesRestore || /** @type {{free: boolean}} */ (rows[0]).free;
      if (mayGoOn) await client.query(statements.join(";\n"));
      await client.query("COMMIT");
      return mayGoOn;
    } catch (error) {
      await client.query("ROLLBACK");
      const code = String(codeOf(error));
      if (code === READ_ONLY) return false;
      if (!BUSY.has(code) || tries === TRIES) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/**
 * @template T
 * @param {string} ownerUrl
 * @param {(client: Client) => Promise<T>} work
 */
async function asOwner(ownerUrl, work) {
  try {
    return await connectOnce(ownerUrl, async (client) => {
      await client.query(OWN_NAMES);
      return work(client);
    });
  } catch (error) {
    if (error instanceof PlainError) throw error;
    const code = String(codeOf(error));
    throw new PlainError(
      `The audit log cannot be given an owner of its own: ${textOf(error)}.`,
      hintFor(code),
      { cause: error },
    );
  }
}

/** @param {string} code of PostgreSQL */
function hintFor(code) {
  if (code === NO_RIGHT)
    return "DATABASE_OWNER_URL needs a role that owns the database and its schema, and is a member of the server's (docs/hardening.md).";
  if (BUSY.has(code))
    return "Something reads or writes it for long, such as a backup. Start again when that is over.";
  return "Look at the database, and at DATABASE_OWNER_URL where that is set, and start again.";
}
