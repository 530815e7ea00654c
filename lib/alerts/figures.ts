import "server-only";
import type { Context } from "@/lib/context";
import { QUEUE_NAMES, type QueueName } from "@/lib/queue/queue";

export interface AlertFigures {
  /** Events that are due and not handed out yet. */
  waiting: number;
  /** Targets that fail, or were switched off for it. */
  failing: number;
  queues: Record<QueueName, number>;
}

/** How the telling goes, for metrics and the system page. */
export async function alertFigures(ctx: Context): Promise<AlertFigures> {
  const [waiting, failing, ...sizes] = await Promise.all([
    ctx.db.alertEvent.count({ where: { handedOutAt: null, dueAt: { lte: ctx.now() } } }),
    ctx.db.alertTarget.count({
      where: { OR: [{ failingSince: { not: null }, pausedAt: null }, { pausedBy: "failing" }] },
    }),
    ...QUEUE_NAMES.map((name) => ctx.queue.size(name)),
  ]);
  const queues = Object.fromEntries(QUEUE_NAMES.map((name, index) => [name, sizes[index] ?? 0]));
  return { waiting, failing, queues: queues as AlertFigures["queues"] };
}
