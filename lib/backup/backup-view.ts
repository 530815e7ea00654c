import "server-only";
import type { Context } from "@/lib/context";
import { backupFolder, getBackupSchedule } from "./schedule";
import { listBackupFiles, type BackupFile } from "./write-scheduled";

export interface BackupView {
  schedule: { time: string; timeZone: string; keep: number; recipient: string } | null;
  folder: string;
  /** On the machine that answers, newest first. */
  files: BackupFile[];
  isBeingWritten: boolean;
  /** Of the latest scheduled one, when it failed and none was written since. */
  failure: { at: Date; reason: string } | null;
}

/** How backups are kept here. */
export async function getBackups(ctx: Context): Promise<BackupView> {
  const folder = backupFolder(ctx.env);
  const [schedule, waiting, last] = await Promise.all([
    getBackupSchedule(ctx),
    // Everything else can be told without it.
    ctx.queue.size("backup").catch(() => 0),
    ctx.db.auditEvent.findFirst({
      where: { action: { in: ["backup.written", "backup.failed"] } },
      orderBy: { seq: "desc" },
      select: { action: true, at: true, details: true },
    }),
  ]);
  const { reason } = (last?.details ?? {}) as { reason?: string };
  return {
    schedule: schedule && { ...schedule, time: clock(schedule.minute) },
    folder,
    files: listBackupFiles(folder),
    isBeingWritten: waiting > 0,
    failure: last?.action === "backup.failed" ? { at: last.at, reason: reason ?? "" } : null,
  };
}

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
