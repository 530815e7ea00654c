import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { inject } from "vitest";

/** A world's database, which a test makes refuse what it is asked, as PostgreSQL does. */
export interface RefusingDatabase {
  /** Every connection is cut; the next ones find the database read-only, as after a failover to a standby. */
  readOnly(): Promise<void>;
  /**
   * Every change is refused with an SQLSTATE of PostgreSQL's own. @param sqlState such as 53100, `disk_full` (PostgreSQL
   * manual, appendix A)
   */
  refuseChanges(sqlState: string): Promise<void>;
  /** Every connection is cut and no new one is taken, as when too many are open. */
  noConnections(): Promise<void>;
  /** Takes everything back. */
  well(): Promise<void>;
}

/** @param databaseUrl of a database of the test server */
export function refusingDatabase(databaseUrl: string): RefusingDatabase {
  const name = new URL(databaseUrl).pathname.slice(1);
  const inside = new URL(inject("adminUrl"));
  inside.pathname = `/${name}`;
  const outside = inject("adminUrl");
  const cut = async () => {
    const pids = `SELECT pid FROM pg_stat_activity WHERE datname = '${name}'`;
    await run(outside, `SELECT pg_terminate_backend(pid, 5000) FROM (${pids}) AS one`);
    // The pools of this process hear of it before anybody asks again.
    await sleep(100);
  };
  return {
    async readOnly() {
      await run(outside, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
      await cut();
    },
    async refuseChanges(sqlState) {
      await run(inside.href, REFUSE.replaceAll("SQLSTATE", sqlState));
    },
    async noConnections() {
      await run(outside, `ALTER DATABASE ${name} CONNECTION LIMIT 0`);
      await cut();
    },
    async well() {
      await run(outside, `ALTER DATABASE ${name} RESET default_transaction_read_only`);
      await run(outside, `ALTER DATABASE ${name} CONNECTION LIMIT -1`);
      await run(
        inside.href,
        "SET default_transaction_read_only = off; DROP FUNCTION IF EXISTS refuse CASCADE",
      );
      await cut();
    },
  };
}

/** The driver gets the same message from a trigger as from a disk that is full. */
const REFUSE = `
  CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'could not extend file "base/16384/16397": No space left on device' USING ERRCODE = 'SQLSTATE'; END $$;
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
      EXECUTE format('CREATE OR REPLACE TRIGGER refuse BEFORE INSERT OR UPDATE ON %I EXECUTE FUNCTION refuse()', name);
    END LOOP;
  END $$`;

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
