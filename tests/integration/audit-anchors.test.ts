import { readFileSync, rmSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readAnchors, writeAnchor } from "@/lib/audit/anchor";
import { cutLines } from "@/lib/audit/cut-lines";
import { anchorFile, keepAnchor, makeAnchor } from "@/lib/audit/keep-anchors";
import { checkAudit, getAuditCheck, planAuditCheck } from "@/lib/audit/nightly";
import { LEAST_DAYS } from "@/lib/audit/least-days";
import { recordEvent } from "@/lib/audit/record";
import { sealLines } from "@/lib/audit/seal-lines";
import { verifyAudit } from "@/lib/audit/verify";
import { EVENTS, useAuditLog } from "../support/audit-log";

const { world, sql, tamper, letPass, fill, beginning, asEarlierRelease, verify } = useAuditLog({
  daysAgo: 400,
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

describe("the nightly check", () => {
  it("is made once a night, remembers how it went, and knows this machine's anchors", async () => {
    const ctx = world().context();
    await world().db.systemFact.deleteMany({ where: { name: { startsWith: "audit_check" } } });
    rmSync(anchorFile(ctx.env.dataDir), { force: true });
    expect(await getAuditCheck(ctx)).toBeNull();
    await Promise.all([planAuditCheck(ctx), planAuditCheck(ctx)]);
    expect(await getAuditCheck(ctx)).toMatchObject({ lines: EVENTS, brokenAt: null });
    await keepAnchor(ctx);
    await tamper(
      `TRUNCATE "AuditEvent", "AuditLink"`,
      ...beginning(),
      `SELECT setval('auditevent_seq_seq', 1, false)`,
    );
    await planAuditCheck(ctx);
    expect(await getAuditCheck(ctx)).toMatchObject({ brokenAt: null });
    expect(await checkAudit(ctx)).toMatchObject({
      brokenAt: { why: expect.stringContaining("it was set back") },
    });
    expect(await getAuditCheck(ctx)).toMatchObject({ lines: 0, brokenAt: {} });
  });
});

describe("a log that is cut", () => {
  const later = () => new Date(Date.now() + 1_000);

  it("begins at a signed checkpoint, and what is left is as provable as before", async () => {
    const ctx = world().context();
    const anchor = (await makeAnchor(ctx)).anchor;
    await letPass(LEAST_DAYS);
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
    await letPass(LEAST_DAYS);
    const gone = await cutLines(ctx, fourth?.at as Date);
    expect(gone).toBeLessThanOrEqual(3);
    expect(await verify()).toMatchObject({ checked: EVENTS + 1 - gone });
  });

  it("keeps what was linked less than a year ago by the database's clock, whatever the server's says", async () => {
    const later = new Date(Date.now() + 1_000 * 24 * 3_600_000);
    const ctx = { ...world().context(), now: () => later };
    expect(await cutLines(ctx, later)).toBe(0);
    await letPass(LEAST_DAYS - 1);
    expect(await cutLines(ctx, later)).toBe(0);
    expect(await verify()).toEqual({ checked: EVENTS });
    await letPass(1, 4);
    expect(await cutLines(ctx, later)).toBe(4);
    expect(await verify()).toMatchObject({ checked: EVENTS - 4, cut: { lines: 4n } });
  });

  it("goes by what lines say whose links are of a release that noted no time", async () => {
    await fill(1, 3);
    await tamper(`UPDATE "AuditLink" SET "linkedAt" = NULL`);
    expect(await cutLines(world().context(), later())).toBe(EVENTS);
    expect(await verify()).toMatchObject({ checked: 1, cut: { lines: BigInt(EVENTS) } });
  });

  it("does not hide what was done to it before", async () => {
    await letPass(LEAST_DAYS);
    await tamper(`UPDATE "AuditEvent" SET "actorLabel" = 'x' WHERE "seq" = 3`);
    expect(await cutLines(world().context(), later())).toBe(0);
    expect(await verify()).toMatchObject({ brokenAt: { seq: "3" } });
  });

  it("shows a checkpoint that somebody made to cut more, and does not follow it", async () => {
    await letPass(LEAST_DAYS);
    await sql(
      `INSERT INTO "AuditCheckpoint" SELECT "position", "hash", now(), now(), repeat('a', 64) FROM "AuditLink" WHERE "position" = 4`,
      `DELETE FROM "AuditEvent" WHERE "seq" <= 2`,
    );
    expect(await verify()).toMatchObject({ brokenAt: { why: "a checkpoint was changed" } });
    expect(await cutLines(world().context(), later())).toBe(0);
    expect(await world().db.auditEvent.count()).toBe(EVENTS - 2);
  });

  it("lets nothing else be deleted", async () => {
    await letPass(LEAST_DAYS);
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
