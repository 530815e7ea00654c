import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import {
  giveAuditBack,
  holdForRestore,
  keepAuditApart,
  serverOf,
} from "@/bin/database/audit-owner.mjs";
import { applyMigrations } from "@/bin/database/migrate.mjs";
import { ownsAuditLog } from "@/lib/audit/owner";
import { EVENTS, useAuditLog } from "../support/audit-log";
import { createBlankDatabase, type TestDatabase } from "../support/database";
import { adminUrlOf, asSuperuser } from "../support/upgrades/fixture";

const TAKEN = { taken: true, waitsFor: "" };
const { world, fill, verify } = useAuditLog();
const ownerUrl = () => adminUrlOf(world().databaseUrl, inject("adminUrl"));
const serverRole = () => new URL(world().databaseUrl).username;
const server = () => ({ role: serverRole(), schema: "public" });

/** As whoever has the server's password. */
async function asServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: world().databaseUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

describe("an audit log that the server's role does not own", () => {
  beforeEach(async () => {
    await keepAuditApart(ownerUrl(), server());
  });
  afterEach(() => giveAuditBack(ownerUrl(), server()));

  it.each([
    ["the triggers switched off", [`ALTER TABLE "AuditEvent" DISABLE TRIGGER USER`]],
    ["a trigger dropped", [`DROP TRIGGER "audit_event_is_append_only" ON "AuditEvent"`]],
    ["the table emptied", [`TRUNCATE "AuditEvent"`]],
    ["the links emptied", [`TRUNCATE "AuditLink"`]],
    ["the table dropped", [`DROP TABLE "AuditEvent" CASCADE`]],
    ["the table put aside", [`ALTER TABLE "AuditEvent" RENAME TO "Old"`]],
    ["the schema dropped", [`DROP SCHEMA public CASCADE`]],
    ["the schema put aside", [`ALTER SCHEMA public RENAME TO "old"`]],
    ["the triggers of a session passed by", [`SET session_replication_role = replica`]],
    [
      "the rule replaced",
      [
        `CREATE OR REPLACE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'`,
      ],
    ],
    ["a line changed", [`UPDATE "AuditEvent" SET "outcome" = 'denied'`]],
    ["the newest lines deleted", [`DELETE FROM "AuditEvent" WHERE "seq" > 4`]],
    [
      "the newest deleted behind tables of one's own",
      [
        `CREATE TEMP TABLE "AuditLink" AS SELECT "seq", "seq" AS "position" FROM "AuditEvent"`,
        `CREATE TEMP TABLE "AuditCheckpoint" AS SELECT 1000000::bigint AS "position"`,
        `SET search_path = pg_temp, public`,
        `DELETE FROM public."AuditEvent" WHERE "seq" > 4`,
      ],
    ],
    ["the owner's role taken", [`SET ROLE postgres`]],
  ])("refuses %s", async (_what, statements) => {
    await expect(asServer(...statements)).rejects.toThrow(
      /must be owner|permission denied|append-only|must be able to SET ROLE/,
    );
    expect(await verify()).toEqual({ checked: EVENTS });
  });

  it("is written and linked as before", async () => {
    await fill(3);
    expect(await verify()).toEqual({ checked: EVENTS + 3 });
  });

  it("is taken away once, and given back for what changes its tables", async () => {
    expect(await keepAuditApart(ownerUrl(), server())).toEqual({ taken: false, waitsFor: "" });
    expect(await ownsAuditLog(world().db)).toBe(false);
    await giveAuditBack(ownerUrl(), server());
    await asServer(
      `ALTER TABLE "AuditEvent" DISABLE TRIGGER USER`,
      `ALTER TABLE "AuditEvent" ENABLE TRIGGER USER`,
    );
    expect(await ownsAuditLog(world().db)).toBe(true);
    expect(await keepAuditApart(ownerUrl(), server())).toEqual(TAKEN);
  });

  it("is left alone while a restore fills it", async () => {
    await giveAuditBack(ownerUrl(), server());
    const letGo = await holdForRestore(ownerUrl());
    expect(await keepAuditApart(ownerUrl(), server())).toEqual({ taken: false, waitsFor: "" });
    expect(await ownsAuditLog(world().db)).toBe(true);
    await letGo();
    expect(await keepAuditApart(ownerUrl(), server())).toEqual(TAKEN);
  });

  it("is waited for while somebody reads it", async () => {
    await giveAuditBack(ownerUrl(), server());
    const reader = new pg.Client({ connectionString: world().databaseUrl });
    await reader.connect();
    await reader.query(`BEGIN; SELECT 1 FROM "AuditEvent"`);
    const taken = keepAuditApart(ownerUrl(), server());
    setTimeout(() => void reader.end(), 3_500);
    expect(await taken).toEqual(TAKEN);
  });

  it("has all that guards it, whatever later migrations add", async () => {
    const { rows } = await asSuperuser(ownerUrl(), (client) =>
      client.query(
        `SELECT relname AS "what", pg_get_userbyid(relowner) AS "owner" FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S') AND relname ILIKE 'audit%'
         UNION SELECT p.oid::regprocedure::text, pg_get_userbyid(proowner) FROM pg_proc p
         WHERE pronamespace = 'public'::regnamespace AND (proname LIKE 'audit%' OR p.oid IN (
           SELECT tgfoid FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal AND relname LIKE 'Audit%'))`,
      ),
    );
    const all = rows as { what: string; owner: string }[];
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter(({ owner }) => owner === serverRole())).toEqual([]);
  });

  it("comes without what is called alike, and without what its functions were made to do more", async () => {
    await giveAuditBack(ownerUrl(), server());
    const evil = `LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN CREATE ROLE evil; RETURN $1; END'`;
    await asServer(
      `CREATE TABLE "AuditMine" ()`,
      `CREATE FUNCTION public.audit_numbered(text) RETURNS text ${evil}`,
      `CREATE FUNCTION public.format(text, text) RETURNS text ${evil.replace("SECURITY DEFINER", "")}`,
      `ALTER FUNCTION public.audit_numbered(jsonb) SECURITY DEFINER`,
    );
    expect(await keepAuditApart(ownerUrl(), server())).toEqual(TAKEN);
    const { rows } = await asSuperuser(ownerUrl(), (client) =>
      client.query(
        `SELECT pg_get_userbyid(relowner) AS "owner", false AS "mayMore" FROM pg_class WHERE relname = 'AuditMine'
         UNION ALL SELECT pg_get_userbyid(proowner), prosecdef FROM pg_proc WHERE oid = 'audit_numbered(text)'::regprocedure
         UNION ALL SELECT pg_get_userbyid(proowner), prosecdef FROM pg_proc WHERE oid = 'audit_numbered(jsonb)'::regprocedure`,
      ),
    );
    expect(rows).toEqual([
      { owner: serverRole(), mayMore: false },
      { owner: serverRole(), mayMore: true },
      { owner: new URL(ownerUrl()).username, mayMore: false },
    ]);
    const { rowCount } = await asSuperuser(ownerUrl(), (client) =>
      client.query(`SELECT 1 FROM pg_roles WHERE rolname = 'evil'`),
    );
    expect(rowCount).toBe(0);
    await asServer(
      `DROP TABLE "AuditMine"`,
      `DROP FUNCTION public.audit_numbered(text)`,
      `DROP FUNCTION public.format(text, text)`,
    );
  });

  it("is looked for where the server has it", async () => {
    expect(await serverOf(world().databaseUrl)).toEqual({
      ...server(),
      logOwner: new URL(ownerUrl()).username,
      ownsLog: false,
    });
    await expect(keepAuditApart(ownerUrl(), { ...server(), schema: "other" })).rejects.toThrow(
      "no audit log in the schema other",
    );
  });

  it("is not kept apart from itself", async () => {
    await expect(keepAuditApart(world().databaseUrl, server())).rejects.toThrow("the same role");
  });
});

describe("a database of one's own", () => {
  const role = `owner_${randomUUID().slice(0, 8)}`;
  let database: TestDatabase;
  const as = (username: string, password: string) =>
    Object.assign(new URL(database.url), { username, password }).href;
  const asAdmin = (...statements: string[]) =>
    asSuperuser(adminUrlOf(database.url, inject("adminUrl")), async (client) => {
      for (const statement of statements) await client.query(statement);
    });

  beforeAll(async () => {
    database = await createBlankDatabase();
    const name = new URL(database.url).pathname.slice(1);
    // As docs/hardening.md has it; the role of the server is there already.
    await asAdmin(
      `CREATE ROLE ${role} LOGIN PASSWORD 'for-tests-alone' IN ROLE ${serverRole()}`,
      `ALTER DATABASE ${name} OWNER TO ${role}`,
      `GRANT CREATE ON DATABASE ${name} TO ${serverRole()}`,
      `ALTER SCHEMA public OWNER TO ${role}`,
      `GRANT CREATE ON SCHEMA public TO ${serverRole()}`,
    );
    await applyMigrations(database.url);
  });
  afterAll(async () => {
    await database.drop();
    await asSuperuser(inject("adminUrl"), (client) => client.query(`DROP ROLE ${role}`));
  });

  it("may have an owner that is no superuser", async () => {
    const owner = as(role, "for-tests-alone");
    expect(await keepAuditApart(owner, server())).toEqual(TAKEN);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await expect(client.query(`ALTER TABLE "AuditEvent" DISABLE TRIGGER USER`)).rejects.toThrow(
      "must be owner",
    );
    await client.end();
    await giveAuditBack(owner, server());
    expect(await keepAuditApart(owner, server())).toEqual(TAKEN);
  });

  it("says what an owner lacks that may not take the log", async () => {
    await giveAuditBack(as(role, "for-tests-alone"), server());
    await asAdmin(`REVOKE ${serverRole()} FROM ${role}`);
    const refused = keepAuditApart(as(role, "for-tests-alone"), server());
    await expect(refused).rejects.toMatchObject({
      hint: expect.stringContaining("a member of the server's") as string,
    });
  });
});
