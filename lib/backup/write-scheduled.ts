import "server-only";
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { recordEvent } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { QueuedJob } from "@/lib/queue/queue";
import { BackupError } from "./backup-error";
import { backupFolder, getBackupSchedule } from "./schedule";
import { writeBackup } from "./write-backup";

/** Only files of this form are ever removed. */
const NAME = /^portico-\d{8}T\d{6}Z\.age$/;

export interface BackupFile {
  name: string;
  bytes: number;
  at: Date;
}

/**
 * Writes the backup that is due, reads it back and removes the oldest beyond those that are kept. A failure is told once
 * per backup; the queue tries again.
 */
export async function writeScheduledBackup(
  ctx: Context,
  { data: { dueAt } }: QueuedJob<"backup">,
): Promise<void> {
  const schedule = await getBackupSchedule(ctx);
  // Switched off meanwhile.
  if (!schedule) return;
  const folder = backupFolder(ctx.env);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(
      folder,
      `portico-${new Date(dueAt).toISOString().replace(/[-:]|\.\d+/g, "")}.age`,
    );
    // A try before this one wrote it and was not heard.
    if (listBackupFiles(folder).some(({ name }) => file.endsWith(name))) return;
    const lock = { recipients: [schedule.recipient] };
    await writeBackup(ctx, { file, lock, withKeys: false });
    chmodSync(file, 0o600);
    removeOldest(folder, schedule.keep);
  } catch (error) {
    await tellFailure(ctx, dueAt, error);
    throw error;
  }
}

/** The scheduled backups on this machine, newest first. */
export function listBackupFiles(folder: string): BackupFile[] {
  try {
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .map((name) => {
        const { size, mtime } = statSync(join(folder, name));
        return { name, bytes: size, at: mtime };
      })
      .sort((a, b) => b.name.localeCompare(a.name));
  } catch {
    // None was written here yet.
    return [];
  }
}

function removeOldest(folder: string, keep: number): void {
  for (const { name } of listBackupFiles(folder).slice(keep)) rmSync(join(folder, name));
}

async function tellFailure(ctx: Context, dueAt: string, error: unknown): Promise<void> {
  const now = ctx.now();
  const reason = wordsOf(error);
  const facts = { reason, dueAt, server: hostname() };
  await ctx.db.$transaction(async (tx) => {
    const told = await tx.alertEvent.count({
      where: { type: "backup.failed", facts: { path: ["dueAt"], equals: dueAt } },
    });
    if (told > 0) return;
    await tx.alertEvent.create({ data: { type: "backup.failed", at: now, dueAt: now, facts } });
    await recordEvent(tx, ctx, { action: "backup.failed", outcome: "failed", details: facts });
  });
}

function wordsOf(error: unknown): string {
  if (error instanceof BackupError) return error.message;
  const { code, syscall } = error as { code?: string; syscall?: string };
  if (code === "ENOSPC") return "The disk is full.";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return "The folder for backups cannot be written.";
  return syscall
    ? `The file could not be written (${code ?? "unknown"}).`
    : "The server log has the details.";
}
