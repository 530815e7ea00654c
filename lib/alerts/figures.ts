import "server-only";
import type { Context } from "@/lib/context";
import { QUEUE_NAMES, type QueueName } from "@/lib/queue/queue";

export interface AlertFigures {
  /** Events that are due and not handed out yet. */
  waiting: number;
  /** Targets that fail, or were switched off for it. */
  failing: number;
  /** Jobs that wait or are under way; null where the queue cannot be reached (see the check `queue` of doctor). */
  queues: Record<QueueName, number> | null;
}

/** How the telling goes, for metrics and the system page. */
export async function alertFigures(ctx: Context): Promise<AlertFigures> {
  const [waiting, failing, queues] = await Promise.all([
    ctx.db.alertEvent.count({ where: { handedOutAt: null, dueAt: { lte: ctx.now() } } }),
    ctx.db.alertTarget.count({
      where: { OR: [{ failingSince: { not: null }, pausedAt: null }, { pausedBy: "failing" }] },
    }),
    queueSizes(ctx).catch(() => null),
  ]);
  return { waiting, failing, queues };
}

/** @throws what the database said, also when its role may not make the queue's schema */
export async function queueSizes({ queue }: Pick<Context, "queue">) {
  const sizes = await Promise.all(QUEUE_NAMES.map((name) => queue.size(name)));
  const entries = QUEUE_NAMES.map((name, index) => [name, sizes[index] ?? 0]);
  return Object.fromEntries(entries) as Record<QueueName, number>;
}
