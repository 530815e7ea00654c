import "server-only";
import type { Context } from "@/lib/context";
import { moveForward } from "@/lib/queue/move-forward";
import { getBackupSchedule, lastDueAt } from "./schedule";

const PLANNED = "backup_planned";
const OVERDUE = "backup_overdue_told";
/** A day and the time a large one may take. */
const OVERDUE_MS = 26 * 3_600_000;

/** Puts the backup of today into the queue when its time has come, once, however many servers look. */
export async function planBackups(ctx: Context): Promise<number> {
  const schedule = await getBackupSchedule(ctx);
  if (!schedule) return 0;
  const dueAt = lastDueAt(schedule, ctx.now()).toISOString();
  if (dueAt > schedule.since && (await moveForward(ctx.db, PLANNED, dueAt)))
    await ctx.queue.add("backup", [{ data: { dueAt } }]);
  await tellOverdue(ctx, schedule.since);
  return 0;
}

/** Writes a backup as soon as a worker gets to it, beside the scheduled ones. */
export async function backUpNow(ctx: Context): Promise<void> {
  await ctx.queue.add("backup", [{ data: { dueAt: ctx.now().toISOString() } }]);
}

/** Nothing was written when something was due: told once, and again only after one was. */
async function tellOverdue(ctx: Context, since: string): Promise<void> {
  const now = ctx.now();
  const last = await ctx.db.auditEvent.findFirst({
    where: { action: "backup.written" },
    orderBy: { seq: "desc" },
    select: { at: true },
  });
  const from = Math.max(last?.at.getTime() ?? 0, Date.parse(since));
  if (now.getTime() - from < OVERDUE_MS) return;
  const told = new Date(from).toISOString();
  await ctx.db.$transaction(async (tx) => {
    if (!(await moveForward(tx, OVERDUE, told))) return;
    const facts = {
      reason: last ? `The last one is of ${last.at.toISOString()}` : "There is none",
    };
    await tx.alertEvent.create({
      data: { type: "backup.overdue", at: now, dueAt: now, facts },
    });
  });
}
