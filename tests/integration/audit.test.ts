import { describe, expect, it } from "vitest";
import { startAuditChain } from "@/lib/boot";
import { EVENTS, useAuditLog } from "../support/audit-log";

const { world, sql, tamper, fill, verify } = useAuditLog();

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
    expect(await verify()).toMatchObject({ brokenAt: { seq: "3", why: "a line is missing" } });
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

  it("the newest lines deleted with their links, and the end put back to the link before them", async () => {
    await tamper(
      `DELETE FROM "AuditEvent" WHERE "seq" > 4`,
      `DELETE FROM "AuditLink" WHERE "position" > 4`,
      `UPDATE "AuditEnd" SET "position" = 4, "hash" = (SELECT "hash" FROM "AuditLink" WHERE "position" = 4)`,
    );
    expect(await verify()).toMatchObject({ brokenAt: { why: "the end of the chain was changed" } });
  });

  it("an emptied log with a fresh beginning, also after the next start", async () => {
    await tamper(
      `TRUNCATE "AuditEvent", "AuditLink", "AuditUnsealed"`,
      `DELETE FROM "AuditEnd"`,
      `INSERT INTO "AuditEnd" ("id", "position", "hash", "mac") VALUES (1, 0, repeat('0', 64), '')`,
    );
    await startAuditChain(world().db, world().vault);
    await fill(1);
    expect(await verify()).toMatchObject({ checked: 0, brokenAt: {} });
  });

  it("a line deleted before it was linked", async () => {
    await fill(2);
    await tamper(`DELETE FROM "AuditEvent" WHERE "seq" = 7`);
    expect(await verify()).toMatchObject({ brokenAt: { seq: "7", why: "a line is missing" } });
  });

  it("a line kept from being linked", async () => {
    await fill(1);
    await tamper(`DELETE FROM "AuditUnsealed"`);
    expect(await verify()).toMatchObject({ brokenAt: { seq: "7" } });
  });

  it("links that changed places", async () => {
    await tamper(
      `UPDATE "AuditLink" SET "position" = 100 WHERE "position" = 3`,
      `UPDATE "AuditLink" SET "position" = 3 WHERE "position" = 4`,
      `UPDATE "AuditLink" SET "position" = 4 WHERE "position" = 100`,
    );
    expect(await verify()).toMatchObject({ checked: 2, brokenAt: {} });
  });

  it("a row appended without the key", async () => {
    await tamper(
      `INSERT INTO "AuditEvent" SELECT (jsonb_populate_record(e, '{"seq": 7}')).* FROM "AuditEvent" e WHERE "seq" = 6`,
    );
    expect(await verify()).toMatchObject({ brokenAt: { seq: "7" } });
  });

  it.each([
    ["removed", `DELETE FROM "AuditEnd"`],
    ["set back", `UPDATE "AuditEnd" SET "position" = 2`],
    ["rewritten", `UPDATE "AuditEnd" SET "hash" = repeat('b', 64)`],
  ])("an end that was %s, and nothing is built on it", async (_name, statement) => {
    await tamper(statement);
    await fill(1);
    expect(await verify()).toHaveProperty("brokenAt");
    expect(await world().db.auditLink.count()).toBe(EVENTS);
  });
});
