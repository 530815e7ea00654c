import { expect, inject, it } from "vitest";
import { diffMigration } from "@/bin/database/migrate.mjs";
import { connectOnce } from "@/bin/database/database.mjs";

it("has migrations that lead to exactly what the schema file says", async () => {
  expect(await diffMigration({ adminUrl: inject("adminUrl") })).toBe("");
});

it("has the indexes that the portal list sorts and searches by", async () => {
  const { rows } = await connectOnce(inject("templateUrl"), (client) =>
    client.query<{ name: string }>(
      `SELECT indexname AS name FROM pg_indexes WHERE indexname ~ '^(Portal_sort_|Portal_search_|Grant_search_|Portal_createdAt_|Grant_scope_)'`,
    ),
  );
  expect(rows.map(({ name }) => name).sort()).toEqual([
    "Grant_scope_sets",
    "Portal_createdAt_id_idx",
    "Portal_search_hub_id",
    "Portal_search_text",
    "Portal_sort_domain",
    "Portal_sort_expires",
    "Portal_sort_installer",
    "Portal_sort_refreshed",
    "Portal_sort_trouble",
  ]);
});
