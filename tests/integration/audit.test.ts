import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { recordAlone } from "@/lib/audit/record";
import { verifyAudit } from "@/lib/audit/verify";
import { useWorld } from "../support/world";

const world = useWorld();
const TRIGGERS = ["audit_event_is_append_only", "audit_event_is_not_emptied"];
const EVENTS = 6;

async function sql(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: world().databaseUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const switchTriggers = (state: "ENABLE" | "DISABLE") =>
  sql(...TRIGGERS.map((name) => `ALTER TABLE "AuditEvent" ${state} TRIGGER "${name}"`));

/** Somebody with full power over the database tampers. */
async function tamper(...statements: string[]): Promise<void> {
  await switchTriggers("DISABLE");
  await sql(...statements);
  await switchTriggers("ENABLE");
}

async function fill(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    await recordAlone(world().context(), {
      action: "app.updated",
      target: { kind: "app", label: `App ${n}` },
      changes: { name: [`App ${n}`, `App ${n + 1}`] },
      details: { n, ratio: n / 3, nested: { b: [1, "ü", null, true], a: "\u{1f600}" } },
    });
  }
}

beforeEach(async () => {
  await tamper(
    `DELETE FROM "AuditEvent"`,
    `DELETE FROM "AuditHead"`,
    `INSERT INTO "AuditHead" ("id", "seq", "hash") VALUES (1, 0, repeat('0', 64))`,
  );
  await fill(EVENTS);
});

const verify = () => verifyAudit(world().context());

describe("the audit log", () => {
  it("is a whole chain after ordinary use", async () => {
    expect(await verify()).toEqual({ checked: EVENTS });
  });

  it("is a whole chain when many write at once", async () => {
    await Promise.all(Array.from({ length: 12 }, () => fill(1)));
    expect(await verify()).toEqual({ checked: EVENTS + 12 });
  });

  it("is whole while it grows under the verifier's eyes", async () => {
    let writing = true;
    const writer = (async () => {
      while (writing) await fill(1);
    })();
    const reports = [];
    for (let n = 0; n < 25; n += 1) reports.push(await verify());
    writing = false;
    await writer;
    expect(reports.filter(({ brokenAt }) => brokenAt)).toEqual([]);
  });

  it.each([
    ["UPDATE", `UPDATE "AuditEvent" SET "outcome" = 'ok'`],
    ["DELETE", `DELETE FROM "AuditEvent"`],
    ["TRUNCATE", `TRUNCATE "AuditEvent"`],
  ])("refuses %s by itself", async (_name, statement) => {
    await expect(sql(statement)).rejects.toThrow("append-only");
    expect(await verify()).toEqual({ checked: EVENTS });
  });
});

describe("tampering with the triggers out of the way is reported", () => {
  it.each([
    ["outcome", `"outcome" = 'denied'`],
    ["actor", `"actorLabel" = 'somebody else'`],
    ["time", `"at" = "at" - interval '1 day'`],
    ["details", `"details" = '{}'`],
    ["changes", `"changes" = NULL`],
    ["address", `"ip" = '203.0.113.9'`],
    ["hash", `"hash" = repeat('a', 64)`],
  ])("an edited %s", async (_name, change) => {
    await tamper(`UPDATE "AuditEvent" SET ${change} WHERE "seq" = 3`);
    expect(await verify()).toMatchObject({ brokenAt: { seq: "3", why: "it was changed" } });
  });

  it("a deleted row", async () => {
    await tamper(`DELETE FROM "AuditEvent" WHERE "seq" = 3`);
    expect(await verify()).toMatchObject({ brokenAt: { seq: "3", why: "a row is missing" } });
  });

  it("a deleted first row", async () => {
    await tamper(`DELETE FROM "AuditEvent" WHERE "seq" = 1`);
    expect(await verify()).toMatchObject({ brokenAt: { seq: "1" } });
  });

  it("two rows that changed places", async () => {
    await tamper(
      `UPDATE "AuditEvent" SET "seq" = 100 WHERE "seq" = 3`,
      `UPDATE "AuditEvent" SET "seq" = 3 WHERE "seq" = 4`,
      `UPDATE "AuditEvent" SET "seq" = 4 WHERE "seq" = 100`,
    );
    expect(await verify()).toMatchObject({ brokenAt: { seq: "3" } });
  });

  it("a deleted row with the rest moved up", async () => {
    await tamper(
      `DELETE FROM "AuditEvent" WHERE "seq" = 3`,
      ...[4, 5, 6].map((seq) => `UPDATE "AuditEvent" SET "seq" = ${seq - 1} WHERE "seq" = ${seq}`),
    );
    expect(await verify()).toMatchObject({ brokenAt: { seq: "3" } });
  });

  it("a tail that was cut off", async () => {
    await tamper(`DELETE FROM "AuditEvent" WHERE "seq" > 4`);
    expect(await verify()).toMatchObject({ checked: 4, brokenAt: { seq: "5" } });
  });

  it("an emptied log", async () => {
    await tamper(`TRUNCATE "AuditEvent"`);
    expect(await verify()).toMatchObject({ checked: 0, brokenAt: { seq: "1" } });
  });

  it("a row appended without the key", async () => {
    await tamper(
      `INSERT INTO "AuditEvent" SELECT (jsonb_populate_record(e, '{"seq": 7}')).* FROM "AuditEvent" e WHERE "seq" = 6`,
    );
    expect(await verify()).toMatchObject({ brokenAt: { seq: "7" } });
  });

  it.each([
    ["removed", `DELETE FROM "AuditHead"`],
    ["set back", `UPDATE "AuditHead" SET "seq" = 2`],
    ["rewritten", `UPDATE "AuditHead" SET "hash" = repeat('b', 64)`],
  ])("a head that was %s", async (_name, statement) => {
    await tamper(statement);
    expect(await verify()).toHaveProperty("brokenAt");
  });
});
