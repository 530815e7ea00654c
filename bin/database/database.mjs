import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { databaseUrlProblem, isPooled } from "../../lib/settings/plain-settings.mjs";
import { codeOf, PlainError, textOf } from "../lib/plain-error.mjs";

const OLDEST = 140_000;
const WAIT_PAUSE_MS = 500;
/** Refusals that a server which is just starting, or a network that is just coming up, also gives. */
const PASSING = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH"],
  ...["ENOTFOUND", "EAI_AGAIN", "53300", "57P01", "57P02", "57P03"],
]);
/** pg gives these without a code. */
const PASSING_WORDS = /timeout expired|connection terminated/i;

/** What a server asks of its sessions, as no operator would by chance: a pooler drops it, or refuses the connection. */
const PROBE_TIMEOUT_MS = 14_321;

/**
 * Opens one connection, runs the callback on it and closes it, whatever happens.
 * @template T
 * @param {string} url
 * @param {(client: import("pg").Client) => Promise<T>} work
 * @param {import("pg").ClientConfig} [options]
 * @returns {Promise<T>}
 */
export async function connectOnce(url, work, options = {}) {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: "portico launcher",
    ...options,
  });
  // A connection that breaks while idle raises an event; the next query reports it properly.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Checks an operator's DATABASE_URL before anything is written. A server that does not answer yet is waited for, one
 * that says no is not.
 * @param {string} url
 * @param {{patienceMs?: number, onWait?: (words: string) => void, isStopping?: () => boolean}} [options] onWait is
 *   called once, with the reason, when there is something to wait for
 * @returns {Promise<{version: string, place: string}>} place: host, port and database, never the password
 * @throws {PlainError} not a PostgreSQL address, unreachable, refused, too old
 */
export async function checkExternalDatabase(
  url,
  { patienceMs = 0, onWait = () => {}, isStopping = () => false } = {},
) {
  const place = placeOf(url);
  const until = performance.now() + patienceMs;
  let isTold = false;
  for (;;) {
    try {
      return await askVersion(url, place);
    } catch (error) {
      const isPassing = error instanceof PlainError && error.isPassing;
      if (!isPassing || performance.now() >= until || isStopping()) throw error;
      if (!isTold) onWait(textOf(error));
      isTold = true;
      await sleep(WAIT_PAUSE_MS);
    }
  }
}

/** @param {string} url @param {string} place */
async function askVersion(url, place) {
  const isDirect = !isPooled(url);
  const found = await connectOnce(
    url,
    async (client) => {
      const result = await client.query(
        "select current_setting('server_version_num') as version, current_setting('statement_timeout') as timeout",
      );
      return result.rows[0];
    },
    isDirect ? { statement_timeout: PROBE_TIMEOUT_MS } : {},
  ).catch((error) => {
    throw explainRefusal(error, place);
  });
  if (isDirect && found.timeout !== `${PROBE_TIMEOUT_MS}ms`) throw isPooler(place);
  const number = Number(found.version);
  const version = String(Math.floor(number / 10_000));
  if (number >= OLDEST) return { version, place };
  throw new PlainError(
    `The server at ${place} is PostgreSQL ${version}; Portico needs 14 or newer.`,
    "Upgrade that server, point DATABASE_URL at another, or leave DATABASE_URL unset to use the embedded one.",
  );
}

/**
 * Host, port and database of an address, without user and password.
 * @param {string} url
 * @throws {PlainError} not a PostgreSQL address
 */
function placeOf(url) {
  const wrong = databaseUrlProblem(url);
  if (wrong) throw new PlainError(wrong.problem, wrong.fix);
  const { hostname, port, pathname } = new URL(url);
  return `${hostname || "localhost"}:${port || 5432}${pathname}`;
}

/** @param {unknown} error @param {string} place */
function explainRefusal(error, place) {
  const code = codeOf(error) || firstCode(error);
  // What pgbouncer says of statement_timeout.
  if (/unsupported startup parameter/i.test(textOf(error))) return isPooler(place);
  const sentences = {
    "28P01": [
      "refused the user name or password in DATABASE_URL",
      "Check both; special characters must be encoded.",
    ],
    28000: [
      "does not let this user in",
      "Check pg_hba.conf there, and whether the server asks for TLS (?sslmode=require).",
    ],
    "3D000": [
      "has no such database",
      "Create it first: createdb, or CREATE DATABASE ... ENCODING 'UTF8'.",
    ],
    ECONNREFUSED: [
      "does not answer: nothing listens there",
      "Start that server, or correct host and port in DATABASE_URL.",
    ],
    ENOTFOUND: ["cannot be found: the host name is unknown", "Correct the host in DATABASE_URL."],
    EAI_AGAIN: [
      "cannot be found: name lookup failed",
      "Check the network and the host in DATABASE_URL.",
    ],
    "57P03": ["is starting up or shutting down", "Wait until it has, then start again."],
    53300: ["has no connection left", "Raise max_connections there, or end idle clients."],
  };
  const [what, hint] = Object.entries(sentences).find(([key]) => key === code)?.[1] ?? [
    `could not be used (${withoutPassword(textOf(error)) || code})`,
    "Check DATABASE_URL and that the server is reachable from here.",
  ];
  const isPassing = PASSING.has(code) || (code === "" && PASSING_WORDS.test(textOf(error)));
  return new PlainError(`The PostgreSQL server at ${place} ${what}.`, hint, {
    cause: code,
    isPassing,
  });
}

/** @param {string} place */
function isPooler(place) {
  return new PlainError(
    `At ${place} a pooler stands before PostgreSQL, and settings of a session are lost there.`,
    "Add ?pgbouncer=true to DATABASE_URL, or name PostgreSQL itself. See docs/servers.md.",
  );
}

/** Node reports "all addresses failed" as one error that holds the real ones. @param {unknown} error */
function firstCode(error) {
  return error instanceof AggregateError ? codeOf(error.errors[0]) : "";
}

/** @param {string} text */
function withoutPassword(text) {
  return text.replace(/:\/\/[^@\s]*@/g, "://…@");
}

/**
 * Whether an owner account exists yet. False as long as the tables do not.
 * @param {string} url
 * @returns {Promise<boolean>}
 */
export function hasOwner(url) {
  return connectOnce(url, async (client) => {
    const table = await client.query(`select to_regclass('"Person"') as name`);
    if (table.rows[0]?.name === null) return false;
    const owner = await client.query(`select 1 from "Person" where role::text = 'owner' limit 1`);
    return owner.rowCount === 1;
  });
}
