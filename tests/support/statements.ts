import pg from "pg";
import { vi } from "vitest";

/** Which statements this process sends to PostgreSQL meanwhile, by their first words. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return query.mock.calls.map(([asked]: unknown[]) => {
      const text = typeof asked === "string" ? asked : (asked as { text: string }).text;
      return text.trim().split(/\s+/).slice(0, 2).join(" ");
    });
  } finally {
    query.mockRestore();
  }
}
