import type { Context } from "@/lib/context";
import { eventually } from "./eventually";
import type { World } from "./world";

export interface Paused {
  ctx: Context;
  /** Settles once the act has done everything but commit. */
  reached: Promise<void>;
  commit(): void;
}

/** A context whose next transaction stops just before its commit, with everything it has locked. */
export function pausedBeforeCommit(ctx: Context): Paused {
  const reached = gate();
  const commit = gate();
  const $transaction = (work: (tx: unknown) => Promise<unknown>) =>
    ctx.db.$transaction(
      async (tx) => {
        const result = await work(tx);
        reached.open();
        await commit.opened;
        return result;
      },
      // What is to meet it may take its time on a busy machine.
      { timeout: 50_000, maxWait: 50_000 },
    );
  const db = new Proxy(ctx.db, {
    get: (target, name) => (name === "$transaction" ? $transaction : Reflect.get(target, name)),
  });
  return { ctx: { ...ctx, db }, reached: reached.opened, commit: commit.open };
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Settles once some statement of this world waits for a lock, or `work` has ended without waiting. */
export async function untilWaiting(world: World, work: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  const ended = () => {
    hasEnded = true;
  };
  work.then(ended, ended);
  await eventually(async () => {
    if (hasEnded) return;
    const [row] = await world.db.$queryRaw<{ waiting: bigint }[]>`
      SELECT count(*) AS "waiting" FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (!row?.waiting) throw new Error("nothing waits yet");
  });
}
