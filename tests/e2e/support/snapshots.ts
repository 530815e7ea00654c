import pg from "pg";

/**
 * Copies of every table, kept beside them in the same database: a spec file begins from one of them in some fifty
 * milliseconds, where a stack of its own takes ten seconds.
 */
export class Snapshots {
  private constructor(private readonly client: pg.Client) {}

  /** @param adminUrl of a superuser, connected to the stack's database: only such a one may rewind the audit log */
  static async connect(adminUrl: string): Promise<Snapshots> {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    return new Snapshots(client);
  }

  async keep(name: string): Promise<void> {
    await this.client.query(`CREATE SCHEMA "kept_${name}"`);
    for (const table of await this.tables())
      await this.client.query(`CREATE TABLE "kept_${name}"."${table}" AS TABLE public."${table}"`);
  }

  /** Puts every table back to what it held then. */
  async rewind(name: string): Promise<void> {
    const tables = await this.tables();
    const all = tables.map((table) => `public."${table}"`).join(", ");
    const refill = tables.map(
      (table) => `INSERT INTO public."${table}" SELECT * FROM "kept_${name}"."${table}"`,
    );
    // As a replica no trigger fires: neither the audit log's refusal nor checks of keys between half-filled tables.
    const steps = ["BEGIN", "SET LOCAL session_replication_role = replica", `TRUNCATE ${all}`];
    // Tests that sign in once and go on for longer than ten minutes are no open browser that somebody else sits at.
    const confirm = `UPDATE public."Session" SET "confirmedAt" = now()`;
    await this.unlessDeadlocked([...steps, ...refill, confirm, "COMMIT"].join("; "));
  }

  /** The server goes on working meanwhile, and may hold one table while it waits for another: PostgreSQL ends one. */
  private async unlessDeadlocked(statements: string): Promise<void> {
    for (let turn = 1; ; turn += 1) {
      try {
        await this.client.query(statements);
        return;
      } catch (error) {
        await this.client.query("ROLLBACK");
        const deadlocked = error instanceof pg.DatabaseError && error.code === "40P01";
        if (!deadlocked || turn === 5) throw error;
      }
    }
  }

  private async tables(): Promise<string[]> {
    const { rows } = await this.client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    );
    return rows.map(({ name }) => name);
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
