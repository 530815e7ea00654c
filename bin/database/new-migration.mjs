// Authoring: `node bin/database/new-migration.mjs <name>` writes prisma/migrations/<time>_<name>/migration.sql with what
// the schema file has and the migrations do not.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../postgres/embedded-postgres.mjs";
import { diffMigration } from "./migrate.mjs";
import { rollingProblems } from "./rolling-rule.mjs";
import { ROOT } from "../lib/paths.mjs";

const name = process.argv[2] ?? "";
if (!/^[a-z0-9_]+$/.test(name)) {
  process.stderr.write("Usage: node bin/database/new-migration.mjs <name_in_snake_case>\n");
  process.exit(1);
}

const dataDir = mkdtempSync(join(tmpdir(), "portico-migration-"));
const postgres = await startEmbeddedPostgres({ dataDir });
try {
  const sql = await diffMigration({ adminUrl: postgres.adminUrl });
  if (sql === "") {
    process.stdout.write("The migrations already lead to the schema; nothing to write.\n");
  } else {
    const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const dir = join(ROOT, "prisma/migrations", `${time}_${name}`);
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, "migration.sql"), sql);
    writeFileSync(join(ROOT, "prisma/migrations/migration_lock.toml"), 'provider = "postgresql"\n');
    process.stdout.write(`Wrote ${join(dir, "migration.sql")}; read it before you commit it.\n`);
    const problems = rollingProblems(sql);
    if (problems.length > 0)
      process.stdout.write(
        `Servers of the release before may stumble over it (docs/upgrading.md):\n  ${problems.join("\n  ")}\n`,
      );
  }
} finally {
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
