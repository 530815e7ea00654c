import pg from "pg";

/** A connection of the tests' own to a stack's database. */
export class Database {
  private constructor(private readonly pool: pg.Pool) {}

  static async connect(url: string): Promise<Database> {
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    await pool.query("SELECT 1");
    return new Database(pool);
  }

  async rows<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(sql, values)).rows;
  }

  /** Rows of a table that a condition matches. */
  async count(table: string, where = "true", values: unknown[] = []): Promise<number> {
    const sql = `SELECT count(*)::int AS n FROM "${table}" WHERE ${where}`;
    return (await this.rows<{ n: number }>(sql, values))[0]?.n ?? 0;
  }

  /** Every row of every table as text. */
  async dump(): Promise<string> {
    const tables = await this.rows<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const parts: string[] = [];
    for (const { name } of tables) {
      const rows = await this.rows<{ line: string }>(`SELECT t::text AS line FROM "${name}" t`);
      parts.push(...rows.map(({ line }) => `${name}: ${line}`));
    }
    return parts.join("\n");
  }

  /** The background worker leaves a portal alone that is due in a week. */
  async postponeRefreshes(): Promise<void> {
    await this.rows(`UPDATE "Portal" SET "nextRefreshAt" = now() + interval '7 days'`);
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
