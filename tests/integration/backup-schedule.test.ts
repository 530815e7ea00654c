import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeBackupKey, type BackupKey } from "@/lib/backup/backup-key";
import { backUpNow, planBackups } from "@/lib/backup/plan-backups";
import { readBackup } from "@/lib/backup/read-backup";
import {
  backupScheduleInput,
  lastDueAt,
  setBackupSchedule,
  stopBackupSchedule,
} from "@/lib/backup/schedule";
import { opened } from "@/lib/backup/sealed-file";
import { writeScheduledBackup } from "@/lib/backup/write-scheduled";
import type { Context } from "@/lib/context";
import { Secret } from "@/lib/crypto/secret";
import { makePerson } from "../support/makers";
import { useWorld } from "../support/world";

const world = useWorld();
const HOUR_MS = 3_600_000;
let folder: string;
let ctx: Context;
let key: BackupKey;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "portico-backups-"));
  world().clock.aheadMs = 0;
  const owner = await makePerson(world(), "owner");
  ctx = { ...owner.ctx, env: { ...world().env, backupDir: folder } };
  key = await makeBackupKey();
  await world().db.systemFact.deleteMany({ where: { name: { startsWith: "backup_" } } });
  await world().db.alertEvent.deleteMany({});
  for (const left of await ctx.queue.take("backup", 50)) await ctx.queue.done("backup", left.id);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Each day at the minute an hour from now. */
async function schedule(keep = 2): Promise<void> {
  const time = new Date(Date.now() + HOUR_MS).toISOString().slice(11, 16);
  const input = backupScheduleInput.parse({ time, keep: String(keep), recipient: key.recipient });
  await setBackupSchedule(ctx, input, "UTC");
}

/** What a worker does with what is due. @returns how many it wrote or failed to write */
async function work(): Promise<number> {
  await planBackups(ctx);
  const jobs = await ctx.queue.take("backup", 10);
  for (const job of jobs) {
    await writeScheduledBackup(ctx, job).catch(() => undefined);
    await ctx.queue.done("backup", job.id);
  }
  return jobs.length;
}
const files = () => readdirSync(folder).sort();
const events = async () =>
  (await world().db.alertEvent.findMany({ orderBy: { seq: "asc" } })).map(({ type }) => type);

describe("daily backups", () => {
  it("are written when their time comes, once, and only their key opens them", async () => {
    await schedule();
    expect(await work()).toBe(0);
    world().clock.aheadMs = HOUR_MS + 60_000;
    await Promise.all([planBackups(ctx), planBackups(ctx), planBackups(ctx)]);
    expect(await work()).toBe(1);
    expect(await work()).toBe(0);
    const [name = ""] = files();
    expect(name).toMatch(/^portico-\d{8}T\d{6}Z\.age$/);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    const read = (identity: string) =>
      readBackup(opened(join(folder, name), { identities: [new Secret(identity)] }), {
        table: () => undefined,
      });
    expect((await read(key.identity)).rows.Person).toBeGreaterThan(0);
    await expect(read((await makeBackupKey()).identity)).rejects.toThrow("does not open this file");
  });

  it("keep as many files as was chosen, and touch no other", async () => {
    writeFileSync(join(folder, "portico-by-hand.age"), "mine");
    await schedule(2);
    for (let day = 0; day < 4; day++) {
      world().clock.aheadMs = HOUR_MS + 60_000 + day * 24 * HOUR_MS;
      expect(await work()).toBe(1);
    }
    expect(files()).toHaveLength(3);
    expect(files()).toContain("portico-by-hand.age");
  });

  it("that fail are told once, whatever was tried, and the reason stands in the log", async () => {
    await schedule();
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "in the way");
    world().clock.aheadMs = HOUR_MS + 60_000;
    await planBackups(ctx);
    const [job] = await ctx.queue.take("backup", 1);
    if (!job) throw new Error("nothing was planned");
    for (let tries = 0; tries < 3; tries++)
      await expect(writeScheduledBackup(ctx, job)).rejects.toThrow();
    expect(await events()).toEqual(["backup.failed"]);
    const [line] = await world().db.auditEvent.findMany({ where: { action: "backup.failed" } });
    expect(line?.details).toMatchObject({
      reason: expect.stringContaining("could not be written"),
    });
  });

  it("that are not written at all are told once, and again after one was", async () => {
    // Later than all that the other tests wrote.
    const start = 240 * HOUR_MS;
    world().clock.aheadMs = start;
    await schedule();
    world().clock.aheadMs = start + 27 * HOUR_MS;
    await planBackups(ctx);
    await planBackups(ctx);
    expect(await events()).toEqual(["backup.overdue"]);
    const [job] = await ctx.queue.take("backup", 1);
    if (!job) throw new Error("nothing was planned");
    await writeScheduledBackup(ctx, job);
    await ctx.queue.done("backup", job.id);
    world().clock.aheadMs = start + 60 * HOUR_MS;
    await planBackups(ctx);
    expect(await events()).toEqual(["backup.overdue", "backup.overdue"]);
  });

  it("can be written now, and end when they are stopped", async () => {
    await schedule();
    await backUpNow(ctx);
    expect(await work()).toBe(1);
    expect(files()).toHaveLength(1);
    await stopBackupSchedule(ctx);
    world().clock.aheadMs = 48 * HOUR_MS;
    expect(await work()).toBe(0);
    expect(await events()).toEqual([]);
  });
});

describe("the time of a daily backup", () => {
  const at = (minute: number, timeZone: string, now: string) =>
    lastDueAt({ minute, timeZone, keep: 1, recipient: "", since: "" }, new Date(now)).toISOString();

  it.each([
    [210, "UTC", "2026-11-26T03:30:00Z", "2026-11-26T03:30:00.000Z"],
    [210, "UTC", "2026-11-26T03:29:59Z", "2026-11-25T03:30:00.000Z"],
    [210, "Europe/Berlin", "2026-11-26T12:00:00Z", "2026-11-26T02:30:00.000Z"],
    [210, "Asia/Kolkata", "2026-11-26T12:00:00Z", "2026-11-25T22:00:00.000Z"],
    // The night in which the clock skips 02:00 to 03:00 has no 02:30.
    [150, "Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T01:30:00.000Z"],
  ])("%i minutes after midnight in %s, at %s", (minute, zone, now, expected) => {
    expect(at(minute, zone, now)).toBe(expected);
  });
});
