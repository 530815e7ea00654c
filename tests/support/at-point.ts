import type { Context } from "@/lib/context";
import type { Spill } from "@/lib/spill/spill";

/** The points of a token call at which something may happen to it. */
export const POINTS = [
  "before the call",
  "after the answer",
  "during the spill",
  "after the spill",
  "before the store",
  "in the store",
  "after the store",
] as const;
export type Point = (typeof POINTS)[number];

/** When it happens: at a point of the first token call, or once this many answers are on the disk. */
export type Moment = Point | { afterKeeps: number };

/** A context in which `act` happens once, at a moment of its next token call. The product knows nothing of it. */
export function contextAt(ctx: Context, moment: Moment, act: () => unknown): Context {
  const stage = new Stage(moment, act);
  const { refresh, exchangeCode } = ctx.hubspot;
  const hubspot: Context["hubspot"] = {
    ...ctx.hubspot,
    refresh: (...args) => stage.aroundCall(() => refresh(...args)),
    exchangeCode: (...args) => stage.aroundCall(() => exchangeCode(...args)),
  };
  return { ...ctx, hubspot, spill: stage.watch(ctx.spill), db: stage.watchDb(ctx.db) };
}

class Stage {
  private isOver = false;
  private hasAnswered = false;
  private keeps = 0;

  constructor(
    private readonly moment: Moment,
    private readonly act: () => unknown,
  ) {}

  async aroundCall<T>(call: () => Promise<T>): Promise<T> {
    await this.reach("before the call");
    const answer = await call();
    this.hasAnswered = true;
    await this.reach("after the answer");
    return answer;
  }

  watch(spill: Spill): Spill {
    return {
      ...spill,
      reserve: async () => {
        const room = await spill.reserve();
        const keep = async (answer: Parameters<typeof room.keep>[0]) => {
          const keeping = room.keep(answer);
          if (this.moment === "during the spill")
            setImmediate(() => void this.reach("during the spill"));
          await keeping;
          await this.reach("after the spill");
          if (typeof this.moment === "object") await this.waitForOthers(this.moment.afterKeeps);
        };
        return { ...room, keep };
      },
    };
  }

  /** The first transaction after HubSpot's answer, or the first statement of its own, is the one that stores it. */
  watchDb(db: Context["db"]): Context["db"] {
    type Work = (tx: unknown) => Promise<unknown>;
    type Query = (...query: unknown[]) => Promise<unknown>;
    const real = db.$transaction.bind(db) as (work: Work, options?: object) => Promise<unknown>;
    const $transaction = async (work: Work, options?: object): Promise<unknown> => {
      if (this.hasAnswered) await this.reach("before the store");
      const result = await real(async (tx) => {
        const written = await work(tx);
        // Everything is written, and nothing is committed.
        if (this.hasAnswered) await this.reach("in the store");
        return written;
      }, options);
      if (this.hasAnswered) await this.reach("after the store");
      return result;
    };
    // As a transaction, which it is for PostgreSQL, so that something can happen before the commit.
    const $queryRaw: Query = (...query) =>
      this.hasAnswered
        ? $transaction((tx) => (tx as { $queryRaw: Query }).$queryRaw(...query))
        : (db.$queryRaw.bind(db) as Query)(...query);
    const watched: Record<string | symbol, unknown> = { $transaction, $queryRaw };
    return new Proxy(db, {
      get: (target, name) => watched[name] ?? (Reflect.get(target, name) as unknown),
    });
  }

  private async reach(point: Point): Promise<void> {
    if (this.moment !== point || this.isOver) return;
    this.isOver = true;
    await this.act();
  }

  /** Nobody goes on until all have come this far. */
  private async waitForOthers(count: number): Promise<never> {
    this.keeps += 1;
    if (this.keeps === count) await this.act();
    return new Promise(() => undefined);
  }
}
