import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { cutLines } from "@/lib/audit/cut-lines";
import { LEAST_DAYS } from "@/lib/audit/least-days";
import { recordAlone } from "@/lib/audit/record";
import { sealAllLines } from "@/lib/audit/seal-lines";
import { forgetOld } from "@/lib/retention/forget";
import { RETENTION } from "@/lib/retention/rules";
import { getRetention, setRetention } from "@/lib/retention/settings";
import { ownsAuditLog } from "@/lib/audit/owner";
import { EVENTS, useAuditLog } from "../support/audit-log";

// What whoever has the server's password can forge, in a log that its role does not own. They have no key to sign it with.
const { world, letPass, fill, verify } = useAuditLog({ daysAgo: 400 });
const MAC = "repeat('a', 64)";
/** The line that is scrubbed. */
const LINE = EVENTS + 1;
const INSTALLER = "ada@customer.example";

/** @returns what the last of the statements changed; those before it have to pass */
async function asServer(statements: string[]): Promise<number | null> {
  const client = new pg.Client({ connectionString: world().databaseUrl });
  await client.connect();
  try {
    for (const statement of statements.slice(0, -1)) await client.query(statement);
    return await client.query(statements.at(-1) ?? "").then(
      ({ rowCount }) => rowCount,
      (error: Error) => Promise.reject(new Error(`refused: ${error.message}`)),
    );
  } finally {
    await client.end();
  }
}

const refused = (...statements: string[]) =>
  expect(asServer(["BEGIN", ...statements])).rejects.toThrow(
    /^refused: The audit log is append-only/,
  );

const checkpointAt = (position: number) =>
  `INSERT INTO "AuditCheckpoint" SELECT "position", "hash", now(), now(), ${MAC} FROM "AuditLink" WHERE "position" = ${position}`;
const copyOfCheckpoint = `INSERT INTO "AuditCheckpoint" ("hash", "cutAt", "lastAt", "mac", "position")
  SELECT "hash", "cutAt", "lastAt", "mac"`;
const noteOf = (seq: number) =>
  `INSERT INTO "AuditErasure" SELECT "seq", "hash", ${MAC}, now(), ${MAC} FROM "AuditEvent" WHERE "seq" = ${seq}`;
const scrubOf = (seq: number, change: string) =>
  `UPDATE "AuditEvent" SET ${change}, "hash" = ${MAC} WHERE "seq" = ${seq}`;
const lineOf = (seq: number, fields: object) =>
  `INSERT INTO "AuditEvent" SELECT (jsonb_populate_record(e, '${JSON.stringify({ ...fields, seq })}')).*
   FROM "AuditEvent" e WHERE "seq" = 6`;

it("is kept apart from the server's role in these tests", async () => {
  expect(await ownsAuditLog(world().db)).toBe(false);
});

describe("a forged checkpoint", () => {
  it("is not taken over lines that are younger than a year, and lets none go", async () => {
    await refused(checkpointAt(4));
    await letPass(LEAST_DAYS - 1);
    await refused(checkpointAt(4));
    await letPass(1, 3);
    await refused(checkpointAt(4));
    await refused(checkpointAt(3), `DELETE FROM "AuditEvent" WHERE "seq" = 4`);
    expect(await verify()).toEqual({ checked: EVENTS });
  });

  it("is not taken where there is no such link", async () => {
    await letPass(LEAST_DAYS);
    await refused(`INSERT INTO "AuditCheckpoint" VALUES (1000, ${MAC}, now(), now(), ${MAC})`);
    await refused(`INSERT INTO "AuditCheckpoint" VALUES (3, ${MAC}, now(), now(), ${MAC})`);
    await refused(`DELETE FROM "AuditEvent"`);
  });

  it("takes what is older than a year, which verifying shows", async () => {
    await letPass(LEAST_DAYS, 3);
    expect(await asServer([checkpointAt(3), `DELETE FROM "AuditEvent" WHERE "seq" <= 3`])).toBe(3);
    expect(await verify()).toMatchObject({ brokenAt: { why: "a checkpoint was changed" } });
    expect(await world().db.auditEvent.count()).toBe(EVENTS - 3);
  });

  it.each([
    ["changed", `UPDATE "AuditCheckpoint" SET "mac" = ${MAC}`],
    ["moved", `UPDATE "AuditCheckpoint" SET "position" = "position" + 1`],
    ["removed", `DELETE FROM "AuditCheckpoint"`],
    ["put before", `${copyOfCheckpoint}, "position" - 1 FROM "AuditCheckpoint"`],
    ["put behind", `${copyOfCheckpoint}, "position" + 1 FROM "AuditCheckpoint"`],
  ])("does not come from a real one that is %s", async (_how, statement) => {
    await letPass(LEAST_DAYS, 3);
    expect(await cutLines(world().context(), new Date(Date.now() + 1_000))).toBe(3);
    await refused(statement);
    expect((await verify()).brokenAt).toBeUndefined();
  });
});

describe("a line with a time that was made up", () => {
  const old = { at: "2001-01-01T00:00:00Z" };

  it("is kept like any other, even with a link and a checkpoint of one's own", async () => {
    const link = `INSERT INTO "AuditLink" VALUES (-1, 7, ${MAC}, '2001-01-01')`;
    await refused(lineOf(7, old), link, checkpointAt(-1));
    await refused(lineOf(7, old), `DELETE FROM "AuditEvent" WHERE "seq" = 7`);
    await letPass(LEAST_DAYS);
    await refused(
      lineOf(7, old),
      checkpointAt(6),
      link,
      `DELETE FROM "AuditEvent" WHERE "seq" = 7`,
    );
  });

  it("does not make another one older", async () => {
    await refused(`UPDATE "AuditEvent" SET "at" = '2001-01-01'`);
    await refused(`UPDATE "AuditLink" SET "linkedAt" = '2001-01-01'`);
    await refused(
      `INSERT INTO "AuditLink" SELECT * FROM "AuditLink" WHERE "position" = 3
       ON CONFLICT ("position") DO UPDATE SET "linkedAt" = '2001-01-01'`,
    );
  });

  it("goes not with a link that waited for it a year", async () => {
    await asServer([`INSERT INTO "AuditLink" VALUES (-1, 7, ${MAC})`]);
    await letPass(LEAST_DAYS);
    await refused(
      checkpointAt(6),
      lineOf(7, { at: new Date().toISOString() }),
      `DELETE FROM "AuditEvent" WHERE "seq" = 7`,
    );
  });
});

describe("a forged erasure", () => {
  const erased = lineOf(100, { action: "personal_data.erased" });
  const erasedAgain = lineOf(101, { action: "personal_data.erased" });
  const asked = `"targetLabel" = 'of [erased]'`;

  beforeEach(async () => {
    await recordAlone(world().context(), {
      action: "person.role_changed",
      target: { kind: "person", label: `of ${INSTALLER}` },
      changes: { role: ["support", "owner"] },
      details: { installer: INSTALLER, rows: [2, true, null, "a.b c"], of: { hubId: 42 } },
    });
    await sealAllLines(world().context());
  });

  it.each([
    ["a word that names nobody", `"changes" = '{"role": ["support", "[erased]"]}'`],
    ["another word in its place", `"changes" = '{"role": ["support", "admin"]}'`],
    ["all of the details", `"details" = '{}'`],
    ["the details themselves", `"details" = NULL`],
    ["the label of what is no portal", `"targetLabel" = '[erased]'`],
    ["a word beside the address", `"targetLabel" = '[erased] [erased]'`],
    ["a sign before a word", `"targetLabel" = '[erased]' || "targetLabel"`],
    ["a space", `"targetLabel" = replace("targetLabel", ' ', chr(9))`],
    ["an entry of a list", `"details" = jsonb_set("details", '{rows}', '[2, true, null]')`],
    ["a yes", `"details" = jsonb_set("details", '{rows,1}', 'false')`],
    ["a number for another", `"details" = jsonb_set("details", '{of,hubId}', '43')`],
    ["what kind it is", `"details" = jsonb_set("details", '{of,hubId}', '"[erased]"')`],
    ["a field more", `"details" = jsonb_set("details", '{more}', '"[erased]"')`],
    ["who did it", `${asked}, "actorLabel" = '[erased]'`],
    ["the act", `${asked}, "action" = 'session.started'`],
    ["the outcome", `${asked}, "outcome" = 'denied'`],
    ["when", `${asked}, "at" = now()`],
    ["the chain's number", `${asked}, "seq" = 99`],
    ["the chain's hash before", `${asked}, "prevHash" = 'x'`],
    ["from where", `${asked}, "ip" = '203.0.113.9'`],
    ["what it is about", `${asked}, "targetId" = 'x'`],
    ["nothing but the hash", `"targetLabel" = "targetLabel"`],
  ])("takes not %s", async (_what, change) => {
    await refused(noteOf(LINE), erased, scrubOf(LINE, change));
    expect(await verify()).toEqual({ checked: LINE });
  });

  it("takes none of a line that tells of an erasure", async () => {
    await recordAlone(world().context(), {
      action: "personal_data.erased",
      details: { lines: 3 },
    });
    await sealAllLines(world().context());
    const fewer = scrubOf(LINE + 1, `"details" = '{"lines": 0}'`);
    await refused(noteOf(LINE + 1), erased, fewer);
  });

  it.each([
    ["without a line of its own in the log", [noteOf(LINE), scrubOf(LINE, asked), "COMMIT"]],
    ["that was not done", [noteOf(LINE), erased, "COMMIT"]],
    [
      "with another hash before",
      [`INSERT INTO "AuditErasure" VALUES (${LINE}, ${MAC}, 'x', now(), 'x')`],
    ],
    [
      "of a line that is not there",
      [`INSERT INTO "AuditErasure" VALUES (1000, 'x', ${MAC}, now(), 'x')`],
    ],
  ])("is no erasure %s", async (_what, statements) => {
    await refused(...statements);
    expect(await verify()).toEqual({ checked: LINE });
  });

  it("is no erasure before the line is linked", async () => {
    await fill(1);
    await refused(noteOf(LINE + 1));
  });

  it("takes an address with a line of its own, which verifying shows, and cannot be passed over", async () => {
    const all = ["BEGIN", noteOf(LINE), erased, scrubOf(LINE, asked), "COMMIT"];
    await asServer(all);
    expect(await verify()).toMatchObject({
      brokenAt: { seq: String(LINE), why: "it was changed" },
    });
    await refused(scrubOf(LINE, `"targetLabel" = 'of nobody'`));
    await refused(`UPDATE "AuditErasure" SET "mac" = 'x'`);
    await refused(`UPDATE "AuditErasure" SET "hashBefore" = "hashAfter", "hashAfter" = 'x'`);
    await refused(`DELETE FROM "AuditErasure"`);
    await refused(`UPDATE "AuditErasure" SET "hashAfter" = 'x'`, erasedAgain, "COMMIT");
    const [line] = await world().db.auditEvent.findMany({ where: { seq: LINE } });
    expect(line).toMatchObject({
      action: "person.role_changed",
      targetLabel: "of [erased]",
      changes: { role: ["support", "owner"] },
    });
  });

  it.each([
    [
      "functions called as PostgreSQL's",
      [
        `CREATE FUNCTION public.to_jsonb(record) RETURNS jsonb LANGUAGE plpgsql AS $$BEGIN RETURN '{}'; END$$`,
        `CREATE FUNCTION public.starts_with(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT false'`,
      ],
    ],
    [
      "operators called as PostgreSQL's",
      [
        `CREATE FUNCTION public.yes(jsonb, jsonb) RETURNS boolean LANGUAGE sql AS 'SELECT true'`,
        `CREATE OPERATOR public.= (LEFTARG = jsonb, RIGHTARG = jsonb, FUNCTION = public.yes)`,
        `CREATE FUNCTION public.yes(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'`,
        `CREATE OPERATOR public.~ (LEFTARG = text, RIGHTARG = text, FUNCTION = public.yes)`,
      ],
    ],
    ["backslashes that mean something else", [`SET LOCAL standard_conforming_strings = off`]],
  ])("gets not further with %s", async (_what, statements) => {
    const put = [...statements, `SET LOCAL search_path = public, pg_catalog`];
    for (const change of [`"outcome" = 'denied', ${asked}`, `"targetLabel" = 'of nobody'`])
      await refused(...put, noteOf(LINE), erased, scrubOf(LINE, change));
  });
});

describe("links and the end of the chain", () => {
  it.each([
    ["a link that moves", `UPDATE "AuditLink" SET "position" = "position" + 100`],
    ["another link", `UPDATE "AuditLink" SET "hash" = ${MAC} WHERE "position" = 3`],
    ["a link that goes", `DELETE FROM "AuditLink" WHERE "position" = 6`],
    ["an end that goes back", `UPDATE "AuditEnd" SET "position" = 3`],
    ["another end", `UPDATE "AuditEnd" SET "hash" = ${MAC}`],
    ["no end", `DELETE FROM "AuditEnd"`],
  ])("are not %s", async (_what, statement) => {
    await refused(statement);
    expect(await verify()).toEqual({ checked: EVENTS });
  });

  it("goes with its line and not before, under a checkpoint too", async () => {
    await letPass(LEAST_DAYS);
    await refused(checkpointAt(4), `DELETE FROM "AuditLink" WHERE "position" = 3`);
  });
});

describe("what is chosen under Settings, Data", () => {
  it("cuts a log that is not the server's own, by its checkpoint, and goes on night by night", async () => {
    expect(RETENTION.audit.least).toBe(LEAST_DAYS);
    const ctx = world().context();
    const night = async () => (await forgetOld(ctx)).forgotten.audit;
    await setRetention(ctx, { ...(await getRetention(ctx)), audit: LEAST_DAYS });
    expect(await night()).toBe(0);
    await letPass(400, 4);
    expect(await night()).toBe(4);
    expect(await night()).toBe(0);
    await letPass(400);
    expect(await night()).toBe(EVENTS - 4);
    // The line of the choice and those of the nights are of today.
    expect(await night()).toBe(0);
    const report = await verify();
    expect(report.brokenAt).toBeUndefined();
    expect(report.cut?.lines).toBe(BigInt(EVENTS));
  });
});
