import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { Db } from "./client";
import { REACH_RULES } from "./reach-rules";
import { relationsOf } from "./relations";
import { withinReach, type Args } from "./within-reach";

// A client that reaches some apps and their portals alone. It is what the whole request of a limited person works with, so
// that a query which does not think of the limit is within it all the same, and one that cannot be held in it fails.

/** The client that a limited one stands before. */
const wholes = new WeakMap<object, Db>();
/** One client per limit: what is kept by client, such as counted figures, is not mixed up and not thrown away. */
const known = new WeakMap<Db, Map<string, Db>>();
const MOST_KNOWN = 200;

/**
 * The same database for somebody who is limited to some apps. Reads and changes by Prisma find what is theirs; for the rest it is
 * as if it were not there. SQL by hand reads the same way. What cannot be held in the limit is refused: SQL that writes or locks
 * tables of apps, rows that name another row of them, and writes through relations. Such verbs ask `reachPortal` or
 * `reachApp` first and go on with the whole client.
 */
export function limitedDb(whole: Db, appIds: readonly string[]): Db {
  const apps = [...new Set(appIds)].sort();
  const clients = known.get(whole) ?? new Map<string, Db>();
  known.set(whole, clients);
  const key = apps.join();
  const client = clients.get(key) ?? makeLimited(whole, apps);
  // The one that was used last is the last to go.
  clients.delete(key);
  clients.set(key, client);
  if (clients.size > MOST_KNOWN) clients.delete([...clients.keys()][0] ?? "");
  return client;
}

/** The client without its limit. */
export function wholeDb(db: Db): Db {
  return wholes.get(db) ?? db;
}

function makeLimited(whole: Db, apps: string[]): Db {
  const relations = relationsOf(whole);
  const client = whole.$extends({
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args, query }) =>
          query(
            withinReach({ model, operation, args: args as Args }, apps, relations) as typeof args,
          ),
      },
      $queryRaw: ({ args, query }) => query(readWithin(args, apps)),
      $executeRaw: ({ args, query }) => query(readWithin(args, apps)),
      $queryRawUnsafe: () => Promise.reject(unsafe()),
      $executeRawUnsafe: () => Promise.reject(unsafe()),
    },
  }) as unknown as Db;
  wholes.set(client, whole);
  return client;
}

const WRITES =
  /\b(INSERT|UPDATE|DELETE|MERGE|TRUNCATE|LOCK|RECURSIVE)\b|\bFOR (SHARE|KEY SHARE)\b/i;

/**
 * A statement whose tables are those within reach: each is named before by what may be seen of it, and a name that stands
 * there goes before the table's own (PostgreSQL, WITH queries). NOT MATERIALIZED: it is planned as if its condition had been
 * written into the statement.
 */
function readWithin(statement: Prisma.Sql, apps: string[]): Prisma.Sql {
  const text = statement.sql;
  const named = Object.entries(REACH_RULES).flatMap(([table, rule]) =>
    rule !== "shared" && text.includes(`"${table}"`) ? [{ table, sql: rule(apps).sql }] : [],
  );
  if (named.length === 0) return statement;
  if (WRITES.test(text))
    throw new Error(
      `SQL that writes or locks ${named.map(({ table }) => table).join(", ")} is not held in a limit to apps: ask reachPortal or reachApp first`,
    );
  const qualified = named.find(({ table }) => new RegExp(`\\.\\s*"${table}"`).test(text));
  // A name with its schema before it is the table itself.
  if (qualified)
    throw new Error(`${qualified.table} is named with its schema, past a limit to apps`);
  const views = named.map(({ table, sql }) => {
    const name = Prisma.raw(`"${table}"`);
    return Prisma.sql`${name} AS NOT MATERIALIZED (SELECT * FROM ${name} WHERE ${sql})`;
  });
  const [first = "", ...rest] = statement.strings;
  const begins = /^\s*WITH\s/i;
  const body = new Prisma.Sql([first.replace(begins, ""), ...rest], statement.values);
  const before = Prisma.join(views);
  return begins.test(first)
    ? Prisma.sql`WITH ${before}, ${body}`
    : Prisma.sql`WITH ${before} ${body}`;
}

function unsafe(): Error {
  return new Error("SQL as a text is not held in a limit to apps");
}
