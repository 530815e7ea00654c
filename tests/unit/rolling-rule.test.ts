import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { migrationNames } from "@/bin/database/migrate.mjs";
import { rollingProblems } from "@/bin/database/rolling-rule.mjs";

const folder = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

describe("what a server of the release before stumbles over", () => {
  it.each([
    [`DROP TABLE "Session";`, "drops"],
    [`ALTER TABLE "Portal" DROP COLUMN "currency";`, "drops a column"],
    [`ALTER TABLE "Portal" DROP "currency";`, "drops a column"],
    [`ALTER TABLE "Portal" RENAME COLUMN "currency" TO "money";`, "renames"],
    [`ALTER TYPE "Role" RENAME VALUE 'support' TO 'helper';`, "renames"],
    [`ALTER TYPE "Role" ADD VALUE 'auditor';`, "cannot read"],
    [`ALTER TABLE "Invite" ADD COLUMN "note" TEXT NOT NULL;`, "leaves empty"],
    [`ALTER TABLE "Invite" ADD COLUMN "a" TEXT,\nADD COLUMN "b" INT NOT NULL;`, "leaves empty"],
    [`ALTER TABLE "Invite" ALTER COLUMN "email" TYPE VARCHAR(9);`, "changes the type"],
    [`ALTER TABLE "Invite" ALTER COLUMN "email" SET DATA TYPE BYTEA;`, "changes the type"],
    [`ALTER TABLE "Invite" ALTER COLUMN "personId" SET NOT NULL;`, "forbids"],
    [`ALTER TABLE "Invite" ALTER COLUMN "isReset" DROP DEFAULT;`, "default"],
    [`ALTER TABLE "Invite" ADD CONSTRAINT "short" CHECK (length("email") < 9);`, "forbids"],
    [`CREATE UNIQUE INDEX "one" ON "Invite"("email");`, "forbids"],
    [`CREATE INDEX "slow" ON "AuditEvent"("at");`, "holds up every write"],
    [`UPDATE "Grant" SET "refreshCount" = 0;`, "locks rows"],
    [`DELETE FROM "AuditEvent";`, "locks rows"],
    [`LOCK TABLE "Invite";`, "locks"],
    [`TRUNCATE "Throttle";`, "empties"],
    [`DROP TRIGGER "app_tells" ON "HubSpotApp";`, "count on"],
    [`DO $$\nBEGIN\n  DROP TABLE "Session";\nEND $$;`, "drops"],
  ])("%s", (sql, words) => {
    expect(rollingProblems(`-- Comment\n${sql}`).join("\n")).toContain(words);
  });

  it.each([
    `CREATE TABLE "New" ("id" UUID NOT NULL);\nCREATE UNIQUE INDEX "n" ON "New"("id");`,
    `CREATE TABLE "New" ("id" UUID NOT NULL);\nALTER TABLE "New" ADD CONSTRAINT "k" UNIQUE ("id");`,
    `ALTER TABLE "Invite" ADD COLUMN "note" TEXT, ADD COLUMN "n" NUMERIC(3,1) NOT NULL DEFAULT 0;`,
    `ALTER TABLE "Invite" ALTER COLUMN "email" DROP NOT NULL, ALTER COLUMN "role" SET DEFAULT 'support';`,
    `ALTER TABLE "Invite" DROP CONSTRAINT "Invite_personId_fkey";`,
    `CREATE INDEX "quick" ON "Invite"("role");`,
    `DROP INDEX "Invite_email_idx";`,
    `-- DROP TABLE "Session";\nINSERT INTO "SystemFact" VALUES ('a', 'DROP TABLE "x";');`,
    `CREATE FUNCTION "f"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM "Portal"; END $$;`,
    `-- What it does.\n-- rolling: nobody has read this column for two releases.\nALTER TABLE "Portal" DROP COLUMN "x";`,
  ])("nothing in: %s", (sql) => {
    expect(rollingProblems(sql)).toEqual([]);
  });

  it("an explanation stands at the top", () => {
    const sql = `DROP TABLE "Session";\n-- rolling: too late to be read first.`;
    expect(rollingProblems(sql)).toHaveLength(1);
    expect(rollingProblems(`-- rolling:\nDROP TABLE "Session";`)).toHaveLength(1);
  });
});

/**
 * Applied before the rule was there; a file that was applied is never changed, so their reasons stand here. Later ones have
 * theirs in the file.
 */
const EARLIER: Record<string, string> = {
  "20261124123845_nothing_lost": "writes to Portal and Grant wait while two indexes are built",
  "20261124131500_sealed_key_ids": "writes to Grant and ImportRow wait while indexes are built",
  "20261125083000_import_answers": "writes to Grant wait while an index is built",
  "20261125225627_links_and_their_makers": "the key was there, with another rule for deletes",
  "20261126062500_api_keys": "writes to Portal wait while an index is built",
  "20261126160000_lists_on_portals": "it fills columns that are new; renewals wait for that long",
  "20261126223000_find_requests": "lines of the audit log wait while two indexes are built",
};

describe("the migrations", () => {
  it.each(migrationNames())(
    "%s lets servers of the release before work on, or says why",
    (name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      if (EARLIER[name]) expect(rollingProblems(sql), "it needs no reason").not.toEqual([]);
      else expect(rollingProblems(sql)).toEqual([]);
    },
  );
});
