import "server-only";
import { logger } from "@/lib/logger";
import type { Db } from "./client";

/** How far the two may run apart between two looks is far less than a millisecond a second. */
const LOOK_EVERY_MS = 10_000;
/** An answer slower than this says too little about the moment it was made. */
const SLOWEST_MS = 500;
/** What is more than this is no drift: somebody has set a clock. */
const SET_MS = 5_000;
const WALL_STEP_MS = 1_000;

/** The one clock of an installation: the database's, as this process knows it. */
export interface DatabaseClock {
  now(): Date;
  /** Looks at the database's time once more. Never throws: a database that is away changes no time. */
  look(): Promise<void>;
  end(): void;
}

export interface ClockOptions {
  /** Hears that the database's clock was set back, by how many milliseconds; again as long as it throws. */
  onSetBack(ms: number): Promise<void>;
  /** Milliseconds that only go forward. */
  steady?: () => number;
  /** The machine's time of day in milliseconds, which somebody may set. */
  wall?: () => number;
}

/**
 * Starts a clock that goes by the database's (SEC-42). Between two looks it counts on by the machine's steady clock, so
 * that a time of day that is set on this machine, by hand or by NTP, moves nothing: an expiry that this process writes and
 * the database compares belongs to one clock.
 * @throws what the database said to the first look
 */
export async function startDatabaseClock(db: Db, options: ClockOptions): Promise<DatabaseClock> {
  const { onSetBack, steady = () => performance.now(), wall = Date.now } = options;
  let aheadMs = (await measure(db, steady)).aheadMs;
  let wallAheadMs = wall() - steady();
  let looking: Promise<void> | undefined;
  /** By how much it was set back, as long as nobody has acted on it. */
  let setBackMs = 0;

  const take = async () => {
    const { aheadMs: seen, tookMs } = await measure(db, steady);
    const change = seen - aheadMs;
    // Nobody knows when within the call the answer was made.
    const isKnown = tookMs <= SLOWEST_MS && Math.abs(change) > tookMs / 2;
    if (isKnown) aheadMs = seen;
    if (isKnown && Math.abs(change) >= SET_MS) {
      logger.warn({ seconds: Math.round(change / 1000) }, "the database's clock was set");
      setBackMs = Math.max(0, setBackMs - change);
    }
    if (setBackMs === 0) return;
    await onSetBack(setBackMs);
    setBackMs = 0;
  };
  const look = () =>
    (looking ??= take()
      .catch((error: unknown) => logger.warn({ err: error }, "the database's time is not known"))
      .finally(() => (looking = undefined)));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();

  return {
    now() {
      // Set, or asleep meanwhile: in both cases the database knows better.
      const wallNow = wall() - steady();
      if (Math.abs(wallNow - wallAheadMs) > WALL_STEP_MS) {
        wallAheadMs = wallNow;
        void look();
      }
      return new Date(Math.round(steady() + aheadMs));
    },
    look,
    end: () => clearInterval(timer),
  };
}

/** How far the database's time of day is ahead of the steady clock, and how long it took to learn that. */
async function measure(db: Db, steady: () => number): Promise<{ aheadMs: number; tookMs: number }> {
  const before = steady();
  const [row] = await db.$queryRaw<{ ms: number }[]>`
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "ms"`;
  const tookMs = steady() - before;
  return { aheadMs: (row?.ms ?? 0) - (before + tookMs / 2), tookMs };
}
