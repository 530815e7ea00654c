import "server-only";
import { join } from "node:path";
import { z } from "zod";
import { changesBetween } from "@/lib/audit/events";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Env } from "@/lib/env";

const FACT = "backup_schedule";

const stored = z.object({
  /** Minutes after midnight in `timeZone`. */
  minute: z.number(),
  timeZone: z.string(),
  /** Files that are kept. */
  keep: z.number(),
  /** An age public key: only who has its identity opens the files. */
  recipient: z.string(),
  /** Due times before this are not made up for. */
  since: z.iso.datetime(),
});
export type BackupSchedule = z.output<typeof stored>;

export const backupScheduleInput = z.strictObject({
  time: z
    .string()
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time like 03:30."),
  keep: z.coerce
    .number("Enter how many files are kept.")
    .int("Enter a whole number.")
    .min(1, "Keep at least one.")
    .max(365, "Keep at most 365."),
  recipient: z
    .string()
    .trim()
    .regex(/^age1[0-9a-z]{50,}$/, "That is no age public key. They begin with age1."),
});
export type BackupScheduleInput = z.output<typeof backupScheduleInput>;

/** Where scheduled backups go on the machine that writes them. */
export function backupFolder({ backupDir, dataDir }: Pick<Env, "backupDir" | "dataDir">): string {
  return backupDir ?? join(dataDir, "backups");
}

/** When backups are written, or null when none are by themselves. */
export async function getBackupSchedule({
  db,
}: Pick<Context, "db">): Promise<BackupSchedule | null> {
  const fact = await db.systemFact.findUnique({ where: { name: FACT } });
  if (!fact) return null;
  return stored.parse(JSON.parse(fact.value));
}

/** Writes a backup each day from now on. @param timeZone what the time is in */
export async function setBackupSchedule(
  ctx: Context,
  { time, keep, recipient }: BackupScheduleInput,
  timeZone: string,
): Promise<void> {
  const before = await getBackupSchedule(ctx);
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const since = ctx.now().toISOString();
  const schedule = { minute: hours * 60 + minutes, timeZone, keep, recipient, since };
  const value = JSON.stringify(schedule);
  await ctx.db.$transaction(async (tx) => {
    await tx.systemFact.upsert({
      where: { name: FACT },
      create: { name: FACT, value },
      update: { value },
    });
    const { since: _since, ...shown } = schedule;
    const { since: _before, ...shownBefore } = before ?? { ...shown, since };
    await recordEvent(tx, ctx, {
      action: "backup.scheduled",
      ...(before ? { changes: changesBetween(shownBefore, shown) } : { details: shown }),
    });
  });
}

/** No backup is written by itself any more; the files that are there stay. */
export async function stopBackupSchedule(ctx: Context): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.systemFact.deleteMany({ where: { name: FACT } });
    if (count > 0) await recordEvent(tx, ctx, { action: "backup.unscheduled" });
  });
}

/** The latest time at which a backup was due. Days on which the clock skips that minute have none. */
export function lastDueAt({ minute, timeZone }: BackupSchedule, now: Date): Date {
  const at = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const wanted = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  // The wall clock of a zone is minutes away from here, and changes by whole minutes.
  for (let back = 0; back < 2 * 24 * 60; back++) {
    if (format.format(at) === wanted) return at;
    at.setTime(at.getTime() - 60_000);
  }
  throw new Error("A time of day came in none of the last 48 hours");
}
