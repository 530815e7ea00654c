import { readFileSync, rmSync, statSync } from "node:fs";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { recordAlone, recordEvent } from "@/lib/audit/record";
import { readAnchors, writeAnchor } from "@/lib/audit/anchor";
import { endText, GENESIS_HASH, storedLineText } from "@/lib/audit/chain";
import { cutLines } from "@/lib/audit/cut-lines";
import { anchorFile, keepAnchor, makeAnchor } from "@/lib/audit/keep-anchors";
import { sealAllLines, sealLines } from "@/lib/audit/seal-lines";
import { verifyAudit } from "@/lib/audit/verify";
import { startAuditChain } from "@/lib/boot";
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

/** Statements that put a signed beginning in place, as a new installation has it. */
function beginning(): string[] {
  const mac = world().vault.auditMac(endText({ position: 0n, hash: GENESIS_HASH }));
  return [
    `DELETE FROM "AuditEnd"`,
    `INSERT INTO "AuditEnd" ("id", "position", "hash", "mac") VALUES (1, 0, '${GENESIS_HASH}', '${mac}')`,
  ];
}

/** Lines as they were before links: chained one by one by the head. */
async function asEarlierRelease(count: number): Promise<void> {
  let prevHash = GENESIS_HASH;
  for (let seq = 1n; seq <= BigInt(count); seq += 1n) {
    const line = {
      seq,
      at: new Date(),
      actorKind: "operator",
      actorId: null,
      actorLabel: "operator",
      actorRole: null,
      ip: null,
      userAgent: null,
      sessionRef: null,
      action: "app.updated",
      outcome: "ok",
      targetKind: null,
      targetId: null,
      targetLabel: null,
      appId: null,
      portalId: null,
      requestId: "r",
      correlationId: null,
      prevHash,
    };
    const text = storedLineText({ ...line, changes: null, details: null, hash: "" });
    const hash = world().vault.auditMac(text);
    await world().db.auditEvent.create({ data: { ...line, hash } });
    prevHash = hash;
    await world().db.auditHead.update({ where: { id: 1 }, data: { seq, hash } });
  }
}

beforeEach(async () => {
  await tamper(
    `TRUNCATE "AuditEvent", "AuditLink", "AuditUnsealed", "AuditCheckpoint"`,
    `SELECT setval('auditevent_seq_seq', 1, false)`,
    ...beginning(),
  );
  await fill(EVENTS);
  await sealAllLines(world().context());
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

describe("an anchor outside the database", () => {
  const anchored = async () => (await makeAnchor(world().context())).anchor;

  it("agrees with a log that went on", async () => {
    const anchor = await anchored();
    await fill(3);
    expect(await verifyAudit(world().context(), [anchor])).toEqual({ checked: EVENTS + 3 });
  });

  it("shows that all of the database was set back, which nothing inside can show", async () => {
    const before = await anchored();
    const copy = await world().db.auditEnd.findUniqueOrThrow({ where: { id: 1 } });
    await fill(3);
    const after = await anchored();
    await tamper(
      `DELETE FROM "AuditEvent" WHERE "seq" > ${EVENTS}`,
      `DELETE FROM "AuditLink" WHERE "position" > ${EVENTS}`,
      `UPDATE "AuditEnd" SET "position" = ${copy.position}, "hash" = '${copy.hash}', "mac" = '${copy.mac}'`,
    );
    expect(await verify()).toEqual({ checked: EVENTS });
    expect(await verifyAudit(world().context(), [before, after])).toMatchObject({
      brokenAt: { seq: "7", why: expect.stringContaining("it was set back") },
    });
    // And when it has grown again over the anchor's place.
    await fill(4);
    expect(await verifyAudit(world().context(), [before, after])).toMatchObject({
      brokenAt: { why: "an anchor knows another line in its place" },
    });
  });

  it("is only believed when this installation signed it", async () => {
    const { vault } = world();
    const anchor = await anchored();
    const text = writeAnchor(vault, anchor);
    expect(readAnchors(vault, `a line of a log {"anchor":"${text}"}\n`)).toEqual({
      anchors: [anchor],
      foreign: 0,
    });
    const forged = text.replace(`.${anchor.position}.`, ".3.");
    expect(readAnchors(vault, forged)).toEqual({ anchors: [], foreign: 1 });
  });

  it("is kept in the data folder, hour by hour", async () => {
    const ctx = world().context();
    rmSync(anchorFile(ctx.env.dataDir), { force: true });
    await keepAnchor(ctx);
    await fill(1);
    await keepAnchor(ctx);
    const kept = readAnchors(ctx.vault, readFileSync(anchorFile(ctx.env.dataDir), "utf8"));
    expect(kept.anchors.map(({ position }) => position)).toEqual([6n, 7n]);
    expect(statSync(anchorFile(ctx.env.dataDir)).mode & 0o077).toBe(0);
  });
});

describe("a log that is cut", () => {
  const later = () => new Date(Date.now() + 1_000);

  it("begins at a signed checkpoint, and what is left is as provable as before", async () => {
    const ctx = world().context();
    const anchor = (await makeAnchor(ctx)).anchor;
    expect(await cutLines(ctx, later())).toBe(EVENTS);
    expect(await world().db.auditEvent.count()).toBe(0);
    await fill(3);
    const report = await verifyAudit(ctx, [anchor]);
    expect(report).toMatchObject({ checked: 3, cut: { lines: BigInt(EVENTS) } });
    expect(report.brokenAt).toBeUndefined();
    await tamper(`UPDATE "AuditEvent" SET "actorLabel" = 'x' WHERE "seq" = 8`);
    expect(await verify()).toMatchObject({ checked: 1, brokenAt: { seq: "8" } });
  });

  it("keeps what is younger, and cuts nothing that is not older", async () => {
    const ctx = world().context();
    expect(await cutLines(ctx, new Date(0))).toBe(0);
    expect(await world().db.auditCheckpoint.count()).toBe(0);
    const [, , , fourth] = await world().db.auditEvent.findMany({ orderBy: { seq: "asc" } });
    await new Promise((done) => setTimeout(done, 2));
    await fill(1);
    const gone = await cutLines(ctx, fourth?.at as Date);
    expect(gone).toBeLessThanOrEqual(3);
    expect(await verify()).toMatchObject({ checked: EVENTS + 1 - gone });
  });

  it("does not hide what was done to it before", async () => {
    await tamper(`UPDATE "AuditEvent" SET "actorLabel" = 'x' WHERE "seq" = 3`);
    expect(await cutLines(world().context(), later())).toBe(0);
    expect(await verify()).toMatchObject({ brokenAt: { seq: "3" } });
  });

  it("shows a checkpoint that somebody made to cut more", async () => {
    await sql(
      `INSERT INTO "AuditCheckpoint" SELECT "position", "hash", now(), now(), repeat('a', 64) FROM "AuditLink" WHERE "position" = 4`,
      `DELETE FROM "AuditEvent" WHERE "seq" <= 4`,
    );
    expect(await verify()).toMatchObject({ brokenAt: { why: "a checkpoint was changed" } });
  });

  it("lets nothing else be deleted", async () => {
    await cutLines(world().context(), later());
    await fill(1);
    await expect(sql(`DELETE FROM "AuditEvent"`)).rejects.toThrow("append-only");
  });
});

describe("writing and linking", () => {
  it("a line waits for no other transaction", async () => {
    await world().db.$transaction(async (tx) => {
      await recordEvent(tx, world().context(), { action: "app.updated" });
      // Behind one lock this would wait for the transaction around it, for good.
      await fill(1);
    });
    expect(await verify()).toEqual({ checked: EVENTS + 2 });
  });

  it("links each line once when several servers do it at a time", async () => {
    await fill(20);
    const ctx = world().context();
    await Promise.all([sealLines(ctx), sealLines(ctx), sealLines(ctx), fill(5)]);
    expect(await verify()).toEqual({ checked: EVENTS + 25 });
    expect(await sealLines(ctx)).toBe(0);
  });

  it("links what an earlier release has written, and still sees what was done to that", async () => {
    await tamper(`TRUNCATE "AuditEvent", "AuditLink"`, `UPDATE "AuditHead" SET "seq" = 0`);
    await asEarlierRelease(5);
    await tamper(...beginning());
    await fill(1);
    expect(await verify()).toEqual({ checked: 6 });
    await tamper(`DELETE FROM "AuditEvent" WHERE "seq" = 5`, `DELETE FROM "AuditLink"`);
    await tamper(...beginning(), `INSERT INTO "AuditUnsealed" SELECT "seq" FROM "AuditEvent"`);
    expect(await verify()).toMatchObject({
      brokenAt: { why: "lines of an earlier release were cut off at their end" },
    });
  });
});
